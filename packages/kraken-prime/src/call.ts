import type { CallOrder, Clock, ReadFailed, SigningPurpose } from '@legwork/core';
import {
  CallError,
  type Gates,
  holdsTurn,
  type HttpRequest,
  takeTurn,
  type Ticket,
  type Transport,
} from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type * as t from 'io-ts';
import { type Answer, asRead, nonceSeen, readAnswer } from './answer.js';
import type { KrakenPrimeConfig } from './config.js';
import { isTooMany } from './error.js';
import { isApiSigner, signedMessage } from './sign.js';

/** What the adapter needs of the world. */
export interface Wire extends Gates {
  readonly config: KrakenPrimeConfig;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** What was read, and its place in the venue's order of calls. Units: milliseconds of the monotonic clock. */
export interface Placed<A> {
  readonly result: A;
  readonly order: CallOrder;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

/** One read: how its text is made, and how its result is decoded. */
export interface Question<A> {
  readonly path: string;
  readonly body: (nonce: bigint) => string;
  readonly codec: t.Type<A>;
}

/** Asks one question, placed at `least` or later in the order of calls. Errors: `ReadFailed`; nothing moved. */
export const ask =
  <A>(wire: Wire, question: Question<A>, least: O.Option<CallOrder>): TE.TaskEither<ReadFailed, Placed<A>> =>
  async () => {
    const turn = await takeTurn(wire, least)();
    if (E.isLeft(turn))
      return E.left(CallError.readFailed(`No read was sent: ${turn.left.why}.`, turn.left.lasts));
    const ticket = turn.right;
    const body = question.body(ticket.nonce);
    const headers = await authenticate(wire.config, question.path, ticket.nonce, body, { _tag: 'Reading' })();
    if (E.isLeft(headers)) {
      wire.lane.leave(ticket, 'Unused');
      return E.left(CallError.readFailed(`No read was sent: ${headers.left}.`, 'Lasting'));
    }
    const permit = (): O.Option<string> => holdsTurn(wire, ticket);
    const askedAtMs = wire.clock.monotonicMs();
    const { path } = question;
    const request = { method: 'POST', path, headers: headers.right, body, effect: 'Read', permit } as const;
    const answer = await exchange(wire, ticket, request);
    const answeredAtMs = wire.clock.monotonicMs();
    const good = asRead(question.codec)(answer);
    if (E.isLeft(good)) return good;
    return E.right({ result: good.right.result, order: ticket.nonce, askedAtMs, answeredAtMs });
  };

/** The headers of one call. Errors: a sentence without its full stop; nothing was sent. */
export const authenticate =
  (
    { apiKey, signer }: KrakenPrimeConfig,
    path: string,
    nonce: bigint,
    body: string,
    purpose: SigningPurpose,
  ): TE.TaskEither<string, HttpRequest['headers']> =>
  async () => {
    const signature = isApiSigner(signer)
      ? signer.header(path, nonce, body)
      : E.map(base64)(await signer.sign(signedMessage(path, nonce, body), purpose)());
    if (E.isLeft(signature)) return E.left(`the signer did not sign: ${signature.left.detail.slice(0, 200)}`);
    return E.right({
      'API-Key': apiKey(),
      'API-Sign': signature.right,
      'Content-Type': 'application/json',
    });
  };

const base64 = (signature: Uint8Array): string => Buffer.from(signature).toString('base64');

/** Sends one request, ends the turn with what became of its nonce, and rests if the venue had too many calls. */
export const exchange = async (wire: Wire, ticket: Ticket, request: HttpRequest): Promise<Answer> => {
  const answer = readAnswer(await wire.transport.call(request)());
  wire.lane.leave(ticket, nonceSeen(answer));
  if (answer._tag === 'Enveloped' && answer.errors.some(isTooMany) && O.isSome(wire.governor))
    wire.governor.value.pauseFor(restMs);
  return answer;
};

/** "A few seconds" is what the venue restricts a key for (rate limit guide of the REST reference, read November 2026). */
const restMs = 5_000;
