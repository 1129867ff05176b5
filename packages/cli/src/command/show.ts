import {
  Instruction,
  type JobView,
  type JournalRecord,
  type Mandate,
  type MandateId,
  Overview,
  Story,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer, Json } from '../answer.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, fail, noJobs } from '../failure.js';
import type { Page } from '../screen/page.js';
import { iso, since } from '../screen/time.js';
import { progressWords } from './jobs.js';
import { openJson, openOf, optionOf, showOpen } from './open-intent.js';
import { type Standing, noMandate, standingOf } from './standing.js';

/** The whole story of a mandate, what is open of it, and what may be decided about that. */
export const show =
  (nowMs: number, id: MandateId) =>
  (desk: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const standing = await standingOf(desk.journal, id);
    if (E.isLeft(standing)) return standing;
    const status = await desk.runner.status(id)();
    // A job says nothing about money: if it cannot be read, the story is told all the same.
    const job = E.isLeft(status) ? O.none : status.right;
    if (standing.right._tag === 'Absent' && O.isNone(job))
      return fail(E.isLeft(status) ? noJobs(status.left) : noMandate(id));
    return E.right(answerOf(id, standing.right, job, nowMs));
  };

const answerOf = (id: MandateId, standing: Standing, job: O.Option<JobView>, nowMs: number): Answer => ({
  json: {
    mandate: id,
    given: standing._tag === 'Given' ? mandateJson(standing.overview) : null,
    barred: standing._tag === 'Barred',
    story: storyJson(standing._tag === 'Absent' ? [] : standing.records),
    open: standing._tag === 'Given' ? openOf(standing.overview).map(openJson) : [],
    over: standing._tag === 'Given' ? standing.overview.over.map(overJson) : [],
    job: O.isSome(job) ? jobJson(job.value) : null,
  },
  show: (page) => {
    page.title(`Mandate ${id}`);
    if (standing._tag === 'Given') showMandate(page, standing.overview.mandate, nowMs);
    if (O.isSome(job)) showJob(page, job.value, nowMs);
    if (standing._tag === 'Absent') page.text('Nothing was given under this id yet, so nothing was sent.', 2);
    else showStory(page, standing.records);
    if (standing._tag === 'Given') showWhatIs(page, standing.overview, nowMs);
  },
});

const mandateJson = ({ mandate, length }: Overview.Overview): Json => ({
  venue: mandate.venue,
  account: mandate.account,
  settlement: mandate.subject._tag === 'Existing' ? mandate.subject.settlement : null,
  approvedBy: mandate.approval.by,
  approvedAt: iso(mandate.approval.atMs),
  digest: mandate.approval.digest,
  intents: mandate.intents.map(({ instruction }) => Instruction.describe(instruction)),
  records: length,
});

const storyJson = (records: ReadonlyArray<JournalRecord>): Json =>
  Story.tell(records).map(({ atMs, who, what }, at) => ({
    at: iso(atMs),
    record: records[at]?._tag ?? '',
    who,
    what,
  }));

const overJson = ({ number, instruction, ending }: Overview.OverIntent): Json => ({
  intent: number,
  instruction: Instruction.describe(instruction),
  ending: ending._tag,
  told: Story.endingText(ending),
});

const jobJson = ({ progress, sinceMs, note, takes, worker }: JobView): Json => ({
  progress,
  since: iso(sinceMs),
  note,
  takes,
  worker: O.isSome(worker) ? worker.value : null,
});

const showMandate = (page: Page, mandate: Mandate.Mandate, nowMs: number): void => {
  page.field('where', `${mandate.venue} / ${mandate.account}`);
  page.field(
    'about',
    mandate.subject._tag === 'Existing'
      ? `settlement ${mandate.subject.settlement}`
      : `a new settlement (${mandate.subject.scope})`,
  );
  page.field('approved', `${since(mandate.approval.atMs, nowMs)}, by ${mandate.approval.by}`);
};

const showJob = (page: Page, { progress, sinceMs, note, worker }: JobView, nowMs: number): void => {
  const by = O.isSome(worker) ? ` by ${worker.value}` : '';
  page.field(
    'job',
    `${progressWords[progress]}${by}, since ${since(sinceMs, nowMs)}${note === '' ? '' : `: ${note}`}`,
  );
};

const timeWidth = 20;

const showStory = (page: Page, records: ReadonlyArray<JournalRecord>): void => {
  page.gap();
  page.title('Story');
  for (const { atMs, who, what } of Story.tell(records))
    page.field(iso(atMs), `${who}: ${what}`, { names: timeWidth });
};

const showWhatIs = (page: Page, overview: Overview.Overview, nowMs: number): void => {
  const open = openOf(overview);
  if (open.length > 0) {
    page.gap();
    page.title('Open');
  }
  for (const [at, one] of open.entries()) {
    if (at > 0) page.gap();
    showOpen(page, one, nowMs);
    for (const { name, means } of one.intent.choices) page.field(optionOf[name], means, { indent: 4 });
  }
  if (overview.over.length === 0) return;
  page.gap();
  page.title('Over');
  for (const { number, instruction, ending } of overview.over)
    page.text(`${number}. ${Instruction.describe(instruction)}: ${Story.endingText(ending)}`, 2);
};
