import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from '../answer.js';
import type { Arguments } from '../arguments.js';
import type { Place } from '../desk/open-desk.js';
import { type Load, migrateDatabase } from '../desk/postgres-desk.js';
import { makeFile, openRestored } from '../desk/sqlite-desk.js';
import { type Failure, fail, usage } from '../failure.js';
import { readWord } from './word.js';

/** Makes the file or the database ready for this version. */
export const migrate =
  (load: Load) =>
  (place: Place): TE.TaskEither<Failure, Answer> =>
  async () => {
    const done = place._tag === 'File' ? await made(place) : await migrateDatabase(load)(place.url)();
    if (E.isLeft(done)) return done;
    const journal = done.right;
    return E.right({
      json: { journal, ready: true },
      show: (page) => page.text(`${journal} is ready for this version.`),
    });
  };

const made = async ({ place }: Extract<Place, { _tag: 'File' }>): Promise<E.Either<Failure, string>> => {
  const desk = await makeFile(place)();
  if (E.isLeft(desk)) return desk;
  await desk.right.close();
  return E.right(place.file);
};

/** Opens a journal that was restored from a backup, and halts everything in it. */
export const acceptRestored =
  (args: Arguments) =>
  (place: Place): TE.TaskEither<Failure, Answer> =>
  async () => {
    if (place._tag === 'Database')
      return fail(
        usage(
          'A database is not accepted by this program.',
          'Restore it by the means of the database; before workers start, run legwork pause --all and ask the venues.',
        ),
      );
    const said = readWord(args);
    if (E.isLeft(said)) return said;
    const desk = await openRestored(place.place, said.right)();
    if (E.isLeft(desk)) return desk;
    await desk.right.close();
    return E.right({
      json: { journal: place.place.file, halted: 'Everything', ...said.right },
      show: (page) => {
        page.text(`${place.place.file} is accepted as it is, and everything in it is halted.`);
        page.text(
          'What was sent since the backup is in no journal. Ask the venues what happened since, and explain every difference; then run legwork resume --all.',
        );
      },
    });
  };
