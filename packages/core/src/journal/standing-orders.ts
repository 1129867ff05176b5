import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { StandingOrder } from '../noun/standing-order.js';
import type { Deed, Looking } from '../port/store.js';
import { haltCard } from './card-key.js';
import { halts } from './card.js';
import { type Draft, newDraft } from './draft.js';
import { id, whole } from './field-codec.js';

/** The stream of a journal that people's orders are written to. No mandate id has a space in it. */
export const ordersStream = ' orders';

/** Writes an order down and makes it hold. */
export const giveOrder = (order: StandingOrder): Deed<void> =>
  function* () {
    const draft = newDraft();
    yield* enterOrder(draft, order);
    return draft.done(undefined);
  };

/** What an order changes. */
export const enterOrder = function* (draft: Draft, order: StandingOrder): Looking<void> {
  const key = haltCard(order.scope);
  yield* draft.prefetch([key]);
  if (order._tag === 'Halt') halts.write(draft, key, { by: order.by, why: order.why });
  else draft.remove(key);
  draft.add({ stream: ordersStream, text: encodeOrder(order) });
};

const version = 1;

const encodeOrder = (order: StandingOrder): string => JSON.stringify({ v: version, ...order });

/** Reads the line of an order; `none` of the fields is guessed at. */
export const decodeOrder = (line: string): E.Either<string, StandingOrder> => {
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(line),
    () => 'it is not JSON',
  );
  if (E.isLeft(parsed)) return parsed;
  const read = orderCodec.decode(parsed.right);
  if (E.isLeft(read)) return E.left('it is damaged, or of a newer version');
  const { v: _version, ...order } = read.right;
  return E.right(order);
};

const said = {
  v: t.literal(version),
  scope: t.union([
    t.strict({ _tag: t.literal('Account'), venue: id('VenueId'), account: id('AccountId') }),
    t.strict({ _tag: t.literal('Lane'), lane: t.string }),
    t.strict({ _tag: t.literal('Everything') }),
  ]),
  atMs: whole,
  by: t.string,
  why: t.string,
};

const orderCodec = t.strict({ _tag: t.keyof({ Halt: null, Resume: null }), ...said });
