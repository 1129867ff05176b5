import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../../src/engine/ledger.js';
import type { Decision, JournalRecord } from '../../src/engine/journal-record.js';
import { decide } from '../../src/operator/decide.js';
import type { Journal } from '../../src/port/journal.js';
import type { SettlementVenue } from '../../src/port/venue.js';
import { settle } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { right, some } from '../fixture/must.js';
import { intentId, mandateId, settlementId } from '../fixture/noun.js';
import type { Fate } from '../fixture/paper-venue.js';

// A worker settles a leg while a person decides about it, at every instant that the scheduler can find. Whatever came
// first, the decision and what was sent have to agree.

const id = mandateId('M');
const intent = intentId('M/1');
const decisions: ReadonlyArray<Decision> = [
  { _tag: 'Adopted', settlement: settlementId, reference: 'T9' },
  { _tag: 'DeclaredVoid' },
  { _tag: 'Withdrawn' },
];

/** What happened, in the order in which it did. */
type Happened =
  | { readonly _tag: 'Written'; readonly records: ReadonlyArray<JournalRecord>; readonly by: string }
  | { readonly _tag: 'Left'; readonly body: string }
  | { readonly _tag: 'SendOver' };

/** When the person decides, and how long the worker sleeps just before its first byte. */
interface Timing {
  readonly patience: number;
  readonly aheadMs: number;
  readonly sleptMs: number;
}

interface Race {
  readonly happened: ReadonlyArray<Happened>;
  readonly decided: E.Either<unknown, void>;
}

const race = async (
  scheduler: fc.Scheduler,
  decision: Decision,
  fate: Fate,
  { patience, aheadMs, sleptMs }: Timing,
): Promise<Race> => {
  const it = desk();
  it.venue.fates.push(fate);
  const happened: Array<Happened> = [];
  const turn = async (what: string): Promise<void> => scheduler.schedule(Promise.resolve(), what);

  const seenBy = (by: string): Journal => ({
    ...it.journal,
    read: (mandate) => async () => {
      await turn(`${by} reads`);
      return it.journal.read(mandate)();
    },
    acquire: (lane, owner, ttlMs) => async () => {
      await turn(`${by} takes the lane`);
      return it.journal.acquire(lane, owner, ttlMs)();
    },
    release: (lease) => async () => {
      await turn(`${by} gives the lane back`);
      return it.journal.release(lease)();
    },
    append: (entry) => async () => {
      await turn(`${by} appends ${entry.records.map(({ _tag }) => _tag).join(' ')}`);
      const done = await it.journal.append(entry)();
      if (E.isRight(done)) happened.push({ _tag: 'Written', records: entry.records, by });
      return done;
    },
  });

  const venue: SettlementVenue = {
    ...it.venue,
    observe: (subject, least) => async () => {
      await turn('the worker observes');
      return it.venue.observe(subject, least)();
    },
    send: (prepared, permit) => async () => {
      await turn('the worker sends');
      it.clock.advance(sleptMs);
      const sent = it.venue.send(prepared, () => {
        const stop = permit();
        if (O.isNone(stop)) happened.push({ _tag: 'Left', body: prepared.body });
        return stop;
      });
      const outcome = await sent();
      await turn('the reply comes');
      happened.push({ _tag: 'SendOver' });
      return outcome;
    },
  };

  const worker = async (): Promise<void> => {
    // A run that was taken over is begun anew, as every runner does.
    for (let runs = 0; runs < 4; runs += 1) {
      const ports = { ...it.ports, venue, journal: seenBy('the worker') };
      // oxlint-disable-next-line no-await-in-loop
      const report = await settle(ports)(request())();
      if (E.isLeft(report) || report.right.because !== 'TakenOver') return;
    }
  };
  const person = async (): Promise<E.Either<unknown, void>> => {
    // oxlint-disable-next-line no-await-in-loop
    for (let waited = 0; waited <= patience; waited += 1) await turn('the person waits');
    it.clock.advance(aheadMs);
    return decide(seenBy('the person'), it.clock)(id, intent, decision, { by: 'ann', why: 'a test' })();
  };

  const working = worker();
  const deciding = person();
  await scheduler.waitFor(Promise.all([working, deciding]));
  const ledger = Ledger.fold(right(await it.journal.read(id)()));
  expect(O.isSome(right(ledger))).toBe(true);
  expect(some(right(ledger)).intents).toHaveLength(1);
  return { happened, decided: await deciding };
};

/** What is wrong with a race; empty when nothing is. */
const faults = ({ happened, decided }: Race, decision: Decision): ReadonlyArray<string> => {
  const found: Array<string> = [];
  let armed: string | undefined;
  let sending = false;
  let ruled = false;
  for (const one of happened)
    switch (one._tag) {
      case 'Left':
        if (armed !== one.body) found.push('bytes left that are not the last that the journal armed');
        if (ruled && decision._tag !== 'DeclaredVoid') found.push(`bytes left after ${decision._tag}`);
        sending = true;
        break;
      case 'SendOver':
        sending = false;
        break;
      case 'Written':
        for (const record of one.records) {
          if (record._tag === 'AttemptArmed') armed = record.body;
          else if (record._tag === 'IntentDecided') {
            armed = undefined;
            ruled = true;
            if (sending) found.push(`${decision._tag} was written while bytes were on their way`);
          }
        }
    }
  if (ruled !== E.isRight(decided)) found.push('what was answered is not what was written');
  if (ruled && decision._tag === 'Withdrawn' && wasOut(happened))
    found.push('it was withdrawn although it had been sent');
  return found;
};

/** Whether the last thing that left may have had an effect when the decision was written. */
const wasOut = (happened: ReadonlyArray<Happened>): boolean => {
  let open = false;
  for (const one of happened) {
    if (one._tag === 'Left') open = true;
    if (one._tag !== 'Written') continue;
    for (const record of one.records) {
      if (record._tag === 'AttemptVoid') open = false;
      if (record._tag === 'OutcomeKnown' && /NotSent|Rejected/.test(record.outcome._tag)) open = false;
      if (record._tag === 'IntentDecided') return open;
    }
  }
  return false;
};

const often = 4;

const cases = fc.record({
  // What may have moved is declared void only after all that a worker can still do: that it stands is rare, so it is tried often.
  decision: fc.oneof(
    { weight: often, arbitrary: fc.constant<Decision>({ _tag: 'DeclaredVoid' }) },
    { weight: 2, arbitrary: fc.constantFrom(...decisions) },
  ),
  fate: fc.oneof(
    { weight: often, arbitrary: fc.constantFrom<Fate>('ReplyLost', 'RequestLost') },
    { weight: 3, arbitrary: fc.constantFrom<Fate>('Done', 'NotSent', 'Refused') },
  ),
  patience: fc.nat(24),
  // The person may be a minute late, and the worker asleep for longer than its lease.
  aheadMs: fc.constantFrom(0, 100, 60_000, 120_000),
  sleptMs: fc.constantFrom(0, 29_000, 31_000),
});

test('whatever the moment, a decision and what a worker sends agree (M2, X3)', async () => {
  const made = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), cases, async (scheduler, { decision, fate, ...timing }) => {
      const run = await race(scheduler, decision, fate, timing);
      const how = `${decision._tag} ${E.isRight(run.decided) ? 'stands' : 'refused'}`;
      made.set(how, (made.get(how) ?? 0) + 1);
      expect(faults(run, decision)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
  // Every decision was both in time and too late, or the property would show nothing.
  expect([...made.keys()].toSorted()).toEqual(
    decisions.flatMap(({ _tag }) => [`${_tag} refused`, `${_tag} stands`]).toSorted(),
  );
});
