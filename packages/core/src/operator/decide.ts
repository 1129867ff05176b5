import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { BrokenJournal } from '../engine/ledger.js';
import type { Decision, JournalRecord } from '../engine/journal-record.js';
import type { IntentId, MandateId } from '../noun/id.js';
import type { Clock } from '../port/clock.js';
import type { Entry, Journal, JournalFailed, JournalRefused } from '../port/journal.js';
import type { Word } from '../program/cancel.js';
import { type DecisionRefused, type RefusedBecause, refusal } from './decision-refused.js';
import { type OpenIntent, type Overview, of as overviewOf } from './overview.js';
import { checkWord, fault } from './word.js';

/** A decision is made by somebody, for a reason, about a standing that he has seen. */
export interface Ruling extends Word {
  /** `OpenIntent.asOf` of what the person saw; without it, of what is read first. */
  readonly asOf?: number;
}

const triesMax = 8;
/** The longest name of what is adopted. Units: characters. */
const referenceMax = 200;
const leaseMs = 10_000;
/**
 * Longer than any sending: an attempt goes out within `freshMs` of the reading that came before it, which a policy may set to ten
 * minutes, and a call lasts ten minutes at the most that a transport can be set to; a minute is added. Earlier than this nobody
 * says that he knows better than the worker, whose lease may have run out while it waits for a reply.
 */
const sendingMaxMs = 1_260_000;

/**
 * Writes down what a person decides about an intent that is not over: adopted, declared void, or withdrawn.
 *
 * It is exact while workers run: it holds only for the very standing that the person saw, and what is written makes the next
 * append of a worker stale, so that the worker has to look anew before it does anything. While an attempt may be leaving,
 * nothing is decided about it without the lease of its lane.
 *
 * Errors: `DecisionRefused`, nothing was decided; `BrokenJournal`, nothing was decided; `JournalFailed`, it is not known whether it stands.
 */
export const decide =
  (journal: Pick<Journal, 'read' | 'append' | 'acquire' | 'release'>, clock: Pick<Clock, 'wallMs'>) =>
  (
    mandate: MandateId,
    intent: IntentId,
    decision: Decision,
    ruling: Ruling,
  ): TE.TaskEither<JournalFailed | BrokenJournal | DecisionRefused, void> =>
  async () => {
    const word = checkWord(ruling);
    if (E.isLeft(word)) return E.left(refusal('InvalidWord', word.left.what));
    const odd =
      decision._tag === 'Adopted' ? fault('What is adopted', decision.reference, referenceMax) : undefined;
    if (odd !== undefined) return E.left(refusal('InvalidWord', odd));
    let { asOf } = ruling;
    for (let tries = 0; tries < triesMax; tries += 1) {
      // A worker may write at the same time; then it is looked at anew.
      // oxlint-disable-next-line no-await-in-loop
      const records = await journal.read(mandate)();
      if (E.isLeft(records)) return records;
      const open = findOpen(records.right, intent);
      if (E.isLeft(open)) return open;
      asOf ??= open.right.intent.asOf;
      const why = reasonAgainst(open.right, decision, asOf);
      if (why !== undefined) return E.left(refusal(why));
      const atMs = Math.trunc(clock.wallMs());
      const decided: JournalRecord = { _tag: 'IntentDecided', atMs, intent, decision, ...word.right };
      const append = (made: ReadonlyArray<JournalRecord>): Append =>
        journal.append({ ...entryOf(mandate, made), expected: records.right.length });
      // oxlint-disable-next-line no-await-in-loop
      const done = await (open.right.intent.state === 'MayBeSent'
        ? whileNobodySends(journal, open.right.intent, decided, append)()
        : append([decided])());
      if (E.isRight(done)) return E.right(undefined);
      if (done.left._tag !== 'JournalRefused') return E.left(done.left);
    }
    return E.left(refusal('Contended'));
  };

type Append = ReturnType<Journal['append']>;

const entryOf = (mandate: MandateId, records: ReadonlyArray<JournalRecord>): Omit<Entry, 'expected'> => ({
  mandate,
  records,
  lease: O.none,
  limitsAsOf: O.none,
});

interface Found {
  readonly overview: Overview;
  readonly intent: OpenIntent;
}

const findOpen = (
  records: ReadonlyArray<JournalRecord>,
  intent: IntentId,
): E.Either<BrokenJournal | DecisionRefused, Found> => {
  const overview = overviewOf(records);
  if (E.isLeft(overview))
    return E.left(overview.left._tag === 'MandateIsBarred' ? refusal('NotFound') : overview.left);
  if (O.isNone(overview.right)) return E.left(refusal('NotFound'));
  const { open, over } = overview.right.value;
  const found = open.find((one) => one.intent === intent);
  if (found !== undefined) return E.right({ overview: overview.right.value, intent: found });
  return E.left(refusal(over.some((one) => one.intent === intent) ? 'Over' : 'NotFound'));
};

/** Why the decision cannot be written about what stands there; `undefined` if it can. */
const reasonAgainst = (
  { overview: { mandate }, intent }: Found,
  decision: Decision,
  asOf: number,
): RefusedBecause | undefined => {
  if (intent.asOf !== asOf) return 'Changed';
  switch (decision._tag) {
    case 'Adopted': {
      const { subject } = mandate;
      const other = subject._tag === 'Existing' && subject.settlement !== decision.settlement;
      return other ? 'OtherSettlement' : undefined;
    }
    case 'DeclaredVoid':
      return intent.state === 'Waiting' ? 'NothingOut' : undefined;
    case 'Withdrawn':
      return intent.state === 'Waiting' ? undefined : 'AttemptOut';
  }
};

/**
 * Notes that what came of the attempt is unknown, and the decision, while nobody else can send on its lane.
 *
 * A lease can run out while a worker waits for a reply, so a free lease is not enough.
 */
const whileNobodySends =
  (
    journal: Pick<Journal, 'acquire' | 'release'>,
    { intent, attempts, lane, sinceMs }: OpenIntent,
    decided: Extract<JournalRecord, { _tag: 'IntentDecided' }>,
    append: (records: ReadonlyArray<JournalRecord>) => Append,
  ): TE.TaskEither<JournalFailed | JournalRefused | DecisionRefused, void> =>
  async () => {
    const { atMs, by } = decided;
    if (O.isNone(lane) || atMs - sinceMs < sendingMaxMs) return E.left(refusal('MaybeSending'));
    const lease = await journal.acquire(lane.value, `operator ${by}`, leaseMs)();
    if (E.isLeft(lease)) return lease;
    if (O.isNone(lease.right)) return E.left(refusal('MaybeSending'));
    const why = 'a person decided about it before a worker had noted what the sending came to';
    const unknown: JournalRecord = {
      _tag: 'OutcomeKnown',
      atMs,
      intent,
      attempt: attempts,
      outcome: { _tag: 'Unknown', why },
    };
    const done = await append([unknown, decided])();
    // One that cannot be given back runs out by itself.
    await journal.release(lease.right.value)();
    return done;
  };
