import { type Decision, type MandateId, Overview, decide } from '@legwork/core';
import { systemClock } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from '../answer.js';
import type { Arguments } from '../arguments.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, brokenJournal, decisionRefused, fail, usage, writeFailed } from '../failure.js';
import { newPage } from '../screen/page.js';
import { since } from '../screen/time.js';
import type { Terminal } from '../terminal.js';
import { optionOf } from './open-intent.js';
import { choiceOf, decisionOf, intentOf, meaningOf } from './ruling.js';
import { noMandate, standingOf } from './standing.js';
import { type Said, readWord } from './word.js';

/**
 * Decides about an intent that is open, once a person has read what that means for the money and has confirmed it.
 *
 * The decision holds for what was shown: if it stands otherwise by the time it is confirmed, it is refused.
 */
export const resolve =
  (terminal: Terminal, args: Arguments, id: MandateId) =>
  (desk: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const asked = await understood(desk, args, id);
    if (E.isLeft(asked)) return asked;
    const { intent, decision, said } = asked.right;
    const confirmed = await confirm(terminal, args, id, asked.right);
    if (E.isLeft(confirmed)) return confirmed;
    const ruling = { ...said, asOf: intent.asOf };
    const done = await decide(desk.journal, systemClock)(id, intent.intent, decision, ruling)();
    if (E.isLeft(done)) return fail(failureOf(id, done.left));
    return E.right(answerOf(id, asked.right, await wakeJob(desk, id)));
  };

/** What is to be decided, about what, and what it means. */
interface Asked {
  readonly intent: Overview.OpenIntent;
  readonly decision: Decision;
  readonly option: string;
  readonly means: string;
  readonly said: Said;
}

const understood = async (desk: Desk, args: Arguments, id: MandateId): Promise<E.Either<Failure, Asked>> => {
  const choice = choiceOf(args);
  if (E.isLeft(choice)) return choice;
  const said = readWord(args);
  if (E.isLeft(said)) return said;
  const standing = await standingOf(desk.journal, id);
  if (E.isLeft(standing)) return standing;
  if (standing.right._tag !== 'Given') return fail(noMandate(id));
  const { overview } = standing.right;
  const intent = intentOf(id, overview, args.given.get('intent'));
  if (E.isLeft(intent)) return intent;
  const means = meaningOf(choice.right, intent.right);
  if (E.isLeft(means)) return means;
  const decision = decisionOf(choice.right, overview, args);
  if (E.isLeft(decision)) return decision;
  return E.right({
    intent: intent.right,
    decision: decision.right,
    option: optionOf[choice.right],
    means: means.right,
    said: said.right,
  });
};

/** Shows what it means, and has it confirmed by the id of the mandate. Errors: `Failure` with code 1. */
const confirm = async (
  { width, err, ask }: Terminal,
  { given }: Arguments,
  id: MandateId,
  { intent, option, means }: Asked,
): Promise<E.Either<Failure, void>> => {
  const page = newPage(width, false);
  page.text(`${option} for intent ${intent.number} of ${id}: ${Overview.words(intent)}`);
  page.field('state', `${Overview.stateText(intent)}, since ${since(intent.sinceMs, systemClock.wallMs())}`);
  page.field('money', means);
  err(page.print());
  if (given.has('yes')) return E.right(undefined);
  if (ask === undefined)
    return fail(usage('Nobody is here to confirm it, so nothing was decided.', 'Confirm it by --yes.'));
  const answer = await ask(`Type ${id} to confirm: `);
  return answer.trim() === id
    ? E.right(undefined)
    : fail(usage('It was not confirmed, so nothing was decided.', 'Type the id of the mandate to confirm.'));
};

type NotDecided = Parameters<typeof decisionRefused>[0] | Parameters<typeof writeFailed>[0];

const failureOf = (id: MandateId, error: NotDecided | Parameters<typeof brokenJournal>[1]): Failure => {
  switch (error._tag) {
    case 'DecisionRefused':
      return decisionRefused(error);
    case 'JournalFailed':
      return writeFailed(error);
    case 'BrokenJournal':
      return brokenJournal(id, error);
  }
};

/** Has the job taken up again, if there is one. The decision stands whatever comes of that. */
const wakeJob = async (desk: Desk, id: MandateId): Promise<'Woken' | 'NoJob' | 'NotWoken'> => {
  const job = await desk.runner.status(id)();
  if (E.isRight(job) && O.isNone(job.right)) return 'NoJob';
  const woken = E.isLeft(job) ? job : await desk.runner.wake(id)();
  return E.isLeft(woken) ? 'NotWoken' : 'Woken';
};

const jobTexts = {
  Woken: 'Its job was woken, so that a worker takes it up.',
  NoJob: 'There is no job under this id. Whoever runs the mandate finds the decision in the journal.',
  NotWoken: 'Its job could not be woken: run legwork wake.',
} as const;

const answerOf = (
  id: MandateId,
  { intent, decision, means, said }: Asked,
  job: keyof typeof jobTexts,
): Answer => ({
  json: {
    mandate: id,
    intent: intent.number,
    decision: decision._tag,
    settlement: decision._tag === 'Adopted' ? decision.settlement : null,
    reference: decision._tag === 'Adopted' ? decision.reference : null,
    before: intent.state,
    means,
    ...said,
    job,
  },
  show: (page) => page.text(`It is decided, and stands in the journal. ${jobTexts[job]}`),
});
