import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { Effect } from '../../src/engine/effect.js';
import * as Ledger from '../../src/engine/ledger.js';
import type { JournalRecord } from '../../src/engine/journal-record.js';
import * as State from '../../src/engine/state.js';
import { step } from '../../src/engine/step.js';
import { type Chance, chance, happeningOf } from '../fixture/chance.js';
import { mandateOf } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';
import { legId, settleLeg } from '../fixture/noun.js';
import { engineOf } from '../fixture/story.js';

const mandate = mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]);
const engine = engineOf({ attemptsMax: 3, patienceMs: 4_000, waitMs: 4_000 });

/** What a run did: the effects it wanted, and the records whose `Appended` it heard, in the order of time. */
interface Trace {
  readonly effects: ReadonlyArray<Effect>;
  readonly durable: ReadonlyArray<JournalRecord>;
  /** For every `Send`, what was durable when it was wanted. */
  readonly sends: ReadonlyArray<readonly [Extract<Effect, { _tag: 'Send' }>, ReadonlyArray<JournalRecord>]>;
}

/** Lives through the chances, through crashes too; every answer may fit what is wanted, or not. */
const live = (chances: ReadonlyArray<Chance>): Trace => {
  const effects: Array<Effect> = [];
  const durable: Array<JournalRecord> = [];
  const sends: Array<Trace['sends'][number]> = [];
  const advance = step(engine);
  let nowMs = 1_000;
  let order = 100n;
  let state = State.begin(mandate, { monotonicMs: nowMs, wallMs: nowMs });
  let pending: Effect | undefined;
  for (const one of [chance('Begun'), ...chances]) {
    nowMs += one.afterMs;
    order += 10n;
    const at = { monotonicMs: nowMs, wallMs: nowMs };
    if (one.kind === 'Crash' && durable.length > 0) {
      state = State.resume(some(right(Ledger.fold(durable))), at);
      pending = undefined;
    }
    const event = { at, ...happeningOf(one, pending, nowMs, order) };
    if (event._tag === 'Appended' && pending?._tag === 'Append') durable.push(...pending.records);
    const before = state;
    const next = advance(state, event);
    state = next.state;
    const [effect] = next.effects;
    if (effect === undefined) {
      // An answer that belongs to nothing under way changes nothing; an order is only noted.
      expect(event._tag === 'Told' ? { ...state, order: before.order } : state).toStrictEqual(before);
      continue;
    }
    effects.push(effect);
    if (effect._tag === 'Send') sends.push([effect, [...durable]]);
    pending = effect;
  }
  return { effects, durable, sends };
};

const lives = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 60, arbitrary: fc.constant<Chance['kind']>('Fits') },
      { weight: 6, arbitrary: fc.constantFrom<Chance['kind']>('Stray', 'Trouble') },
      { weight: 1, arbitrary: fc.constantFrom<Chance['kind']>('Order', 'Crash') },
    ),
    afterMs: fc.constantFrom(0, 1, 10, 300, 1_200),
    pick: fc.nat(1_000),
  }),
  { minLength: 20, maxLength: 150, size: 'max' },
);

/** Every send follows at once on its own durable record, and no place in the order of calls is used twice. */
const checkSends = ({ sends }: Trace): void => {
  const orders = sends.map(([{ request }]) => request.order);
  expect(new Set(orders).size).toBe(orders.length);
  for (const [{ request }, durable] of sends)
    expect(durable.at(-1)).toMatchObject({
      _tag: 'AttemptArmed',
      intent: request.intent,
      order: request.order.toString(),
      body: request.body,
    });
};

/** The records of one intent: armed and outcome take turns, and after what may have happened comes a void before the next. */
const checkIntent = (durable: ReadonlyArray<JournalRecord>, intent: string): void => {
  let stands: 'Free' | 'Armed' | 'Open' = 'Free';
  for (const record of durable) {
    if (!('intent' in record) || record.intent !== intent) continue;
    const needed = { AttemptArmed: 'Free', OutcomeKnown: 'Armed', AttemptVoid: 'Open' } as const;
    const { _tag } = record;
    if (_tag !== 'AttemptArmed' && _tag !== 'OutcomeKnown' && _tag !== 'AttemptVoid') continue;
    expect(`${_tag} when ${stands}`).toBe(`${_tag} when ${needed[_tag]}`);
    const open = _tag === 'OutcomeKnown' && ['Unknown', 'Accepted'].includes(record.outcome._tag);
    stands = _tag === 'AttemptArmed' ? 'Armed' : open ? 'Open' : 'Free';
  }
};

describe('whatever happens, in whatever order', () => {
  test('a send is only wanted for a durable record, and once; an unknown is never armed over; the journal can be read again (D1, D2, D4, M1, M2)', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(lives, (chances) => {
        const trace = live(chances);
        checkSends(trace);
        for (const { id } of mandate.intents) checkIntent(trace.durable, id);
        expect(E.isRight(Ledger.fold(trace.durable))).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  test('the lives that are lived reach every record, every effect, and many sends', () => {
    const traces = fc.sample(lives, { numRuns: 300, seed: 7 }).map(live);
    const tags = new Set(traces.flatMap((one) => one.durable.map((record) => record._tag)));
    expect([...tags].toSorted()).toStrictEqual([
      'AccountHalted',
      'AttemptArmed',
      'AttemptVoid',
      'ChangeSeen',
      'IntentEnded',
      'IntentParked',
      'MandateGiven',
      'OutcomeKnown',
    ]);
    expect(traces.filter((one) => one.sends.length > 2).length).toBeGreaterThan(20);
    expect(new Set(traces.flatMap((one) => one.effects.map((effect) => effect._tag))).size).toBe(7);
  });
});
