import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { ReadFailed } from '../../src/error/read-error.js';
import * as Id from '../../src/noun/id.js';
import type { Subject } from '../../src/noun/observation.js';
import { rollup } from '../../src/noun/rollup.js';
import type { Settlement } from '../../src/noun/settlement.js';
import { type Change, between, sentence } from '../../src/watch/change.js';
import { type View, after, blank, isOver, nextDeadlineInMs } from '../../src/watch/view.js';
import { present, right } from '../fixture/must.js';
import { leg, observation, party, settlement, settlementId, transferId } from '../fixture/noun.js';

const one: Subject = { _tag: 'Existing', settlement: settlementId };
const scope: Subject = { _tag: 'Prospective', scope: 'spot' };
const failed = (what: string): ReadFailed => ({
  _tag: 'ReadFailed',
  lasts: 'Passing',
  what,
  money: '',
  todo: '',
  code: O.none,
  requestId: O.none,
});

/** Reads a settlement, or none, at a place in the order of calls. */
const read = (view: View, order: number, shown: ReadonlyArray<Settlement>, nowMs = 1_000): View =>
  after(
    view,
    E.right(observation({ subject: view.subject, settlements: shown, order: BigInt(order) })),
    nowMs,
  );
const tags = (changes: ReadonlyArray<Change>) => changes.map(({ _tag }) => _tag);
const step = (before: View, next: View) => tags(between(before, next));

const open = settlement();
const settling = settlement({ legs: [leg({ status: 'InProgress' })] });
const settled = settlement({ legs: [leg({ status: 'Settled' })] });

describe('a view', () => {
  test('goes on with younger readings', () => {
    const first = read(blank(one), 1, [open], 1_000);
    const second = read(first, 2, [settled], 2_000);
    const third = read(second, 3, [settled], 3_000);
    expect(step(blank(one), first)).toStrictEqual(['Appeared']);
    expect(step(first, second)).toStrictEqual(['LegMoved', 'StatusMoved']);
    expect(step(second, third)).toStrictEqual([]);
    expect(third.known).toMatchObject([{ sinceMs: 2_000 }]);
  });

  test('is the same after a reading that is late or repeated, whatever it shows', () => {
    const view = read(read(blank(one), 5, [open]), 9, [settled]);
    for (const order of [9, 8, 5, 1]) expect(read(view, order, [open])).toBe(view);
  });

  test('does not believe an older state, and says so once', () => {
    const view = read(blank(one), 1, [settled]);
    const doubted = read(view, 2, [open]);
    const again = read(doubted, 3, [open]);
    const well = read(again, 4, [settled]);
    const twice = read(read(well, 5, [open]), 6, [settled]);
    expect(between(view, doubted)).toStrictEqual([
      { _tag: 'Contradicted', settlement: settlementId, lasts: true },
    ]);
    expect(doubted.known[0]?.settlement).toBe(settled);
    expect(step(doubted, again)).toStrictEqual([]);
    expect(step(again, well)).toStrictEqual(['AgreesAgain']);
    // Somebody slow hears of what came and went.
    expect(between(well, twice)).toStrictEqual([
      { _tag: 'Contradicted', settlement: settlementId, lasts: false },
    ]);
  });

  test('tells what was never found from what is gone', () => {
    const none = read(blank(one), 1, []);
    expect(step(blank(one), none)).toStrictEqual(['NotFound']);
    expect(step(none, read(none, 2, []))).toStrictEqual([]);
    const found = read(none, 3, [open]);
    expect(step(none, found)).toStrictEqual(['Appeared']);
    const gone = read(found, 4, []);
    expect(step(found, gone)).toStrictEqual(['Disappeared']);
    expect(step(gone, read(gone, 5, []))).toStrictEqual([]);
    expect(step(gone, read(gone, 6, [settling]))).toStrictEqual(['Reappeared', 'LegMoved', 'StatusMoved']);
    // What is back shows an older state: it was seen to be settled.
    const lost = read(read(blank(one), 1, [settled]), 2, []);
    expect(step(lost, read(lost, 3, [open]))).toStrictEqual(['Reappeared', 'Contradicted']);
  });

  test('takes no other settlement for the one that is watched', () => {
    const elsewhere = observation({ settlements: [named('S2')], order: 1n });
    expect(tags(between(blank(one), after(blank(one), E.right(elsewhere), 1)))).toStrictEqual(['NotFound']);
  });

  test('keeps what is known while readings fail, and tells of it once', () => {
    const view = read(blank(one), 1, [open]);
    const failing = after(view, E.left(failed('no answer')), 2);
    const still = after(failing, E.left(failed('no answer')), 3);
    const other = after(still, E.left(failed('no permission')), 4);
    expect(step(view, failing)).toStrictEqual(['ReadingFails']);
    expect(step(failing, still)).toStrictEqual([]);
    expect(step(still, other)).toStrictEqual(['ReadingFails']);
    expect(step(other, read(other, 2, [settling]))).toStrictEqual([
      'ReadingWorks',
      'LegMoved',
      'StatusMoved',
    ]);
    expect(still.known[0]?.settlement).toBe(open);
  });

  test('says when a deadline has passed, once, also while nothing can be read or the clock goes back', () => {
    const consent = { by: party('Counterparty'), status: 'Awaited', lapsesAtMs: O.some(5_000) } as const;
    const waiting = settlement({ consents: [consent] });
    const view = read(blank(one), 1, [waiting], 4_000);
    expect(nextDeadlineInMs(view, 4_000)).toBe(1_000);
    const late = after(view, E.left(failed('no answer')), 5_000);
    expect(between(view, late).at(-1)).toMatchObject({ _tag: 'DeadlinePassed', deadline: { atMs: 5_000 } });
    const back = read(late, 2, [waiting], 1_000);
    expect(step(late, back)).toStrictEqual(['ReadingWorks']);
    expect(step(back, read(back, 3, [waiting], 9_000))).toStrictEqual([]);
    expect(nextDeadlineInMs(back, 1_000)).toBe(Number.POSITIVE_INFINITY);
    const over = read(blank(one), 1, [settlement({ consents: [consent], finality: 'Final' })], 9_000);
    expect(step(blank(one), over)).toStrictEqual(['Appeared']);
  });

  test('is over when the one settlement is final or dead, and never for a scope', () => {
    const ends = (finality: Settlement['finality']) => settlement({ finality });
    const over = (subject: Subject, finality: Settlement['finality']) =>
      isOver(read(blank(subject), 1, [ends(finality)]));
    expect(over(one, 'Final')).toBe(true);
    expect(over(one, 'Dead')).toBe(true);
    for (const finality of ['Open', 'Reversible', 'Unrecognised'] as const)
      expect(over(one, finality)).toBe(false);
    expect(over(scope, 'Final')).toBe(false);
    expect(isOver(blank(one))).toBe(false);
  });

  test('of a scope keeps what is not shown any more, and bounds what it keeps', () => {
    const view = read(read(blank(scope), 1, [named('S1'), named('S2')]), 2, [named('S2')]);
    expect(view.known.map(({ settlement: { id } }) => id)).toStrictEqual(['S2', 'S1']);
    const many = Array.from({ length: 1_001 }, (_, at) => named(`N${at}`));
    const full = read(view, 3, many);
    const pruned = read(full, 4, [named('S9')]);
    expect(pruned.known.map(({ settlement: { id } }) => id)).toStrictEqual(['S9']);
  });
});

