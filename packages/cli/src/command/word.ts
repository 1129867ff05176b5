import { checkWord } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Arguments } from '../arguments.js';
import { type Failure, fail, usage } from '../failure.js';

/** Who says something, and why. */
export interface Said {
  readonly by: string;
  readonly why: string;
}

/** Reads `--by` and `--why`. Errors: `Failure` with code 1. */
export const readWord = ({ given }: Arguments): E.Either<Failure, Said> => {
  const by = given.get('by');
  const why = given.get('why');
  if (by === undefined || why === undefined)
    return fail(
      usage(
        `Say ${by === undefined ? 'who decides: --by NAME' : 'why: --why TEXT'}.`,
        'Both stay in the journal for good.',
      ),
    );
  return E.mapLeft(({ what }: { readonly what: string }) => usage(what))(checkWord({ by, why }));
};
