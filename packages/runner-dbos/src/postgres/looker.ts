import * as E from 'fp-ts/lib/Either.js';
import type { Ask, Card, Shown } from '@legwork/core';
import { type Came, type Place, notWritten } from './came.js';
import type { Connection } from './connection.js';
import { keyIndexed } from './schema.js';
import { cardId } from './sealing.js';

/** Looks at cards, and remembers their sums. */
export interface Looker {
  readonly look: (ask: Ask) => Promise<E.Either<Came<never>, Shown>>;
  /** The sums that cards had before, by their keys; a key that was asked for and is missing here has no card. */
  readonly sums: ReadonlyMap<string, string>;
  readonly asked: ReadonlySet<string>;
}

const within = `left(key, ${keyIndexed}) between left($1, ${keyIndexed}) and left($2, ${keyIndexed})
  and key >= $1 and key < $2 order by left(key, ${keyIndexed}), key limit $3::bigint`;

/** A looker for one transaction. */
export const makeLooker = (connection: Connection, { schema, sealing }: Place): Looker => {
  const sums = new Map<string, string>();
  const asked = new Set<string>();

  const cardsOf = async (
    sql: string,
    values: ReadonlyArray<string | ReadonlyArray<string>>,
  ): Promise<E.Either<Came<never>, ReadonlyArray<Card>>> => {
    const answer = await connection.ask(
      `select id, key, value, sum from ${schema}.card where ${sql}`,
      values,
    );
    if (E.isLeft(answer)) return E.left(notWritten(answer.left));
    const cards: Array<Card> = [];
    for (const [id = '', key = '', value = '', sum = ''] of answer.right.rows) {
      if (id !== cardId(key) || sealing.card(key, value) !== sum)
        return E.left({ _tag: 'Damaged', detail: 'a card was changed' });
      sums.set(key, sum);
      asked.add(key);
      cards.push({ key, value });
    }
    return E.right(cards);
  };

  return {
    sums,
    asked,
    look: async ({ keys, range }) => {
      const cards =
        keys.length === 0 ? E.right([]) : await cardsOf('id = any($1::text[])', [keys.map(cardId)]);
      if (E.isLeft(cards)) return cards;
      for (const key of keys) asked.add(key);
      const inRange =
        range === undefined
          ? E.right([])
          : await cardsOf(within, [range.from, range.before, String(range.limit)]);
      if (E.isLeft(inRange)) return inRange;
      return E.right({
        cards: new Map(cards.right.map(({ key, value }) => [key, value])),
        range: inRange.right,
      });
    },
  };
};
