import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Effect } from '../engine/effect.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { Happening } from '../engine/event.js';
import type { State } from '../engine/state.js';
import type { SendError } from '../error/send-error.js';
import type { Outcome } from '../noun/outcome.js';
import type { Entry, Journal, JournalFailed, Lease } from '../port/journal.js';
import type { PreparedRequest } from '../port/venue.js';
import type { Ports } from './ports.js';

const usualLeaseMs = 30_000;

/** Performs what the engine wants of the world, and says what came of it. */
export type Hands = (
  effect: Exclude<Effect, { _tag: 'Finish' | 'Wait' }>,
  state: State,
) => Promise<Happening>;

/** Performs effects. The lane's lease is held from the preparing of an attempt until its outcome is written. */
export const makeHands = (ports: Ports, limitsAsOf: O.Option<number>): Hands => {
  const { venue, journal, clock, control, leaseMs = usualLeaseMs } = ports;
  let lease: O.Option<Lease> = O.none;
  let leasedAtMs = clock.wallMs();
  // A journal that failed once is not asked again: nothing is sent from then on (contract D3).
  let lost: O.Option<JournalFailed> = O.none;

  const giveBack = async (): Promise<void> => {
    if (O.isNone(lease)) return;
    const released = await journal.release(lease.value)();
    lease = O.none;
    if (E.isLeft(released)) lost = O.some(released.left);
  };

  const prepare = async (effect: Extract<Effect, { _tag: 'Prepare' }>): Promise<Happening> => {
    if (O.isSome(lost)) return { _tag: 'PrepareFailed', error: lost.value };
    // From before the journal was asked, so that the lease never seems to last longer than it does.
    const askedAtMs = clock.wallMs();
    const taken = await journal.acquire(venue.lane, ports.worker, leaseMs)();
    if (E.isLeft(taken)) return { _tag: 'PrepareFailed', error: taken.left };
    if (O.isNone(taken.right)) return { _tag: 'PrepareFailed', error: laneTaken };
    lease = taken.right;
    leasedAtMs = askedAtMs;
    const request = await venue.prepare(effect.intent, effect.seen)();
    if (E.isRight(request)) return { _tag: 'Prepared', request: request.right };
    await giveBack();
    return { _tag: 'PrepareFailed', error: request.left };
  };

  const send = async (request: PreparedRequest, notAfterMs: number): Promise<Happening> => {
    const permit = (): O.Option<string> => {
      const nowMs = clock.monotonicMs();
      if (O.isNone(lease) || lease.value.untilMs <= nowMs) return O.some('the lease of the lane has run out');
      // A machine that slept may have stopped its monotonic clock; the wall clock then tells that the lease is old.
      if (clock.wallMs() - leasedAtMs >= leaseMs)
        return O.some('the lease of the lane has run out by the wall clock');
      if (nowMs > notAfterMs) return O.some('the reading that it was checked against is too old');
      return O.isSome(control.pending()) ? O.some('the run was told to stop') : O.none;
    };
    const receipt = await venue.send(request, permit)();
    return {
      _tag: 'Sent',
      outcome: E.isRight(receipt) ? { _tag: 'Accepted', receipt: receipt.right } : outcomeOf(receipt.left),
    };
  };

  // The lease is kept until what came of the sending is written, and goes back with it: whoever has it next finds that in the journal.
  const write = async (records: ReadonlyArray<JournalRecord>, state: State): Promise<Happening> => {
    const isOver = records.some((record) => record._tag === 'OutcomeKnown');
    const written = await append(journal, state, {
      records,
      lease,
      limitsAsOf: state.written === 0 ? limitsAsOf : O.none,
      ...(isOver && O.isSome(lease) ? { releases: lease.value } : {}),
    });
    if (!isOver) return written;
    if (written._tag === 'Appended') lease = O.none;
    else await giveBack();
    return written;
  };

  return async (effect, state) => {
    switch (effect._tag) {
      case 'Append':
        return write(effect.records, state);
      case 'Read': {
        const seen = await venue.observe(effect.subject, effect.least)();
        return E.isRight(seen)
          ? { _tag: 'Observed', observation: seen.right }
          : { _tag: 'ReadFailed', error: seen.left };
      }
      case 'Prepare':
        return prepare(effect);
      case 'Send':
        return send(effect.request, effect.notAfterMs);
      case 'Discard':
        venue.discard(effect.request)();
        await giveBack();
        return { _tag: 'Discarded' };
    }
  };
};

const append = async (
  journal: Journal,
  { ledger, written }: State,
  entry: Omit<Entry, 'mandate' | 'expected'>,
): Promise<Happening> => {
  const done = await journal.append({ mandate: ledger.mandate.id, expected: written, ...entry })();
  if (E.isRight(done)) return { _tag: 'Appended' };
  return done.left._tag === 'JournalRefused'
    ? { _tag: 'AppendRefused', refusal: done.left }
    : { _tag: 'AppendFailed', failure: done.left };
};

const laneTaken = {
  _tag: 'NotAccepted',
  left: false,
  what: 'another worker is sending on this lane',
  money: 'nothing moved',
  todo: 'nothing: it is tried again',
  code: O.none,
  requestId: O.none,
} as const;

/** What is known about the money, by the error that the sending ended in. */
export const outcomeOf = (error: SendError): Outcome => {
  switch (error._tag) {
    case 'Refused':
      return { _tag: 'Rejected', why: error.what, again: 'Pointless' };
    case 'NotAccepted':
      return error.left
        ? { _tag: 'Rejected', why: error.what, again: 'Allowed' }
        : { _tag: 'NotSent', why: error.what };
    case 'OutcomeUnknown':
      return { _tag: 'Unknown', why: error.what };
  }
};
