import * as O from 'fp-ts/lib/Option.js';
import { type AssetTotal, totals } from './asset-total.js';
import * as Quantity from '../amount/quantity.js';
import { type Discrepancy, discrepancy, inOrder } from './discrepancy.js';
import type { ExpectedLine } from './expected-line.js';
import { type Movement, held } from './held.js';
import { type Judgement, judge, surplus, unseen } from './judgement.js';
import { type LegStory, type Receipted, placeOf, receipts, stories } from './leg-story.js';
import { atOf, match } from './matching.js';
import { movedFor, owners } from './moved.js';
import type { Observed } from './observed.js';
import type { Options } from './options.js';

/** What should have happened, held against what did. */
export interface Reconciliation {
  /** What of each line has happened, sorted by the lines' ids. */
  readonly matched: ReadonlyArray<Part>;
  /** What is not due yet. */
  readonly waiting: ReadonlyArray<Part>;
  /** In one order, whatever the order of lines and observations. */
  readonly breaks: ReadonlyArray<Discrepancy>;
  /** Sorted by asset. */
  readonly totals: ReadonlyArray<AssetTotal>;
}

/** A part of an expected line, or the whole. Units: whole units of the line's asset. */
export interface Part {
  readonly line: ExpectedLine;
  readonly quantity: Quantity.Quantity;
}

/**
 * Holds what should have happened against everything that was observed of it. Pure. The order of either, and how often
 * something was observed, decide nothing; nothing is tolerated that the options do not name.
 *
 * Lines of one leg come from one source: of positions and of a plan together, every leg would be expected twice.
 *
 * @example
 * ```ts
 * import { Reconciliation, ReconciliationOptions } from '@legwork/core';
 * const nothing = Reconciliation.reconcile([], [], ReconciliationOptions.strict);
 * Reconciliation.isClean(nothing); // => true
 * ```
 */
export const reconcile = (
  expected: ReadonlyArray<ExpectedLine>,
  observed: ReadonlyArray<Observed>,
  options: Options,
): Reconciliation => {
  const { lines, repeats } = eachOnce(expected);
  const seen = stories(observed);
  const ownerOf = owners(seen);
  const settlements = new Set(seen.map((one) => placeOf(one.venue, one.account, one.settlement, '')));
  const { pairs, missing } = match(lines, seen);
  const judged: Array<readonly [ExpectedLine, Judgement]> = [];
  const movements: Array<Movement> = [];
  const counted: Array<Movement> = [];
  const breaks: Array<Discrepancy> = [
    ...repeats,
    ...strays(lines, seen, observed),
    ...answeredTwice(observed),
  ];
  for (const { found: story, expected: line } of pairs) {
    const moved = movedFor(story, line?.earlier ?? [], ownerOf, options.venues);
    movements.push({ story, quantity: moved.quantity });
    if (line === undefined && options.covers === 'WhatWePay' && !isOurs(story)) continue;
    counted.push({ story, quantity: moved.quantity });
    if (line === undefined) breaks.push(...surplus(story, moved));
    else judged.push([line, judge(line, story, moved, options)]);
  }
  for (const line of missing) {
    const isSeen = settlements.has(placeOf(line.venue, line.account, line.settlement, ''));
    judged.push([line, unseen(line, isSeen, options)]);
  }
  for (const [, judgement] of judged) breaks.push(...judgement.breaks);
  if (O.isSome(options.balances)) breaks.push(...held(options.balances.value, movements, options));
  const sorted = judged.toSorted(([a], [b]) => (a.id < b.id ? -1 : 1));
  return {
    matched: parts(sorted, 'matched'),
    waiting: parts(sorted, 'waiting'),
    breaks: inOrder(breaks),
    totals: totals(expected, counted, judged, breaks),
  };
};

/** Whether everything that was expected has happened, and nothing else. What is still waiting has not. */
export const isClean = ({ breaks, waiting }: Reconciliation): boolean =>
  breaks.length === 0 && waiting.length === 0;

const isOurs = ({ leg: { flow } }: LegStory): boolean => O.isNone(flow) || flow.value.payer.role === 'Us';

const parts = (
  judged: ReadonlyArray<readonly [ExpectedLine, Judgement]>,
  which: 'matched' | 'waiting',
): ReadonlyArray<Part> =>
  judged.flatMap(([line, judgement]) =>
    judgement[which] === Quantity.zero ? [] : [{ line, quantity: judgement[which] }],
  );

/** Each line once, in one order; a second one of the same id is a break, and its quantity is not expected to move. */
const eachOnce = (
  expected: ReadonlyArray<ExpectedLine>,
): { readonly lines: ReadonlyArray<ExpectedLine>; readonly repeats: ReadonlyArray<Discrepancy> } => {
  const lines = new Map<string, ExpectedLine>();
  const repeats: Array<Discrepancy> = [];
  const sorted = expected
    .map((line) => ({
      line,
      key: contentOf(line),
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (const { line } of sorted) {
    if (!lines.has(line.id)) {
      lines.set(line.id, line);
      continue;
    }
    const { asset, quantity } = line;
    const short = O.some({ asset, quantity });
    const observed = `another line of ${quantity} ${asset} under it`;
    repeats.push(
      discrepancy('DuplicateReference', atOf(line), O.some(line.id), 'an id of one line', observed, {
        short,
      }),
    );
  }
  return { lines: [...lines.values()], repeats };
};

const contentOf = (line: ExpectedLine): string => {
  const { payer, receiver } = line.flow;
  const parties = [payer.role, payer.account, receiver.role, receiver.account];
  const rest = [O.toNullable(line.leg), O.toNullable(line.dueAtMs), line.earlier.toSorted()];
  return JSON.stringify([line.id, atOf(line), line.quantity, line.asset, parties, rest]);
};

/** Answers to instructions about what nobody expected and no reading shows. */
const strays = (
  lines: ReadonlyArray<ExpectedLine>,
  seen: ReadonlyArray<LegStory>,
  observed: ReadonlyArray<Observed>,
): ReadonlyArray<Discrepancy> => {
  const known = new Set(
    [...lines, ...seen].map((one) => placeOf(one.venue, one.account, one.settlement, '')),
  );
  return receipts(observed)
    .filter(({ venue, account, receipt }) => !known.has(placeOf(venue, account, receipt.settlement, '')))
    .map(({ venue, account, intent, receipt }) =>
      discrepancy(
        'Extra',
        placeOf(venue, account, receipt.settlement, intent),
        O.none,
        'nothing',
        'an instruction that the venue took',
      ),
    );
};

/** One intent, and two transfers for it. */
const answeredTwice = (observed: ReadonlyArray<Observed>): ReadonlyArray<Discrepancy> => {
  const first = new Map<string, Receipted>();
  const breaks: Array<Discrepancy> = [];
  for (const one of receipts(observed)) {
    const { venue, account, intent, receipt } = one;
    if (O.isNone(receipt.transfer)) continue;
    const at = placeOf(venue, account, receipt.settlement, intent);
    const known = first.get(at);
    if (known === undefined) first.set(at, one);
    else if (
      O.isSome(known.receipt.transfer) &&
      known.receipt.transfer.value.id !== receipt.transfer.value.id
    )
      breaks.push(
        discrepancy(
          'DuplicateReference',
          at,
          O.none,
          'one transfer for one intent',
          `${known.receipt.transfer.value.id} and ${receipt.transfer.value.id}`,
        ),
      );
  }
  return breaks;
};
