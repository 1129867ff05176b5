import { type MandateId, cancel as cancelMandate } from '@legwork/core';
import { systemClock } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from '../answer.js';
import type { Arguments } from '../arguments.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, brokenJournal, fail, noJobs, refused, writeFailed } from '../failure.js';
import { noMandate, standingOf } from './standing.js';
import { type Said, readWord } from './word.js';

/** Takes a mandate back, if nothing of it was ever armed. */
export const cancel =
  (args: Arguments, id: MandateId) =>
  (desk: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const said = readWord(args);
    if (E.isLeft(said)) return said;
    const job = await desk.runner.status(id)();
    if (E.isLeft(job)) return fail(noJobs(job.left));
    const standing = await standingOf(desk.journal, id);
    if (E.isLeft(standing)) return standing;
    // Whoever mistypes an id must not bar it for good.
    if (O.isNone(job.right) && standing.right._tag === 'Absent') return fail(noMandate(id));
    const done = O.isSome(job.right)
      ? await cancelJob(desk, id, said.right)
      : await cancelGiven(desk, id, said.right);
    if (E.isLeft(done)) return done;
    return done.right === 'Cancelled' ? E.right(answerOf(id, said.right)) : fail(tooLate(id));
  };

const cancelJob = async (
  { runner }: Desk,
  id: MandateId,
  { by, why }: Said,
): Promise<E.Either<Failure, string>> =>
  E.mapLeft(({ detail }: { readonly detail: string }) => writeFailed({ _tag: 'JournalFailed', detail }))(
    await runner.cancel(id, by, why)(),
  );

const cancelGiven = async (
  { journal }: Desk,
  id: MandateId,
  said: Said,
): Promise<E.Either<Failure, string>> => {
  const done = await cancelMandate(journal, systemClock)(id, said)();
  if (E.isRight(done)) return done;
  return fail(done.left._tag === 'BrokenJournal' ? brokenJournal(id, done.left) : writeFailed(done.left));
};

const tooLate = (id: MandateId): Failure =>
  refused(
    'TooLate',
    `It is too late to take ${id} back: an attempt of it was armed.`,
    'Nothing was changed. What was sent is followed to its end; what waits may go.',
    'See legwork show. What waits of it can be taken back by legwork resolve --withdraw.',
  );

const answerOf = (id: MandateId, said: Said): Answer => ({
  json: { mandate: id, cancelled: true, ...said },
  show: (page) =>
    page.text(`The mandate ${id} is taken back. Nothing was sent for it, and nothing ever will be.`),
});
