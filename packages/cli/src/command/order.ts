import { type StandingOrder, accountId, venueId } from '@legwork/core';
import { systemClock } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from '../answer.js';
import type { Arguments } from '../arguments.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, fail, usage, writeFailed } from '../failure.js';
import { type Said, readWord } from './word.js';

type Scope = StandingOrder['scope'];

/** Writes an order down: nothing more is sent there, or it may be again. It holds for every worker from the next attempt on. */
export const order =
  (kind: StandingOrder['_tag'], args: Arguments) =>
  (desk: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const scope = scopeOf(args);
    if (E.isLeft(scope)) return scope;
    const said = readWord(args);
    if (E.isLeft(said)) return said;
    const given: StandingOrder = {
      _tag: kind,
      scope: scope.right,
      atMs: Math.trunc(systemClock.wallMs()),
      ...said.right,
    };
    const done = await desk.journal.order(given)();
    return E.isLeft(done) ? fail(writeFailed(done.left)) : E.right(answerOf(kind, scope.right, said.right));
  };

const scopeOf = ({ given }: Arguments): E.Either<Failure, Scope> => {
  const lane = given.get('lane');
  const account = given.get('account');
  const named = [lane, account, given.has('all') ? '' : undefined].filter((one) => one !== undefined);
  if (named.length !== 1) return fail(usage('Say one of --lane L, --account VENUE/ACCOUNT and --all.'));
  if (account !== undefined) return accountScope(account);
  return E.right(lane === undefined ? { _tag: 'Everything' } : { _tag: 'Lane', lane });
};

const accountScope = (text: string): E.Either<Failure, Scope> => {
  const slash = text.indexOf('/');
  const venue = venueId(text.slice(0, Math.max(0, slash)));
  const account = accountId(text.slice(slash + 1));
  return E.isLeft(venue) || E.isLeft(account)
    ? fail(usage('The account is not one.', 'It is written VENUE/ACCOUNT, as legwork list tells them.'))
    : E.right({ _tag: 'Account', venue: venue.right, account: account.right });
};

const scopeText = (scope: Scope): string => {
  switch (scope._tag) {
    case 'Account':
      return `the account ${scope.venue}/${scope.account}`;
    case 'Lane':
      return `the lane ${scope.lane}`;
    case 'Everything':
      return 'everything';
  }
};

const answerOf = (kind: StandingOrder['_tag'], scope: Scope, said: Said): Answer => ({
  json: {
    order: kind,
    scope: scope._tag,
    name:
      scope._tag === 'Account' ? `${scope.venue}/${scope.account}` : scope._tag === 'Lane' ? scope.lane : '',
    ...said,
  },
  show: (page) =>
    page.text(
      kind === 'Halt'
        ? `Paused: ${scopeText(scope)}. No worker arms another attempt there from now on. What is out already may still happen, and is followed to its end.`
        : `Resumed: ${scopeText(scope)}. Workers may send there again, unless another halt holds: see legwork status.`,
    ),
});
