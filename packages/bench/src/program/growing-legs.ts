// One answer with so many legs, and ten trades to a leg: how long each stage takes, and what stays in memory.
import { Netting } from '@legwork/core';
import { must } from '@legwork/chaos';
import { Get, asRead, readAnswer, toSettlement } from '@legwork/kraken-prime';
import * as E from 'fp-ts/lib/Either.js';
import { batchText } from '../fixture/batch-text.js';
import { krakenTerms } from '../fixture/kraken-terms.js';
import { keptMb, usualMs } from '../growth/stopwatch.js';

const legs = Number(process.argv[2]);
const body = batchText({ legs, trades: legs * 10 });
const translate = toSettlement(krakenTerms);

const decode = (): Get.GetResult => {
  const answer = readAnswer(E.right({ status: 200, headers: {}, body }));
  return must(asRead(Get.GetResult)(answer)).result;
};

const { batch } = decode();
const settlement = translate(batch);
process.stdout.write(
  JSON.stringify({
    parse: await usualMs((): unknown => JSON.parse(body)),
    decode: await usualMs(decode),
    translate: await usualMs(() => translate(batch)),
    net: await usualMs(() => Netting.byAsset(settlement.legs)),
    memory: await keptMb(() => translate(decode().batch)),
  }),
);
