import type { ReadFailed, SendError } from '@legwork/core';
import { CallError, type HttpResponse, type NonceSeen, type TransportError } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { Complaint, readJson } from './deal.js';

/** Why a call gave nothing to rely on, and what the venue made of its sequence. `code`: the venue's own, if it gave one. */
interface Fault {
  readonly seen: Exclude<NonceSeen, 'Used'>;
  readonly why: string;
  readonly code: string;
}

/** What came back over the wire, and what it comes to. */
export type Reply = E.Either<TransportError, HttpResponse>;
export type Answer<A> = E.Either<Fault, A>;

/** Takes a reply apart, once. Only status 200 with the shape that was asked for is a yes. */
export const readReply = <A>(codec: t.Decoder<unknown, A>, reply: Reply): Answer<A> => {
  const fault = (seen: Fault['seen'], why: string, code = ''): Answer<A> => E.left({ seen, why, code });
  if (E.isLeft(reply)) return fault(reply.left._tag === 'NotSent' ? 'Unused' : 'Unknown', reply.left.detail);
  const { status, body } = reply.right;
  if (status === 200) return E.orElse((why: string) => fault('Unknown', why))(readJson(codec, body));
  const said = readJson(Complaint, body);
  const code = status >= 400 && status < 500 && E.isRight(said) ? said.right.error.code : '';
  return fault(code === 'sequence_used' ? 'InvalidNonce' : 'Unknown', `the venue answered ${status}`, code);
};

/**
 * The codes that say of an affirmation that it was surely not taken. Closed: what is not here proves nothing. Not here though
 * the venue refuses with them: `sequence_used`, `reference_used` and `already_affirmed`. If something on the way doubles a
 * request, the second copy gets those after the first was carried out.
 */
const surelyRefused = /^(unknown_key|bad_signature|bad_request|unknown_deal|terms_differ|window_closed)$/;

/** What a fault of an affirmation says about the money. */
export const asSendError = ({ seen, why, code }: Fault): SendError => {
  if (seen === 'Unused') return CallError.notAccepted(`Nothing was sent: ${why}.`);
  return surelyRefused.test(code)
    ? CallError.refused(`The affirmation was refused: ${code}.`, O.some(code), O.none)
    : CallError.outcomeUnknown(`What became of the affirmation is not known: ${why}.`, O.none, O.none);
};

/** What a fault of a read means: a complaint lasts until somebody mends its cause. */
export const asReadFailed = ({ why, code }: Fault): ReadFailed =>
  CallError.readFailed(`The read gave nothing: ${why}.`, code === '' ? 'Passing' : 'Lasting');