const named = (id: string): Settlement => ({ ...open, id: right(Id.settlementId(id)) });

/** A settlement's life in steps, none of which goes back. */
const life: ReadonlyArray<Settlement> = [
  settlement({ consents: [{ by: party('Venue'), status: 'Awaited', lapsesAtMs: O.none }] }),
  open,
  settling,
  settlement({
    legs: [
      leg({
        status: 'InProgress',
        transfers: [{ id: transferId('X1'), status: 'Pending', quantity: O.none }],
      }),
    ],
  }),
  settlement({
    legs: [
      leg({
        status: 'Settled',
        transfers: [{ id: transferId('X1'), status: 'Completed', quantity: O.none }],
      }),
    ],
  }),
  settlement({
    legs: [
      leg({
        status: 'Settled',
        transfers: [{ id: transferId('X1'), status: 'Completed', quantity: O.none }],
      }),
    ],
    finality: 'Final',
  }),
];

/** What the venue shows at one reading: a step of the life, nothing, or a failure; in order or late. */
const anyReading = fc.record({
  shown: fc.oneof(
    { weight: 6, arbitrary: fc.nat({ max: life.length - 1 }) },
    { weight: 1, arbitrary: fc.constant('None' as const) },
    { weight: 1, arbitrary: fc.constant('Failure' as const) },
  ),
  late: fc.boolean(),
  looks: fc.boolean(),
});

/** The status after a change, if the change begins where the story was. */
const followed = (status: string | undefined, change: Change): string | undefined => {
  if (change._tag === 'Appeared') return status === undefined ? change.status : 'appeared twice';
  if (change._tag !== 'StatusMoved') return status;
  return change.was === status && change.is !== status ? change.is : 'does not follow';
};

describe('what any watcher is told of any readings', () => {
  test('begins where it left off, ends at what is true, repeats nothing, and a slow one is told no less', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 30 }), (readings) => {
        let view = blank(one);
        let seen = view;
        let status: string | undefined;
        readings.forEach(({ shown, late, looks }, at) => {
          const order = late ? Math.max(1, at - 3) : at + 1;
          view =
            shown === 'Failure'
              ? after(view, E.left(failed('no answer')), 1)
              : read(view, order, shown === 'None' ? [] : [present(life[shown])]);
          if (!looks && at < readings.length - 1) return;
          for (const change of between(seen, view)) {
            status = followed(status, change);
            expect(sentence(change)).toMatch(/^[^\n]{5,200}\.?$/);
          }
          seen = view;
          const [known] = view.known;
          expect(status).toBe(known === undefined ? undefined : rollup(known.settlement));
          expect(between(seen, view)).toStrictEqual([]);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('never goes back, in whatever order readings arrive', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 30 }), (readings) => {
        let view = blank(one);
        let furthest = 0;
        readings.forEach(({ shown, late }, at) => {
          if (typeof shown !== 'number') return;
          view = read(view, late ? Math.max(1, at - 3) : at + 1, [present(life[shown])]);
          const finality = ['Open', 'Final'].indexOf(present(view.known[0]).settlement.finality);
          const legs = ['Open', 'InProgress', 'Settled'].indexOf(
            present(present(view.known[0]).settlement.legs[0]).status,
          );
          const rank = finality * 10 + (legs === 2 ? 2 : 0);
          expect(rank).toBeGreaterThanOrEqual(furthest);
          furthest = rank;
        });
      }),
      { numRuns: 300 },
    );
  });
});
