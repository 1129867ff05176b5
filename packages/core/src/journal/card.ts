import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Looking } from '../port/store.js';
import type { Draft } from './draft.js';
import { digits, id, quantity, whole } from './field-codec.js';

/** Reads and writes the cards of one kind. */
export interface CardKind<A> {
  readonly read: (draft: Draft, key: string) => Looking<A | undefined>;
  readonly parse: (value: string) => A;
  readonly write: (draft: Draft, key: string, value: A) => void;
}

/**
 * A kind of card. A value that cannot be read was not written by this code: the store has checked it for damage before,
 * so it is an error of a program, and stops the deed.
 */
export const cardKind = <A>(codec: t.Type<A, unknown>): CardKind<A> => {
  const parse = (text: string): A => {
    const value = codec.decode(JSON.parse(text));
    if (E.isLeft(value)) throw new Error(`invariant: a card is not a ${codec.name}`);
    return value.right;
  };
  return {
    parse,
    read: function* (draft, key) {
      const text = yield* draft.card(key);
      return text === undefined ? undefined : parse(text);
    },
    write: (draft, key, value) => draft.put(key, JSON.stringify(value)),
  };
};

/** A mandate: its account, how many records it has, and how many of its intents are not over. */
export const mandates = cardKind(t.strict({ account: t.string, length: whole, open: whole }, 'mandate'));

/** The attempt that an intent has out or had last: what it may change, and its place on its lane. */
export const attempts = cardKind(
  t.strict({ name: t.string, once: t.boolean, lane: t.string, fence: digits }, 'attempt'),
);

/** A lane: the last call that went out, the fences of those that may be on their way, and the greatest of those that a person declared void. */
export const lanes = cardKind(
  t.strict({ last: digits, underway: t.record(t.string, digits), passed: digits }, 'lane'),
);

/** Who holds a lane, and until when by both clocks of the store. */
export const leases = cardKind(
  t.strict(
    { owner: t.string, epoch: whole, era: t.string, untilMs: t.number, untilWallMs: t.number },
    'lease',
  ),
);

/** What is committed for one intent. */
export const commitments = cardKind(
  t.array(
    t.strict({
      intent: id('IntentId'),
      asset: id('AssetId'),
      receiver: id('AccountId'),
      quantity,
    }),
    'commitments',
  ),
);

/** Why nothing is sent. */
export const halts = cardKind(t.strict({ by: t.string, why: t.string }, 'halt'));

/** A number that only grows. */
export const counts = cardKind(digits);

/** A plain text. */
export const texts = cardKind(t.string);
