import type { Clock } from '@legwork/core';
import type { HttpRequest, NonceLane, Ticket, Transport } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import type { TwinbookConfig } from './config.js';
import { type Answer, readReply } from './error.js';
import { signature } from './sign.js';

/** What the adapter needs of the world. */
export interface Wire {
  readonly config: TwinbookConfig;
  readonly transport: Transport;
  readonly lane: NonceLane;
  readonly clock: Clock;
}

/** One signed call, and its turn. */
export interface Call {
  readonly ticket: Ticket;
  readonly request: Omit<HttpRequest, 'permit'>;
}

type Entered = Promise<E.Either<string, Call>>;

/** Waits for a turn at `least` or later, and signs a call: a read without a body, a write with one. Errors: why not. */
export const enter = async ({ config, lane }: Wire, path: string, body: string, least?: bigint): Entered => {
  const turn = await lane.enter(least)();
  if (E.isLeft(turn)) return E.left(`the key has no turn to give: ${turn.left._tag}`);
  const [method, effect] = body === '' ? (['GET', 'Read'] as const) : (['POST', 'Write'] as const);
  const sequence = `${turn.right.nonce}`;
  const signed = signature(config.apiSecret, sequence, method, path, body);
  const headers = { 'x-key': config.apiKey, 'x-sequence': sequence, 'x-signature': signed };
  return E.right({ ticket: turn.right, request: { method, path, headers, body, effect } });
};

/** Sends a call, once, if the turn still holds and the permit has nothing against it. Then the turn is over. */
export const exchange =
  ({ transport, lane }: Wire, { ticket, request }: Call, permit: HttpRequest['permit']) =>
  async <A>(codec: t.Decoder<unknown, A>): Promise<Answer<A>> => {
    const mayGo = (): O.Option<string> => (lane.valid(ticket) ? permit() : O.some('the turn had passed on'));
    const answer = readReply(codec, await transport.call({ ...request, permit: mayGo })());
    lane.leave(ticket, E.isRight(answer) ? 'Used' : answer.left.seen);
    return answer;
  };
