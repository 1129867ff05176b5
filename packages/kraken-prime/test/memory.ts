/**
 * Decodes, translates and nets a batch of 100,000 legs and 1,000,000 trades, three times, and prints what each round took
 * and what was left of it. Run: `node --expose-gc packages/kraken-prime/dist/test/memory.js`.
 */
import { Netting, UnitRegistry, assetId } from '@legwork/core';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { SettlementBatch, toSettlement } from '../src/index.js';
import { readEnvelope } from '../src/codec/envelope.js';
import { configWith } from './fixture/config.js';
import { attributes, tradeId, wireLeg } from './fixture/wire-batch.js';

const legCount = 100_000;
const tradeCount = 1_000_000;

const textOfReply = (): string => {
  const legs = Array.from({ length: legCount }, (_, at) =>
    wireLeg({
      asset: `A${at}`,
      amount: `${at}.12345678`,
      can_settle: at % 2 === 0,
      direction: at % 2 === 0 ? 'outgoing' : 'incoming',
    }),
  );
  const trade_ids = Array.from({ length: tradeCount }, (_, at) => tradeId(at));
  const batch = { id: 'B_LARGE', attributes: attributes({ trade_count: tradeCount }), legs, trade_ids };
  return JSON.stringify({ error: [], result: { batch } });
};

const table = Array.from({ length: legCount }, (_, at) => {
  const name = `A${at}`;
  return { asset: right(assetId(name)), venueName: name, decimals: 8 };
});
const config = configWith({ units: right(UnitRegistry.agree(table, table)) });

const translate = toSettlement(config);

const heapMiB = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return Math.round((process.memoryUsage().heapUsed / 2 ** 20) * 10) / 10;
};

const timed = <A>(act: () => A): readonly [A, number] => {
  const startMs = performance.now();
  const value = act();
  return [value, Math.round(performance.now() - startMs)];
};

const round = (text: string): object => {
  const [envelope, parseMs] = timed(() => right(readEnvelope(text)));
  const { result } = envelope;
  if (typeof result !== 'object' || result === null || !('batch' in result)) throw new Error('no batch');
  const parsedMiB = heapMiB();
  const [decoded, decodeMs] = timed(() => SettlementBatch.decode(result.batch));
  if (E.isLeft(decoded)) throw new Error('the batch must decode');
  const [settlement, translateMs] = timed(() => translate(decoded.right));
  const heapHeldMiB = heapMiB() - parsedMiB;
  const [nets, netMs] = timed(() => Netting.byAsset(settlement.legs));
  if (settlement.oddities.length > 0) throw new Error('the batch is not odd');
  return { parseMs, decodeMs, translateMs, netMs, heapHeldMiB, assets: nets.length };
};

const text = textOfReply();
const rounds = [1, 2, 3].map(() => {
  const figures = round(text);
  return { ...figures, heapAfterMiB: heapMiB() };
});
process.stdout.write(`${JSON.stringify(rounds)}\n`);
