import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Arguments } from '../arguments.js';
import { type Failure, fail, usage } from '../failure.js';
import type { Desk } from './desk.js';
import { readKey } from './key-file.js';
import { type Load, openDatabase } from './postgres-desk.js';
import { type FilePlace, openFile } from './sqlite-desk.js';

/** Where the journal is. */
export type Place =
  | { readonly _tag: 'File'; readonly place: FilePlace }
  | { readonly _tag: 'Database'; readonly url: string };

/** Where the command line, or else the environment, says that the journal is. Errors: `Failure` with code 1. */
export const placeOf = (
  { given }: Arguments,
  environment: Readonly<Record<string, string | undefined>>,
): E.Either<Failure, Place> => {
  const said = { file: given.get('journal'), url: given.get('url') };
  const isSaid = said.file !== undefined || said.url !== undefined;
  const { file, url } = isSaid
    ? said
    : { file: environment['LEGWORK_JOURNAL'], url: environment['LEGWORK_URL'] };
  if (file !== undefined && url !== undefined)
    return fail(usage('A journal is either in a file or in a database, and both are named.'));
  const keyFile = given.get('key-file');
  if (url !== undefined) {
    if (!/^postgres(ql)?:\/\/./.test(url) || !URL.canParse(url))
      return fail(usage('The URL of the database is not one.', 'It looks like postgres://user@host/name.'));
    return keyFile === undefined
      ? E.right({ _tag: 'Database', url })
      : fail(usage('The option --key-file is for files, and a database is named.'));
  }
  if (file === undefined || file === '')
    return fail(
      usage(
        'Say where the journal is.',
        'Add --journal FILE or --url postgres://..., or set LEGWORK_JOURNAL or LEGWORK_URL.',
      ),
    );
  if (keyFile === undefined) return E.right({ _tag: 'File', place: { file } });
  const key = readKey(keyFile);
  return E.isLeft(key) ? key : E.right({ _tag: 'File', place: { file, encryption: { key: key.right } } });
};

/** Opens the journal that is there. Errors: `Failure`. */
export const openDesk =
  (load: Load) =>
  (place: Place): TE.TaskEither<Failure, Desk> =>
    place._tag === 'File' ? openFile(place.place) : openDatabase(load)(place.url);

/** What of a place must never be printed: the password in a URL, as it is written and as it is meant. */
export const secretsOf = (texts: ReadonlyArray<string | undefined>): ReadonlyArray<string> =>
  texts.flatMap((text) => {
    if (text === undefined) return [];
    const written = /[a-z]+:\/\/[^/?#:]*:([^/?#]*)@/i.exec(text)?.[1] ?? '';
    const asked = /[?&]password=([^&#]*)/i.exec(text)?.[1] ?? '';
    return [written, asked].flatMap((one) => (one === '' ? [] : [one, decoded(one)]));
  });

const decoded = (text: string): string => {
  const done = E.tryCatch(
    () => decodeURIComponent(text),
    () => text,
  );
  return E.isRight(done) ? done.right : text;
};
