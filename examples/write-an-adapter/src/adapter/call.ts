import type { Clock } from '@legwork/core';
import type { Gates, Outgoing, Transport } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { TwinbookConfig } from './config.js';
import { type Answer, readReply } from './error.js';
import { signature } from './sign.js';

/** What the adapter needs of the world. */
export interface Wire extends Gates {
  readonly config: TwinbookConfig;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** Signs a call and sends it, at most once: a read without a body, a write with one. Then its turn is over. */
export const exchange =
  ({ config, transport, lane }: Wire, path: string) =>
  async <A>(codec: t.Decoder<unknown, A>, call: Omit<Outgoing<unknown>, 'mine'>): Promise<Answer<A>> => {
    const { ticket, body, permit } = call;
    const [method, effect] = body === '' ? (['GET', 'Read'] as const) : (['POST', 'Write'] as const);
    const signed = signature(config.apiSecret, `${ticket.nonce}`, method, path, body);
    const headers = { 'x-key': config.apiKey, 'x-sequence': `${ticket.nonce}`, 'x-signature': signed };
    const answer = readReply(codec, await transport.call({ method, path, headers, body, effect, permit })());
    lane.leave(ticket, E.isRight(answer) ? 'Used' : answer.left.seen);
    return answer;
  };
