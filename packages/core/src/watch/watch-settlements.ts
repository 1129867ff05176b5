import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ReadFailed } from '../error/read-error.js';
import type { Observation, Subject } from '../noun/observation.js';
import type { Clock } from '../port/clock.js';
import type { SettlementVenue } from '../port/venue.js';
import { type Change, between } from './change.js';
import { type PushHeard, makeHub } from './hub.js';
import type { News } from './news.js';
import { hintOf } from './push.js';
import type { StopSignal } from './stop-signal.js';
import type { Matter } from './topic.js';
import { type View, after, blank, isOver, nextDeadlineInMs } from './view.js';
import { type WatchPace, settledPace } from './watch-pace.js';

/** What watching needs of the world. */
export interface WatchPorts {
  readonly venue: Pick<SettlementVenue, 'observe'>;
  readonly clock: Clock;
  readonly pace?: Partial<WatchPace>;
}

/**
 * Watches settlements for any number of watchers, with one reading of the venue under way at a time and each of them for
 * everybody. Make one for each key: two would spend its rate budget twice.
 */
export interface SettlementHub {
  /**
   * What changes in a settlement, or in all settlements of a scope: first how it stands, then every difference.
   *
   * It begins with the first `next`, reads nothing once nobody watches, and ends when nothing can change any more, when the
   * reader returns or when the signal is aborted. Nothing is queued: a slow reader is given the difference to how things
   * stand when it asks. It never throws; a reading that fails is a change. A scope never ends by itself.
   */
  readonly watch: (subject: Subject, signal?: StopSignal) => AsyncIterable<News<View, Change>, undefined>;
  /**
   * A push arrived, from whomever: what is watched is read soon, and that is all it ever does (contract T4).
   *
   * Give it the id of a settlement out of the push, if there is one: anything that is not one counts as none. No field of a push
   * is believed. What pushes cost together is bounded by the pace, forged or not; beyond that, things are read as if
   * nothing had been pushed.
   */
  readonly pushed: (hint?: unknown) => PushHeard;
  /** Ends every watch. */
  readonly stop: () => void;
}

/** A hub for the settlements of a venue. It does nothing until somebody watches. */
export const watchSettlements = (ports: WatchPorts): SettlementHub => {
  const hub = makeHub<View, Change>(ports.clock, settledPace(ports.pace));
  return {
    watch: (subject, signal) => hub.watch(matterOf(ports, subject), signal),
    pushed: (push) => {
      const hint = hintOf(push);
      return hub.push(O.isSome(hint) ? keyOf({ _tag: 'Existing', settlement: hint.value }) : undefined);
    },
    stop: hub.stop,
  };
};

const keyOf = (subject: Subject): string =>
  subject._tag === 'Existing' ? `settlement ${subject.settlement}` : `scope ${subject.scope}`;

const matterOf = ({ venue, clock }: WatchPorts, subject: Subject): Matter<View, Change> => ({
  key: keyOf(subject),
  isBroad: subject._tag === 'Prospective',
  blank: blank(subject),
  look: (before) => async () => after(before, await read(venue, subject)(), Math.trunc(clock.wallMs())),
  changes: between,
  isOver,
  dueInMs: (view) => nextDeadlineInMs(view, clock.wallMs()),
});

/** One reading. What an adapter throws against its promise is a failed reading, without the message: that may have anything in it. */
const read =
  (venue: WatchPorts['venue'], subject: Subject): T.Task<E.Either<ReadFailed, Observation>> =>
  async () => {
    const done = await TE.tryCatch(
      () => venue.observe(subject, O.none)(),
      () => brokeOff,
    )();
    return E.isLeft(done) ? done : done.right;
  };

const brokeOff: ReadFailed = {
  _tag: 'ReadFailed',
  lasts: 'Passing',
  what: 'The reading broke off in the adapter.',
  money: 'A read moves nothing.',
  todo: 'Nothing: it is read again.',
  code: O.none,
  requestId: O.none,
};
