import { Netting, type Quantity } from '@legwork/core';
import { must } from '@legwork/chaos';
import { Get, toSettlement } from '@legwork/kraken-prime';
import { krakenTerms } from '../fixture/kraken-terms.js';
import { nettingCase } from '../fixture/netting-legs.js';
import { agree } from '../harness/agree.js';
import type { Bench, Setting } from '../harness/bench.js';
import { timed } from '../harness/contender.js';
import { race, ratioOf } from '../harness/race.js';
import type { Row } from '../harness/row.js';
import { loadPeer } from '../peer.js';
import { AmountDecimal, batchResult } from '../rival/io-ts-batch.js';
import { type Told, type Totals, netBigInts, netDecimals, netMadeDecimals } from '../rival/netting.js';

interface Ccxt {
  readonly net: (told: ReadonlyArray<Told>) => Totals;
}

const plain = batchResult(AmountDecimal);

/** What legs come to by asset, from the texts of their amounts. */
export const netting: Bench = {
  title: 'Netting',
  run: async (setting) => {
    const ccxt = await loadPeer<Ccxt>('ccxt-exchange.js');
    setting.tell('netting 100,000 legs');
    const sums = await fromTexts(setting, ccxt);
    setting.tell('decoding and netting 10,000 legs');
    return [...sums, await fromAnswer(setting)];
  },
};

const fromTexts = async (setting: Setting, ccxt: Ccxt): Promise<ReadonlyArray<Row>> => {
  const { legs, input } = nettingCase(100_000);
  const told = toldBy(input);
  agree('netting', {
    ours: shown(Netting.byAsset(legs)),
    BigInt: netBigInts(told),
    'decimal.js': netDecimals(told),
    ccxt: ccxt.net(told),
  });
  const costs = await race(
    [
      timed('ours', () => Netting.byAsset(legs)),
      timed('BigInt', () => netBigInts(told)),
      timed('decimal.js', () => netDecimals(told)),
      timed('ccxt', () => ccxt.net(told)),
    ],
    setting.short,
    setting.settle,
  );
  const row = (against: string, other: string, target: Row['target']): Row => ({
    what: 'netting from texts, 100,000 legs of 20 assets',
    against,
    target,
    measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', other) },
    note: '',
  });
  return [
    row('BigInt of each text, added', 'BigInt', { _tag: 'AtMost', ratio: 0.45 }),
    row('decimal.js, at a precision that loses nothing', 'decimal.js', { _tag: 'TimesLess', factor: 18 }),
    row('ccxt Precise', 'ccxt', { _tag: 'TimesLess', factor: 3 }),
  ];
};

const fromAnswer = async (setting: Setting): Promise<Row> => {
  const { input } = nettingCase(10_000);
  const ours = (): ReadonlyArray<Netting.Net> =>
    Netting.byAsset(toSettlement(krakenTerms)(must(Get.GetResult.decode(input)).batch).legs);
  const theirs = (): Totals => netMadeDecimals(must(plain.decode(input)).batch.legs);
  agree('decoding and netting', { ours: shown(ours()), theirs: theirs() });
  const costs = await race([timed('ours', ours), timed('theirs', theirs)], setting.short, setting.settle);
  return {
    what: 'decode and net, 10,000 legs',
    against: 'io-ts `exact(intersection)` and decimal.js `plus`',
    target: { _tag: 'TimesLess', factor: 18 },
    measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', 'theirs') },
    note: 'Ours also translates every leg into the words of the library, with who pays whom.',
  };
};

const toldBy = (input: unknown): ReadonlyArray<Told> => must(Get.GetResult.decode(input)).batch.legs;

const shown = (nets: ReadonlyArray<Netting.Net>): Totals =>
  nets.map(({ asset, sent, received }): readonly [string, Quantity.Quantity, Quantity.Quantity] => [
    asset,
    sent,
    received,
  ]);
