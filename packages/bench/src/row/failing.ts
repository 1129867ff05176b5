import { Get } from '@legwork/kraken-prime';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { batchText } from '../fixture/batch-text.js';
import { agree } from '../harness/agree.js';
import type { Bench } from '../harness/bench.js';
import { timed } from '../harness/contender.js';
import { race, ratioOf } from '../harness/race.js';
import type { Row } from '../harness/row.js';
import { AmountDecimal, batchResult } from '../rival/io-ts-batch.js';

const plain = batchResult(AmountDecimal);

/** What it costs to say what is wrong: a batch of 1,000 legs whose last amount, or each of them, is none. */
export const failing: Bench = {
  title: 'Refusing what is wrong',
  run: async (setting) => {
    const rows: Array<Row> = [];
    for (const which of ['the last', 'every'] as const) {
      setting.tell(`refusing ${which} amount`);
      const input = withWrongAmounts(which);
      agree('refusing', {
        ours: placesOf(Get.GetResult.decode(input)),
        'io-ts': placesOf(plain.decode(input)),
      });
      const costs = await race(
        [timed('ours', () => Get.GetResult.decode(input)), timed('io-ts', () => plain.decode(input))],
        setting.short,
        setting.settle,
      );
      rows.push({
        what: `failing input, same places named: ${which} of 1,000 amounts is wrong`,
        against: 'io-ts `exact(intersection)`',
        target: { _tag: 'AtMost', ratio: 1.15 },
        measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', 'io-ts') },
        note: '',
      });
    }
    return rows;
  },
};

const withWrongAmounts = (which: 'the last' | 'every'): unknown => {
  const parsed: { result: { batch: { legs: Array<{ amount: string }> } } } = JSON.parse(
    batchText({ legs: 1_000, trades: 10_000 }),
  );
  for (const [at, leg] of parsed.result.batch.legs.entries())
    if (which === 'every' || at === 999) leg.amount = '1,5';
  return parsed.result;
};

/** Where something is wrong: the fields on the way, without the parts of an intersection, at which the value stays the same. */
const placesOf = (decoded: E.Either<t.Errors, unknown>): ReadonlyArray<string> =>
  E.isLeft(decoded)
    ? decoded.left.map(({ context }) =>
        context
          .filter(({ actual }, at) => at > 0 && actual !== context[at - 1]?.actual)
          .map(({ key }) => key)
          .join('/'),
      )
    : [];
