import { type MandateId, Overview } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer, Json } from '../answer.js';
import type { Arguments } from '../arguments.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, fail, readFailed, usage } from '../failure.js';
import type { Column } from '../screen/page.js';
import { iso } from '../screen/time.js';
import { type Standing, readId, standingOf } from './standing.js';

const usualLimit = 50;
const limitMax = 500;

/** The mandates by their ids, one page of them, and how each stands. */
export const list =
  ({ given }: Arguments) =>
  (desk: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const limit = limitOf(given.get('limit'));
    if (E.isLeft(limit)) return limit;
    const begin = given.get('after');
    const after =
      begin === undefined ? E.right<Failure, O.Option<MandateId>>(O.none) : E.map(someId)(readId(begin));
    if (E.isLeft(after)) return after;
    const query = { open: given.has('open'), after: after.right };
    // One more than is shown, to know whether there is more.
    const ids = await desk.journal.mandates({ ...query, limit: limit.right + 1 })();
    if (E.isLeft(ids)) return fail(readFailed(ids.left));
    const rows: Array<Row> = [];
    for (const id of ids.right.slice(0, limit.right)) {
      // oxlint-disable-next-line no-await-in-loop
      const standing = await standingOf(desk.journal, id);
      if (E.isLeft(standing)) return standing;
      rows.push(rowOf(id, standing.right));
    }
    const next = ids.right.length > limit.right ? rows.at(-1)?.id : undefined;
    return E.right(answerOf(rows, next, query.open));
  };

const someId = (id: MandateId): O.Option<MandateId> => O.some(id);

const limitOf = (text: string | undefined): E.Either<Failure, number> => {
  if (text === undefined) return E.right(usualLimit);
  return /^[1-9]\d{0,3}$/.test(text) && Number(text) <= limitMax
    ? E.right(Number(text))
    : fail(usage(`The option --limit takes a whole number from 1 to ${limitMax}.`));
};

interface Row {
  readonly id: MandateId;
  readonly given: string;
  readonly open: string;
  readonly standing: string;
  readonly json: Json;
}

const rowOf = (id: MandateId, standing: Standing): Row => {
  if (standing._tag !== 'Given') {
    const said = standing._tag === 'Barred' ? 'barred' : 'unknown';
    return { id, given: '', open: '', standing: said, json: { mandate: id, standing: said } };
  }
  const { mandate, open, over } = standing.overview;
  const given = iso(standing.records[0]?.atMs ?? 0);
  const told = standingText(open, over);
  return {
    id,
    given,
    open: `${open.length}/${mandate.intents.length}`,
    standing: told,
    json: {
      mandate: id,
      venue: mandate.venue,
      account: mandate.account,
      given,
      intents: mandate.intents.length,
      open: open.length,
      states: open.map(({ number, state }) => ({ intent: number, state })),
      endings: over.map(({ number, ending }) => ({ intent: number, ending: ending._tag })),
      standing: told,
    },
  };
};

const standingText = (
  open: ReadonlyArray<Overview.OpenIntent>,
  over: ReadonlyArray<Overview.OverIntent>,
): string => {
  const [alarming] = ['Unknown', 'MayBeSent', 'Accepted', 'Waiting'].flatMap((state) =>
    open.filter((one) => one.state === state),
  );
  if (alarming !== undefined) {
    const waits = open.some(({ waitsForPersonSinceMs }) => O.isSome(waitsForPersonSinceMs));
    return Overview.stateText({ ...alarming, waitsForPersonSinceMs: waits ? O.some(0) : O.none });
  }
  const done = over.filter(({ ending }) => ending._tag === 'Done').length;
  if (done === over.length) return 'done';
  return done === 0 && over.every(({ ending }) => ending._tag === 'NotDone')
    ? 'not done'
    : `done ${done} of ${over.length}`;
};

const columnsOf: ReadonlyArray<Column> = [
  { head: 'MANDATE', cut: 'Middle' },
  { head: 'GIVEN', cut: 'None' },
  { head: 'OPEN', cut: 'None' },
  { head: 'STANDING', cut: 'None' },
];

const toMinute = (time: string): string => time.replace(/:\d\dZ$/, 'Z');

const answerOf = (rows: ReadonlyArray<Row>, next: MandateId | undefined, isOpen: boolean): Answer => ({
  json: { mandates: rows.map(({ json }) => json), next: next ?? null },
  show: (page) => {
    if (rows.length === 0)
      return page.text(isOpen ? 'Nothing is open behind this id.' : 'There are no mandates behind this id.');
    page.table(
      columnsOf,
      rows.map((row) => [row.id, toMinute(row.given), row.open, row.standing]),
    );
    if (next === undefined) return;
    page.gap();
    page.text(`More: legwork list${isOpen ? ' --open' : ''} --after ${next}`);
  },
});
