import { type Halt, type Journal, type MandateId, Overview, type RunnerFailed, halts } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from '../answer.js';
import type { Arguments } from '../arguments.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, fail, readFailed } from '../failure.js';
import type { Column, Page } from '../screen/page.js';
import { age, iso, since } from '../screen/time.js';
import { type JobCounts, countJobs, countedMax, progressWords } from './jobs.js';
import { type OpenOf, isAlarming, openJson, openOf, showOpen, timeJson } from './open-intent.js';
import { standingOf } from './standing.js';

const pageSize = 500;
/** How many intents of each kind are shown; all are counted. */
const shownMax = 500;

/** What is open, what is halted, and how the jobs stand. */
export const status =
  ({ given }: Arguments, nowMs: number) =>
  (desk: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const open = await openIntents(desk.journal);
    if (E.isLeft(open)) return open;
    const halted = await halts(desk)();
    if (E.isLeft(halted)) return fail(readFailed(halted.left));
    // Jobs say nothing about money: if they cannot be read, everything else is told all the same.
    const jobs = await countJobs(desk.runner, given.has('jobs') ? Number.POSITIVE_INFINITY : countedMax);
    return E.right(answerOf(desk.name, nowMs, open.right, halted.right, jobs));
  };

/** The open intents of a journal, those first that somebody has to look at, and of each kind the oldest first. */
interface Open {
  readonly mandates: number;
  readonly alarming: ReadonlyArray<OpenOf>;
  readonly others: ReadonlyArray<OpenOf>;
  readonly count: Counts;
}

interface Counts {
  readonly alarming: number;
  readonly others: number;
  readonly states: Readonly<Record<Overview.OpenIntent['state'], number>>;
}

const openIntents = async (journal: Journal): Promise<E.Either<Failure, Open>> => {
  const alarming: Array<OpenOf> = [];
  const others: Array<OpenOf> = [];
  const states = { Waiting: 0, MayBeSent: 0, Unknown: 0, Accepted: 0 };
  const count = { alarming: 0, others: 0, states };
  let mandates = 0;
  for (let after: O.Option<MandateId> = O.none; ;) {
    // One page after the other, so that no journal is too long for the memory.
    // oxlint-disable-next-line no-await-in-loop
    const ids = await journal.mandates({ open: true, after, limit: pageSize })();
    if (E.isLeft(ids)) return fail(readFailed(ids.left));
    for (const id of ids.right) {
      // oxlint-disable-next-line no-await-in-loop
      const standing = await standingOf(journal, id);
      if (E.isLeft(standing)) return standing;
      // It may have ended since it was listed.
      if (standing.right._tag !== 'Given' || standing.right.overview.open.length === 0) continue;
      mandates += 1;
      for (const one of openOf(standing.right.overview)) {
        const kind = isAlarming(one) ? 'alarming' : 'others';
        count[kind] += 1;
        states[one.intent.state] += 1;
        if (count[kind] <= shownMax) (kind === 'alarming' ? alarming : others).push(one);
      }
    }
    const last = ids.right.at(-1);
    if (last === undefined || ids.right.length < pageSize) break;
    after = O.some(last);
  }
  return E.right({ mandates, alarming: alarming.toSorted(byAlarm), others: others.toSorted(byAge), count });
};

const byAge = (a: OpenOf, b: OpenOf): number => a.intent.sinceMs - b.intent.sinceMs;

const urgency = ({ intent: { state } }: OpenOf): number =>
  state === 'Unknown' || state === 'MayBeSent' ? 0 : 1;

const byAlarm = (a: OpenOf, b: OpenOf): number => urgency(a) - urgency(b) || byAge(a, b);

