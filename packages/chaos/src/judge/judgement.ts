import type { BitgoTruth, Truth } from '@legwork/sandbox';
import * as E from 'fp-ts/lib/Either.js';
import type { Book, Entry } from '../business/book.js';
import { type Desk, idOf, progressOf } from '../business/desk.js';
import { type TradeJob, judgeBitgo } from './bitgo.js';
import { type Claim, sayingsOf } from './claim.js';
import { type BatchJob, judgeKraken, legsSettled, noncesRefused } from './kraken.js';
import type { Violation } from './violation.js';

/** What came out: what was broken, and what is left to a person. */
export interface Judgement {
  readonly violations: ReadonlyArray<Violation>;
  readonly jobs: number;
  readonly cancelled: number;
  /** Legs, settlements created and settlements affirmed by our calls, by the venues' own books. */
  readonly legs: number;
  readonly created: number;
  readonly affirmed: number;
  /** What is open, and why it is left to a person. */
  readonly left: ReadonlyArray<string>;
  /** Jobs that ended without being done, by the reason. */
  readonly notDone: ReadonlyMap<string, number>;
  readonly noncesRefused: number;
  readonly verified: string;
}

/** What only the parent knows. */
export interface Witnessed {
  readonly crashes: ReadonlyArray<string>;
  /** When stopped workers were continued, by the wall clock: what one had in hand may go out late, to be refused. */
  readonly continuedAtMs: ReadonlyArray<number>;
}

/** How long after a worker was continued a call of its may arrive late. Units: milliseconds. */
const lateMs = 1_000;

/** Holds everything that was submitted against the venues' own books, and what the library says of it against both. */
export const judge = async (
  desk: Desk,
  truth: { readonly kraken: Truth; readonly bitgo: BitgoTruth },
  witnessed: Witnessed,
): Promise<Judgement> => {
  const claims = new Map<string, Claim>();
  for (const { id } of desk.book.entries.values()) {
    // oxlint-disable-next-line no-await-in-loop
    const [progress, said] = [await progressOf(desk, id), await sayingsOf(desk.office, idOf(id))];
    claims.set(id, { id, progress, ...said });
  }
  const all = [...desk.book.entries.values()].flatMap((entry) => {
    const claim = claims.get(entry.id);
    return claim === undefined ? [] : [{ entry, claim }];
  });
  const verified = await desk.office.ask(({ verify }) => verify);
  const refused = noncesRefused(truth.kraken);
  const unexplained = refused.filter(
    ({ atMs }) => !witnessed.continuedAtMs.some((at) => atMs >= at && atMs - at < lateMs),
  );
  const affirmations = truth.bitgo.settlements.flatMap((one) =>
    one.affirmations.filter(
      ({ partyAccountId, status }) => partyAccountId !== one.requesterAccountId && status === 'affirmed',
    ),
  );
  return {
    violations: [
      ...all.flatMap(({ claim }) => claim.broken),
      ...judgeKraken(truth.kraken, all.flatMap(batchJob)),
      ...judgeBitgo(truth.bitgo, all.flatMap(tradeJob)),
      ...judgeIds(desk.book),
      ...all.flatMap(({ claim }) => notLive(claim)),
      ...unexplained.map(({ nonce }): Violation => ({ rule: 'NonceRefused', what: `nonce ${nonce}` })),
      ...witnessed.crashes.map((what): Violation => ({ rule: 'Crashed', what })),
      ...(E.isLeft(verified) ? [{ rule: 'JournalBroken', what: verified.left.detail } as const] : []),
    ],
    jobs: all.length,
    cancelled: all.filter(({ entry }) => isCancelled(entry)).length,
    legs: legsSettled(truth.kraken),
    created: truth.bitgo.settlements.length,
    affirmed: affirmations.length,
    left: all.flatMap(({ claim }) =>
      claim.progress === 'NeedsPerson'
        ? claim.sayings.filter(({ says }) => says === 'Open').map(({ why }) => `${claim.id}: ${why}`)
        : [],
    ),
    notDone: countOf(
      all.flatMap(({ entry, claim }) =>
        isCancelled(entry)
          ? []
          : claim.sayings.filter(({ says }) => says === 'NotDone').map(({ why }) => why),
      ),
    ),
    noncesRefused: refused.length,
    verified: E.isLeft(verified) ? 'broken' : verified.right,
  };
};

interface Case {
  readonly entry: Entry;
  readonly claim: Claim;
}

const isCancelled = ({ cancels }: Entry): boolean => cancels.includes('Cancelled');

const batchJob = ({ entry, claim }: Case): ReadonlyArray<BatchJob> =>
  entry.business._tag === 'SettleBatch'
    ? [{ batch: entry.business.batch, pays: entry.business.pays, isCancelled: isCancelled(entry), claim }]
    : [];

const tradeJob = ({ entry, claim }: Case): ReadonlyArray<TradeJob> =>
  entry.business._tag === 'SettleBatch'
    ? []
    : [
        {
          trade: entry.business,
          settlement: entry.business._tag === 'Affirm' ? entry.business.settlement : undefined,
          isCancelled: isCancelled(entry),
          claim,
        },
      ];

/** One id is taken once, for one thing; and what was taken back is not too late afterwards. */
const judgeIds = ({ entries }: Book): ReadonlyArray<Violation> =>
  [...entries.values()].flatMap(({ id, answers, conflicts, cancels }): ReadonlyArray<Violation> => {
    const found: Array<Violation> = [];
    // Then it was to be submitted again.
    const clear = answers.filter((answer) => answer !== 'RunnerFailed');
    const odd = clear.filter((answer) => answer !== 'Created' && answer !== 'Existing');
    if (answers.filter((answer) => answer === 'Created').length > 1)
      found.push({ rule: 'IdTakenTwice', what: `${id} was created twice` });
    if (clear.length === 0 || odd.length > 0)
      found.push({ rule: 'Lost', what: `${id} was answered ${odd.join(', ') || 'by nobody'}` });
    if (conflicts.some((answer) => answer !== 'JobConflict' && answer !== 'RunnerFailed'))
      found.push({ rule: 'IdTakenTwice', what: `${id} took another input: ${conflicts.join(', ')}` });
    if (cancels.includes('Cancelled') && cancels.includes('TooLate'))
      found.push({ rule: 'Lost', what: `${id} was taken back, and too late for it` });
    return found;
  });

const over = new Set(['Ended', 'Cancelled', 'NeedsPerson']);

/** Every job has come to an end or to a person, and one that has ended says how of every part. */
const notLive = ({ id, progress, sayings }: Claim): ReadonlyArray<Violation> => {
  const open = sayings.filter(({ says }) => says === 'Open').map(({ why }) => why);
  if (!over.has(progress)) return [{ rule: 'NotLive', what: `${id} is ${progress}; ${open.join('; ')}` }];
  return progress === 'Ended' && (open.length > 0 || sayings.length === 0)
    ? [{ rule: 'FalseDone', what: `${id} has ended, and ${open.join('; ') || 'nothing of it is known'}` }]
    : [];
};

const countOf = (whys: ReadonlyArray<string>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const why of whys) counts.set(why, (counts.get(why) ?? 0) + 1);
  return counts;
};
