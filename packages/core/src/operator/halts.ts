import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { haltCard, within } from '../journal/card-key.js';
import { halts as haltKind } from '../journal/card.js';
import { newDraft } from '../journal/draft.js';
import type { StandingOrder } from '../noun/standing-order.js';
import type { Journal, JournalFailed } from '../port/journal.js';
import type { Card, Deed, Store } from '../port/store.js';

/** A halt that holds now: nothing is sent under it until a person resumes. */
export interface Halt {
  readonly scope: 'Everything' | 'Lane' | 'Account';
  /** The lane, or venue and account with a slash between them; empty for everything. */
  readonly name: string;
  /** Who halted; `none`: the engine did, because of something that was not approved. */
  readonly by: O.Option<string>;
  readonly why: string;
  /** Since when, where a person halted. Units: milliseconds since the Unix epoch. */
  readonly sinceMs: O.Option<number>;
}

const haltsMax = 1_000;

/** The halts that hold, at most 1,000. Errors: `JournalFailed`. */
export const halts = (parts: {
  readonly journal: Pick<Journal, 'orders'>;
  readonly store: Pick<Store, 'perform'>;
}): TE.TaskEither<JournalFailed, ReadonlyArray<Halt>> =>
  pipe(
    TE.Do,
    TE.bind('cards', () => parts.store.perform(haltCards)),
    TE.bind('orders', () => parts.journal.orders),
    TE.map(({ cards, orders }) => cards.map((card) => haltOf(card, orders))),
  );

const haltCards: Deed<ReadonlyArray<Card>> = function* () {
  const draft = newDraft();
  return draft.nothing(yield* draft.range({ ...within('halt'), limit: haltsMax }));
};

const haltOf = ({ key, value }: Card, orders: ReadonlyArray<StandingOrder>): Halt => {
  const { by, why } = haltKind.parse(value);
  const order = orders.findLast(({ scope }) => haltCard(scope) === key);
  const [, kind, name] = key.split('/');
  return {
    scope: kind === 'everything' ? 'Everything' : kind === 'lane' ? 'Lane' : 'Account',
    name: decodeURIComponent(name ?? ''),
    by: by === '' ? O.none : O.some(by),
    why,
    sinceMs: by === '' || order === undefined ? O.none : O.some(order.atMs),
  };
};
