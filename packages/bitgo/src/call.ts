import type { CallOrder, Clock, Random, ReadFailed } from '@legwork/core';
import {
  CallError,
  type Gates,
  holdsTurn,
  type HttpRequest,
  passGovernor,
  takeTurn,
  type Transport,
} from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type Answer, asRead, readAnswer } from './answer.js';
import type { Call, Dialect } from './codec/dialect.js';
import type { BitgoConfig } from './config.js';
import type { SeenNonces } from './seen-nonces.js';

/** What the adapter needs of the world. */
export interface Wire extends Gates {
  readonly config: BitgoConfig;
  readonly dialect: Dialect;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly nonces: SeenNonces;
}

/** What was read, and its place in our order of calls. Units: milliseconds of the monotonic clock. */
export interface Placed<A> {
  readonly result: A;
  readonly order: CallOrder;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

/** Asks one question, placed at `least` or later in our order of calls. Errors: `ReadFailed`; nothing moved. */
export const ask =
  <A>(wire: Wire, call: Call<A>, least: O.Option<CallOrder>): TE.TaskEither<ReadFailed, Placed<A>> =>
  async () => {
    const turn = await takeTurn(wire, least)();
    if (E.isLeft(turn))
      return E.left(CallError.readFailed(`No read was sent: ${turn.left.why}.`, turn.left.lasts));
    const ticket = turn.right;
    const askedAtMs = wire.clock.monotonicMs();
    const answer = await exchange(wire, call, 'Read', () => holdsTurn(wire, ticket));
    const answeredAtMs = wire.clock.monotonicMs();
    wire.lane.leave(ticket, answer._tag === 'NotSent' ? 'Unused' : 'Used');
    const good = asRead(call.read)(answer);
    return E.isLeft(good)
      ? good
      : E.right({ result: good.right, order: ticket.nonce, askedAtMs, answeredAtMs });
  };

/** Asks one question that has no place in the order of calls, as it proves nothing. Errors: `ReadFailed`; nothing moved. */
export const askAside =
  <A>(wire: Wire, call: Call<A>): TE.TaskEither<ReadFailed, A> =>
  async () => {
    const passed = await passGovernor(wire)();
    if (E.isLeft(passed))
      return E.left(CallError.readFailed(`No read was sent: ${passed.left.why}.`, passed.left.lasts));
    return asRead(call.read)(await exchange(wire, call, 'Read', () => O.none));
  };

/** Sends one request, says who sends it, and believes the reply only if it proves to be the venue's. */
export const exchange = async (
  { config, transport, clock, random, governor }: Wire,
  { method, path, body }: Omit<Call<unknown>, 'read'>,
  effect: HttpRequest['effect'],
  permit: HttpRequest['permit'],
): Promise<Answer> => {
  const request = { method, path, body, atMs: Math.trunc(clock.wallMs()) };
  const requestId = newRequestId(random);
  const headers = {
    ...config.auth.headers(request),
    'request-id': requestId,
    ...(body === '' ? {} : { 'content-type': 'application/json' }),
  };
  const reply = await transport.call({ method, path, headers, body, effect, permit })();
  if (E.isLeft(reply)) return readAnswer(reply, O.some(requestId));
  const proven = config.auth.check(request, reply.right, Math.trunc(clock.wallMs()));
  if (reply.right.status === 429 && O.isSome(governor)) governor.value.pauseFor(restMs);
  return readAnswer(E.isLeft(proven) ? proven : reply, O.some(requestId));
};

/** An id that the venue echoes in its errors, for its support (Create Settlement page: "Client request id"). */
export const newRequestId = (random: Random): string =>
  `legwork-${Buffer.from(random.bytes(12)).toString('hex')}`;

/** A sixth of the window of a minute in which the venue counts calls (developers.bitgo.com/api, read November 2026). */
const restMs = 10_000;