const answerOf = (
  journal: string,
  nowMs: number,
  { mandates, alarming, others, count }: Open,
  halted: ReadonlyArray<Halt>,
  jobs: E.Either<RunnerFailed, JobCounts>,
): Answer => ({
  json: {
    journal,
    at: iso(nowMs),
    openMandates: mandates,
    openIntents: { ...count.states, needingSomebody: count.alarming },
    intents: [...alarming, ...others].map(openJson),
    intentsNotShown: count.alarming + count.others - alarming.length - others.length,
    halts: halted.map(({ scope, name, by, why, sinceMs }) => ({
      scope,
      name,
      by: O.isSome(by) ? by.value : null,
      why,
      since: timeJson(sinceMs),
    })),
    ...jobsJson(jobs),
  },
  show: (page) => {
    page.title(`${journal} at ${iso(nowMs)}`);
    showHalts(page, halted, nowMs);
    showAlarming(page, alarming, count.alarming, nowMs);
    showOthers(page, others, count, nowMs);
    if (E.isRight(jobs)) showJobs(page, jobs.right);
    else showNoJobs(page, jobs.left);
  },
});

const showHalts = (page: Page, halted: ReadonlyArray<Halt>, nowMs: number): void => {
  if (halted.length === 0) return;
  page.gap();
  page.title('Halted: nothing more is sent');
  for (const { scope, name, by, why, sinceMs } of halted) {
    const what = scope === 'Everything' ? 'everything' : `${scope.toLowerCase()} ${name}`;
    const when = O.isSome(sinceMs) ? `, since ${since(sinceMs.value, nowMs)}` : '';
    page.text(`${what}: ${why} (${O.isSome(by) ? by.value : 'by legwork itself'}${when})`, 2);
  }
};

const showAlarming = (page: Page, alarming: ReadonlyArray<OpenOf>, all: number, nowMs: number): void => {
  page.gap();
  if (all === 0) return page.text('Nothing is unknown, and nothing waits for a person.');
  page.title(`Needs somebody: ${all}`);
  for (const [at, one] of alarming.entries()) {
    if (at > 0) page.gap();
    showOpen(page, one, nowMs);
  }
  if (all > alarming.length) page.text(`... and ${all - alarming.length} more: legwork list --open`, 2);
  page.gap();
  page.text('What may be decided about one of them, and what it means: legwork show ID', 2);
};

const othersColumns: ReadonlyArray<Column> = [
  { head: 'MANDATE', cut: 'Middle' },
  { head: '#', cut: 'None' },
  { head: 'WHAT', cut: 'End' },
  { head: 'STATE', cut: 'None' },
  { head: 'FOR', cut: 'None' },
];

const showOthers = (page: Page, others: ReadonlyArray<OpenOf>, count: Counts, nowMs: number): void => {
  if (count.others === 0) return;
  page.gap();
  page.title(`Open, with nothing amiss: ${count.others}`);
  const rows = others.map((one) => [
    one.mandate,
    String(one.intent.number),
    Overview.words(one.intent),
    Overview.stateText(one.intent),
    age(one.intent.sinceMs, nowMs),
  ]);
  page.table(othersColumns, rows);
  if (count.others > others.length)
    page.text(`... and ${count.others - others.length} more: legwork list --open`, 2);
};

const jobsJson = (jobs: E.Either<RunnerFailed, JobCounts>): Answer['json'] =>
  E.isLeft(jobs)
    ? { jobs: null, jobsFailed: jobs.left.detail }
    : {
        jobs: { ...jobs.right.of },
        jobsNotBegun: jobs.right.notBegun.map(({ id, sinceMs, note }) => ({
          job: id,
          since: iso(sinceMs),
          note,
        })),
        jobsNotCounted: jobs.right.more,
      };

const showNoJobs = (page: Page, { detail }: RunnerFailed): void => {
  page.gap();
  page.text(`The jobs cannot be read: ${detail}.`);
};

const showJobs = (page: Page, { of, notBegun, more }: JobCounts): void => {
  if (notBegun.length > 0) {
    page.gap();
    page.title(`Jobs that could not begin: ${of.NotBegun}`);
    for (const { id, note } of notBegun) page.text(`${id}: ${note}`, 2);
    page.text('Nothing was sent for them. Once the cause is mended: legwork wake ID', 2);
  }
  const told = progresses.flatMap((one) => (of[one] === 0 ? [] : [`${of[one]} ${progressWords[one]}`]));
  if (told.length === 0) return;
  page.gap();
  page.text(`Jobs${more ? ` (the first ${countedMax} by id; all: --jobs)` : ''}: ${told.join(', ')}.`);
};

const progresses = ['Queued', 'Running', 'NotBegun', 'NeedsPerson', 'Ended', 'Cancelled'] as const;
