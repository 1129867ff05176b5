import { describe, expect, test } from '@jest/globals';
import { type PreparedRequest, type Receipt, type SendError, intentId, settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type NonceLane,
  type NonceSeen,
  type Outbox,
  type Outgoing,
  CallError,
  newOutbox,
} from '../src/index.js';

const sure = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error('expected a right');
};
const intent = sure(intentId('intent-1'));
const receipt: Receipt = {
  settlement: sure(settlementId('S1')),
  transfer: O.none,
  asset: O.none,
  quantity: O.none,
  oddities: [],
  warnings: [],
};
const always = (): O.Option<string> => O.none;

interface Desk {
  readonly outbox: Outbox<string>;
  readonly posted: ReadonlyArray<Outgoing<string>>;
  readonly left: ReadonlyArray<NonceSeen>;
  readonly holds: { yes: boolean };
}

/** An outbox whose post asks the permit as a transport would, and a lane whose turn can be taken away. */
const desk = (answer: E.Either<SendError, Receipt> = E.right(receipt)): Desk => {
  const posted: Array<Outgoing<string>> = [];
  const left: Array<NonceSeen> = [];
  const holds = { yes: true };
  const lane: NonceLane = {
    enter: () => async () => E.right({ nonce: 7n }),
    valid: () => holds.yes,
    leave: (_, seen) => void left.push(seen),
    reset: () => undefined,
  };
  const outbox = newOutbox<string>({ lane }, async (outgoing) => {
    posted.push(outgoing);
    const stop = outgoing.permit();
    return O.isSome(stop) ? E.left(CallError.notAccepted(`Nothing was sent: ${stop.value}.`)) : answer;
  });
  return { outbox, posted, left, holds };
};
const put = ({ outbox }: Desk, body = '{"a":1}'): PreparedRequest =>
  outbox.put(intent, { nonce: 7n }, body, 'a secret header');
const whatOf = (sent: E.Either<SendError, Receipt>): string => (E.isLeft(sent) ? sent.left.what : 'sent');

describe('what was prepared', () => {
  test('is handed out without what authenticates it, and cannot be changed', () => {
    const prepared = put(desk());
    expect(prepared).toEqual({ intent, order: 7n, body: '{"a":1}' });
    expect(Object.isFrozen(prepared)).toBe(true);
  });

  test('goes out once, as it was kept, and never again', async () => {
    const one = desk();
    const prepared = put(one);
    const send = one.outbox.send(prepared, always);
    expect(await send()).toEqual(E.right(receipt));
    expect(whatOf(await send())).toBe('Nothing was sent: it was sent or discarded before.');
    expect(one.posted.map(({ mine, body, ticket }) => [mine, body, ticket.nonce])).toEqual([
      ['a secret header', '{"a":1}', 7n],
    ]);
  });

  test('goes out once when it is sent twice at the same time', async () => {
    const one = desk();
    const prepared = put(one);
    const sent = await Promise.all([
      one.outbox.send(prepared, always)(),
      one.outbox.send(prepared, always)(),
    ]);
    expect(sent.filter(E.isRight)).toHaveLength(1);
    expect(one.posted).toHaveLength(1);
  });

  test('does not go again after an answer that says nothing', async () => {
    const one = desk(E.left(CallError.outcomeUnknown('The reply was lost.', O.none, O.none)));
    const prepared = put(one);
    expect(whatOf(await one.outbox.send(prepared, always)())).toBe('The reply was lost.');
    expect(whatOf(await one.outbox.send(prepared, always)())).toContain('before');
    expect(one.posted).toHaveLength(1);
  });

  test('is nothing to anybody who did not prepare it: neither a copy, nor another outbox', async () => {
    const [one, other] = [desk(), desk()];
    const prepared = put(one);
    expect(whatOf(await one.outbox.send({ ...prepared }, always)())).toContain('before');
    expect(whatOf(await other.outbox.send(prepared, always)())).toContain('before');
    expect([...one.posted, ...other.posted]).toEqual([]);
  });

  test('gives its turn back when it is discarded, once, and is gone', async () => {
    const one = desk();
    const prepared = put(one);
    one.outbox.discard(prepared)();
    one.outbox.discard(prepared)();
    expect(one.left).toEqual(['Unused']);
    expect(whatOf(await one.outbox.send(prepared, always)())).toContain('before');
    expect(one.posted).toEqual([]);
  });

  test('is not discarded once it was sent: whoever posts it ends its turn', async () => {
    const one = desk();
    const prepared = put(one);
    await one.outbox.send(prepared, always)();
    one.outbox.discard(prepared)();
    expect(one.left).toEqual([]);
  });

  test('asks for the turn at the last instant, and the caller only while it holds', async () => {
    const one = desk();
    const asked: Array<string> = [];
    const permit = (): O.Option<string> => {
      asked.push('asked');
      return O.some('the kill switch');
    };
    expect(whatOf(await one.outbox.send(put(one), permit)())).toBe('Nothing was sent: the kill switch.');
    const late = put(one);
    const send = one.outbox.send(late, permit);
    one.holds.yes = false;
    expect(whatOf(await send())).toBe('Nothing was sent: the turn of the key had passed on.');
    expect(asked).toEqual(['asked']);
  });
});
