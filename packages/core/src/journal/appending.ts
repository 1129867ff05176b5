import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { MandateId } from '../noun/id.js';
import type { Entry, JournalRefused } from '../port/journal.js';
import type { Deed, Looking, StoreTime } from '../port/store.js';
import * as Books from './books.js';
import { type Entry as BookEntry, entries } from './bookkeeping.js';
import { accountName, activeCard, mandateCard, versionCard } from './card-key.js';
import { counts, mandates, texts } from './card.js';
import { type Draft, newDraft } from './draft.js';
import { foresee, foreseeAccount } from './foreseeing.js';
import { giveBack, isCurrent } from './leasing.js';
import * as RecordCodec from './record-codec.js';

/** Adds records to a mandate's journal, if every rule between mandates allows it; all or none. */
export const append = (entry: Entry): Deed<E.Either<JournalRefused, void>> =>
  function* (now) {
    const draft = newDraft();
    const made = entry.records.flatMap(entries);
    yield* foresee(draft, entry, made);
    const known = yield* mandates.read(draft, mandateCard(entry.mandate));
    if ((known?.length ?? 0) !== entry.expected)
      return draft.nothing(refused('Stale', 'the mandate has other records than expected'));
    const account = known?.account ?? accountOf(entry.records);
    if (!(yield* mayArm(draft, entry, now)))
      return draft.nothing(refused('LeaseLost', 'the lease of the lane is not current'));
    yield* foreseeAccount(draft, account, made);
    if (O.isSome(entry.limitsAsOf)) {
      const version = (yield* counts.read(draft, versionCard(account))) ?? '0';
      if (version !== String(entry.limitsAsOf.value))
        return draft.nothing(
          refused('LimitsChanged', 'something else was committed since the limits were checked'),
        );
    }
    for (const one of made) {
      const why = yield* Books.refusal(draft, account, one);
      if (O.isSome(why)) return draft.nothing(E.left(refusedBecause(why.value)));
    }
    yield* enterAll(draft, entry, made);
    if (entry.releases !== undefined) yield* giveBack(draft, entry.releases, now);
    return draft.done(E.right(undefined));
  };

/** Adds records and makes their entries in the books, without asking whether they may be made. */
export const enterAll = function* (
  draft: Draft,
  { mandate, records }: Pick<Entry, 'mandate' | 'records'>,
  made: ReadonlyArray<BookEntry> = records.flatMap(entries),
): Looking<void> {
  const key = mandateCard(mandate);
  const known = yield* mandates.read(draft, key);
  const account = known?.account ?? accountOf(records);
  for (const one of made) yield* Books.enter(draft, account, one);
  const open = (known?.open ?? intentsOf(records)) - made.filter(endsIntent).length;
  mandates.write(draft, key, { account, length: (known?.length ?? 0) + records.length, open });
  noteActive(draft, mandate, known?.open ?? 0, open);
  for (const record of records) draft.add({ stream: mandate, text: RecordCodec.encode(record) });
};

const noteActive = (draft: Draft, mandate: MandateId, before: number, after: number): void => {
  if (before === 0 && after > 0) texts.write(draft, activeCard(mandate), '');
  if (before > 0 && after === 0) draft.remove(activeCard(mandate));
};

const endsIntent = ({ _tag }: BookEntry): boolean => _tag === 'Over' || _tag === 'Uncommitted';

const accountOf = ([first]: ReadonlyArray<JournalRecord>): string =>
  first?._tag === 'MandateGiven' ? accountName(first.mandate.venue, first.mandate.account) : '';

const intentsOf = ([first]: ReadonlyArray<JournalRecord>): number =>
  first?._tag === 'MandateGiven' ? first.mandate.intents.length : 0;

/** Nothing is armed but under the current lease of the very lane that it goes out on (contract X3). */
const mayArm = function* (draft: Draft, { records, lease }: Entry, now: StoreTime): Looking<boolean> {
  const lanes = records.flatMap((record) => (record._tag === 'AttemptArmed' ? [record.lane] : []));
  if (lanes.length === 0) return true;
  if (O.isNone(lease) || lanes.some((lane) => lane !== lease.value.lane)) return false;
  return yield* isCurrent(draft, lease.value, now);
};

type Plain = Exclude<JournalRefused['why'], 'LaneHeld'>;

const refusedBecause = (refusal: Books.Refusal): JournalRefused => {
  switch (refusal.why) {
    case 'LaneHeld': {
      const detail = 'a call of this lane may still be on its way, or came after the reading';
      return { _tag: 'JournalRefused', ...refusal, detail };
    }
    case 'AccountHalted':
      return { _tag: 'JournalRefused', ...refusal };
    case 'ExclusionHeld':
      return { _tag: 'JournalRefused', ...refusal, detail: 'another intent has it, or did it in full' };
  }
};

const refused = (why: Plain, detail: string): E.Either<JournalRefused, never> =>
  E.left({ _tag: 'JournalRefused', why, detail });
