import { type Journal, type JournalRecord, type MandateId, Overview, mandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Failure, brokenJournal, fail, notFound, readFailed, usage } from '../failure.js';

/** How a mandate stands in the journal. */
export type Standing =
  | { readonly _tag: 'Absent' }
  | { readonly _tag: 'Barred'; readonly records: ReadonlyArray<JournalRecord> }
  | {
      readonly _tag: 'Given';
      readonly records: ReadonlyArray<JournalRecord>;
      readonly overview: Overview.Overview;
    };

/** Reads how a mandate stands. Errors: `Failure` with code 2. */
export const standingOf = async (
  journal: Pick<Journal, 'read'>,
  id: MandateId,
): Promise<E.Either<Failure, Standing>> => {
  const records = await journal.read(id)();
  if (E.isLeft(records)) return fail(readFailed(records.left));
  const overview = Overview.of(records.right);
  if (E.isLeft(overview))
    return overview.left._tag === 'MandateIsBarred'
      ? E.right({ _tag: 'Barred', records: records.right })
      : fail(brokenJournal(id, overview.left));
  return E.right(
    O.isNone(overview.right)
      ? { _tag: 'Absent' }
      : { _tag: 'Given', records: records.right, overview: overview.right.value },
  );
};

/** Reads the id of a mandate from the command line. Errors: `Failure` with code 1. */
export const readId = (word: string): E.Either<Failure, MandateId> =>
  E.mapLeft(() =>
    usage('The id of the mandate is not one.', 'An id is 1 to 128 printable characters without a space.'),
  )(mandateId(word));

/** There is no such mandate. */
export const noMandate = (id: MandateId): Failure =>
  notFound(`The journal has no mandate ${id}.`, 'Check the id; legwork list shows those that there are.');
