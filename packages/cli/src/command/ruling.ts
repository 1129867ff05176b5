import { type ChoiceName, type Decision, type MandateId, Overview, settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Arguments } from '../arguments.js';
import { type Failure, fail, notFound, refused, usage } from '../failure.js';
import { optionOf } from './open-intent.js';

/** Which decision the options ask for. Errors: `Failure` with code 1. */
export const choiceOf = ({ given }: Arguments): E.Either<Failure, ChoiceName> => {
  const asked = (['Adopt', 'DeclareVoid', 'Withdraw'] as const).filter((name) =>
    given.has(optionNames[name]),
  );
  const [choice] = asked;
  if (choice === undefined || asked.length > 1)
    return fail(usage('Say one of --adopt REF, --void and --withdraw.', 'What each means: legwork show ID.'));
  if (given.has('settlement') && choice !== 'Adopt')
    return fail(usage('The option --settlement only goes with --adopt.'));
  return E.right(choice);
};

const optionNames = { Adopt: 'adopt', DeclareVoid: 'void', Withdraw: 'withdraw' } as const;

/** Which intent is meant: the one that is named, or the only one that is open. Errors: `Failure` with code 1, 2 or 3. */
export const intentOf = (
  id: MandateId,
  { open, over }: Overview.Overview,
  text: string | undefined,
): E.Either<Failure, Overview.OpenIntent> => {
  const [first, ...others] = open;
  if (text === undefined) {
    if (first === undefined) return fail(allOver(`Nothing of the mandate ${id} is open.`));
    if (others.length === 0) return E.right(first);
    const told = open.map(({ number }) => number).join(', ');
    return fail(usage(`Several intents of ${id} are open.`, `Say which by --intent: ${told}.`));
  }
  if (!/^[1-9]\d{0,3}$/.test(text)) return fail(usage('The option --intent takes a whole number from 1 on.'));
  const found = open.find(({ number }) => String(number) === text);
  if (found !== undefined) return E.right(found);
  return fail(
    over.some(({ number }) => String(number) === text)
      ? allOver(`Intent ${text} of ${id} is over.`)
      : notFound(`The mandate ${id} has no intent ${text}.`, `See legwork show ${id}.`),
  );
};

const allOver = (what: string): Failure =>
  refused('Over', what, 'Nothing was decided. How it ended stands in the journal.', 'See legwork show ID.');

/** The decision itself. Errors: `Failure` with code 1. */
export const decisionOf = (
  choice: ChoiceName,
  { mandate: { subject } }: Overview.Overview,
  { given }: Arguments,
): E.Either<Failure, Decision> => {
  if (choice === 'DeclareVoid') return E.right({ _tag: 'DeclaredVoid' });
  if (choice === 'Withdraw') return E.right({ _tag: 'Withdrawn' });
  const reference = given.get('adopt') ?? '';
  // A creation is adopted as the settlement that it became.
  const named = given.get('settlement') ?? (subject._tag === 'Existing' ? subject.settlement : reference);
  const settlement = settlementId(named);
  return E.isLeft(settlement)
    ? fail(usage('The id of the settlement is not one.', 'Give the id of the venue by --settlement.'))
    : E.right({ _tag: 'Adopted', settlement: settlement.right, reference });
};

/** What the decision would mean for the money. Errors: `Failure` with code 2 when it may not be given now. */
export const meaningOf = (
  choice: ChoiceName,
  { choices, state }: Overview.OpenIntent,
): E.Either<Failure, string> => {
  const found = choices.find(({ name }) => name === choice);
  if (found !== undefined) return E.right(found.means);
  const may = choices.map(({ name }) => optionOf[name]).join(' or ');
  return state === 'Waiting'
    ? fail(
        refused(
          'NothingOut',
          'Nothing of it is out that could be void.',
          'Nothing was decided, and nothing changed for the money. It may go by itself.',
          `It may be resolved by ${may}.`,
        ),
      )
    : fail(
        refused(
          'AttemptOut',
          'An attempt is out, so it cannot be taken back.',
          'Nothing was decided, and nothing changed for the money. The attempt may have happened.',
          `Find out at the venue what came of it. It may be resolved by ${may}.`,
        ),
      );
};
