import type { MandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from '../answer.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, fail, notFound, noJobs, writeFailed } from '../failure.js';
import { progressWords } from './jobs.js';

/** Has a job looked at soon. */
export const wake =
  (id: MandateId) =>
  ({ runner }: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const job = await runner.status(id)();
    if (E.isLeft(job)) return fail(noJobs(job.left));
    if (O.isNone(job.right))
      return fail(
        notFound(`There is no job ${id}.`, 'Check the id; only what was submitted as a job is woken.'),
      );
    const woken = await runner.wake(id)();
    if (E.isLeft(woken)) return fail(writeFailed({ _tag: 'JournalFailed', detail: woken.left.detail }));
    const { progress } = job.right.value;
    const isOver = progress === 'Ended' || progress === 'Cancelled';
    return E.right({
      json: { job: id, before: progress, woken: !isOver },
      show: (page) =>
        page.text(
          isOver
            ? `The job ${id} is ${progressWords[progress]}; there is nothing to wake.`
            : `The job ${id} was ${progressWords[progress]}. A worker looks at it soon.`,
        ),
    });
  };
