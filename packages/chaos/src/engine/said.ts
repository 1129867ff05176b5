import type { JournalFailed } from '@legwork/core';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** What a verification found, for people. */
export const saidOf = (
  verify: TE.TaskEither<JournalFailed, { readonly lines: number; readonly mandates: number }>,
): TE.TaskEither<JournalFailed, string> =>
  TE.map(
    ({ lines, mandates }: { readonly lines: number; readonly mandates: number }) =>
      `${lines} lines of ${mandates} mandates are as they were written`,
  )(verify);
