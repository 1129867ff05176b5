import { must } from '@legwork/chaos';
import { type Answer, Get, asRead, readAnswer } from '@legwork/kraken-prime';
import type { Decimal } from 'decimal.js';
import * as E from 'fp-ts/lib/Either.js';
import { batchText, type BatchSize } from '../fixture/batch-text.js';
import { agree } from '../harness/agree.js';
import type { Bench, Setting } from '../harness/bench.js';
import { type Contender, timed } from '../harness/contender.js';
import { type Costs, type Pace, race, ratioOf } from '../harness/race.js';
import type { Row, Target } from '../harness/row.js';
import { loadPeer } from '../peer.js';
import { AmountDecimal, AmountText, type BatchResult, batchResult } from '../rival/io-ts-batch.js';

interface Zod {
  readonly decodeTexts: (input: unknown) => BatchResult<string> | undefined;
  readonly decodeDecimals: (input: unknown) => BatchResult<Decimal> | undefined;
}
type Ajv = Pick<Zod, 'decodeTexts'>;

const plainDecimals = batchResult(AmountDecimal);
const plainTexts = batchResult(AmountText);

/** The three sizes, and how many times less the decode step must cost than plain io-ts. */
const cases: ReadonlyArray<{ readonly size: BatchSize; readonly factor: number; readonly name: string }> = [
  { size: { legs: 10, trades: 50 }, factor: 15, name: '10 legs' },
  { size: { legs: 1_000, trades: 10_000 }, factor: 10, name: '1,000 legs' },
  { size: { legs: 100_000, trades: 1_000_000 }, factor: 7, name: '100,000 legs' },
];

/** An answer of the venue from its text to typed values with exact quantities. */
export const decoding: Bench = {
  title: 'Reading what a venue answers',
  run: async (setting) => {
    const zod = await loadPeer<Zod>('zod-batch.js');
    const ajv = await loadPeer<Ajv>('ajv-batch.js');
    const rows: Array<Row> = [];
    for (const { size, factor, name } of cases) {
      setting.tell(`decoding ${name}`);
      rows.push(...(await rowsOf(setting, size, factor, name, zod, ajv)));
    }
    return rows;
  },
};

const rowsOf = async (
  setting: Setting,
  size: BatchSize,
  factor: number,
  name: string,
  zod: Zod,
  ajv: Ajv,
): Promise<ReadonlyArray<Row>> => {
  const text = batchText(size);
  const parsed: { readonly result: unknown } = JSON.parse(text);
  const input = parsed.result;
  check(text, input, zod, ajv);
  const answer = answerOf(text);
  const contenders: ReadonlyArray<Contender> = [
    timed('JSON.parse', () => JSON.parse(text)),
    timed('text', () => decodeText(text)),
    timed('decode', () => decodeAnswer(answer)),
    timed('value', () => Get.GetResult.decode(input)),
    timed('io-ts', () => plainDecimals.decode(input)),
    timed('zod', () => zod.decodeDecimals(input)),
    timed('io-ts texts', () => plainTexts.decode(input)),
    timed('zod texts', () => zod.decodeTexts(input)),
    timed('ajv texts', () => ajv.decodeTexts(input)),
  ];
  const costs = await race(contenders, paceOf(setting, size), setting.settle);
  return rowsFrom(costs, factor, name);
};

const rowsFrom = (costs: Costs, factor: number, name: string): ReadonlyArray<Row> => {
  const row = (ours: keyof typeof whats, against: string, other: string, target: Target, note = ''): Row => ({
    what: `${whats[ours]}, ${name}`,
    against,
    target,
    measured: { _tag: 'Ratio', spread: ratioOf(costs, ours, other) },
    note,
  });
  const none: Target = { _tag: 'None' };
  return [
    row('text', 'JSON.parse of the same text', 'JSON.parse', { _tag: 'AtMost', ratio: 1.25 }, lookedAt),
    row('decode', 'io-ts `exact(intersection)`, amounts to decimal.js', 'io-ts', {
      _tag: 'TimesLess',
      factor,
    }),
    row('decode', 'zod 4, amounts to decimal.js', 'zod', { _tag: 'TimesLess', factor: 5 }),
    row('decode', 'io-ts `exact(intersection)`, amounts left as text', 'io-ts texts', none),
    row('decode', 'zod 4, amounts left as text', 'zod texts', none),
    row('decode', 'ajv, compiled, which checks and makes nothing', 'ajv texts', none),
    row('value', 'io-ts `exact(intersection)`, amounts to decimal.js', 'io-ts', none),
    row('value', 'zod 4, amounts to decimal.js', 'zod', none),
  ];
};

const lookedAt =
  'One look at a whole text that has no space, escape or character beyond ASCII in it shows that no id has one. Where it has, its ids are looked at one by one, and the decode step costs what it does for a value whose text is not at hand.';

const paceOf = ({ short, long }: Setting, { legs }: BatchSize): Pace => (legs < 100_000 ? short : long);

/** What is timed of ours. The decode step has the text of the reply beside its value, as the adapter has. */
const whats = {
  text: 'response text → typed value',
  decode: 'decode step',
  value: 'decode step of a value whose text is not at hand',
} as const;

const answerOf = (body: string): Answer => readAnswer(E.right({ status: 200, headers: {}, body }));

const decodeAnswer = asRead(Get.GetResult);

/** As the adapter reads a reply: the envelope, then the result. */
const decodeText = (body: string): ReturnType<typeof decodeAnswer> => decodeAnswer(answerOf(body));

const check = (text: string, input: unknown, zod: Zod, ajv: Ajv): void => {
  const seen = ({
    batch: { legs, trade_ids },
  }: BatchResult<{ readonly toString: () => string }>): unknown => [
    // Ours are in their shortest form, which decimal.js writes, too.
    legs.map(({ asset, amount, direction }) => [asset, direction, trimmed(amount.toString())]),
    trade_ids,
  ];
  const through = (made: BatchResult<Decimal> | undefined): unknown =>
    made === undefined
      ? undefined
      : seen({
          batch: {
            ...made.batch,
            legs: made.batch.legs.map((leg) => ({ ...leg, amount: leg.amount.toFixed() })),
          },
        });
  agree('decoding', {
    ours: seen(must(Get.GetResult.decode(input))),
    text: seen(must(decodeText(text)).result),
    'io-ts': through(must(plainDecimals.decode(input))),
    zod: through(zod.decodeDecimals(input)),
    'io-ts texts': seen(must(plainTexts.decode(input))),
    'zod texts': seen(zod.decodeTexts(input) ?? { batch: { legs: [] } }),
    'ajv texts': seen(ajv.decodeTexts(input) ?? { batch: { legs: [] } }),
  });
};

const trimmed = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);
