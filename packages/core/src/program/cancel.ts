import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as Ledger from '../engine/ledger.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { MandateId } from '../noun/id.js';
import type { Clock } from '../port/clock.js';
import type { Journal, JournalFailed } from '../port/journal.js';

/** What came of taking a mandate back. */
export type Cancelled = 'Cancelled' | 'TooLate';

/** What a person says when he takes something back. */
export interface Word {
  readonly by: string;
  readonly why: string;
}

const triesMax = 8;

/**
 * Takes a mandate back, if nothing of it was ever armed, whether it was given or not.
 *
 * It is exact without stopping anybody: what is written here makes the next append of a worker stale, so that the worker
 * cannot arm; and once a worker has armed, nothing is written here. `Cancelled`: nothing was sent and nothing ever will
 * be. `TooLate`: an attempt was armed, and nothing was changed.
 *
 * Errors: `JournalFailed`, it is not known which; `BrokenJournal`, nothing was changed.
 */
export const cancel =
  (journal: Journal, clock: Pick<Clock, 'wallMs'>) =>
  (id: MandateId, word: Word): TE.TaskEither<JournalFailed | Ledger.BrokenJournal, Cancelled> =>
  async () => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      // A worker may write at the same time; then it is looked at anew.
      // oxlint-disable-next-line no-await-in-loop
      const records = await journal.read(id)();
      if (E.isLeft(records)) return records;
      const ledger = Ledger.fold(records.right);
      if (E.isLeft(ledger))
        return ledger.left._tag === 'MandateIsBarred' ? E.right('Cancelled') : E.left(ledger.left);
      const last = takenBack(ledger.right, word, Math.trunc(clock.wallMs()));
      if (!Array.isArray(last)) return E.right(last);
      // oxlint-disable-next-line no-await-in-loop
      const done = await journal.append({
        mandate: id,
        expected: records.right.length,
        records: last,
        lease: O.none,
        limitsAsOf: O.none,
      })();
      if (E.isRight(done)) return E.right('Cancelled');
      if (done.left._tag === 'JournalFailed') return E.left(done.left);
    }
    return E.left({ _tag: 'JournalFailed', detail: 'others kept writing to this mandate' });
  };

/** The records that take it back, or what it has come to already. */
const takenBack = (
  ledger: O.Option<Ledger.Ledger>,
  { by, why }: Word,
  atMs: number,
): Array<JournalRecord> | Cancelled => {
  if (O.isNone(ledger)) return [{ _tag: 'MandateBarred', atMs, by, why }];
  const { intents } = ledger.value;
  if (intents.some(({ attempts }) => attempts > 0)) return 'TooLate';
  const waiting = intents.filter(({ phase }) => phase._tag === 'Waiting');
  if (waiting.length === 0) return intents.every(isNotDone) ? 'Cancelled' : 'TooLate';
  return waiting.map(({ intent }) => ({
    _tag: 'IntentDecided',
    atMs,
    intent: intent.id,
    decision: { _tag: 'Withdrawn' },
    by,
    why,
  }));
};

/** Nothing of it was ever armed, so nothing of it was sent, whatever it ended by. */
const isNotDone = ({ phase }: Ledger.Progress): boolean =>
  phase._tag === 'Ended' && phase.ending._tag === 'NotDone';
