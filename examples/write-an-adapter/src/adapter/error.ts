import type { Account, NotAccepted, ReadFailed, SendError } from '@legwork/core';
import type { HttpResponse, NonceSeen, TransportError } from '@legwork/http';
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

/** What came back over the wire. */
export type Reply = E.Either<TransportError, HttpResponse>;

/** What a call came to. */
export type Answer<A> = E.Either<Fault, A>;

/** Takes a reply apart, once. Only status 200 with the shape that was asked for is a yes. */
export const readReply = <A>(codec: t.Decoder<unknown, A>, reply: Reply): Answer<A> => {
  const fault = (seen: Fault['seen'], why: string, code = ''): Answer<A> => E.left({ seen, why, code });
  if (E.isLeft(reply)) return fault(reply.left._tag === 'NotSent' ? 'Unused' : 'Unknown', reply.left.detail);
  const { status, body } = reply.right;
  const shown = readJson(codec, body);
  if (status === 200) return E.isRight(shown) ? shown : fault('Unknown', shown.left);
  const said = readJson(Complaint, body);
  const code = status >= 400 && status < 500 && E.isRight(said) ? said.right.error.code : '';
  return fault(code === 'sequence_used' ? 'InvalidNonce' : 'Unknown', `the venue answered ${status}`, code);
};

/**
 * The codes that say of an affirmation that it was surely not taken. Closed: what is not here proves nothing.
 *
 * Not here though the venue refuses with them: `sequence_used`, `reference_used` and `already_affirmed`. If something on
 * the way doubles a request, the second copy gets those after the first was carried out.
 */
const surelyRefused = /^(unknown_key|bad_signature|bad_request|unknown_deal|terms_differ|window_closed)$/;

/** What a fault of an affirmation says about the money. */
export const asSendError = ({ seen, why, code }: Fault): SendError => {
  if (seen === 'Unused') return notSent(why);
  return surelyRefused.test(code) ? failure('Refused', `${why} ${code}`) : failure('OutcomeUnknown', why);
};

/** What a fault of a read means. */
export const asReadFailed = ({ why, code }: Pick<Fault, 'why' | 'code'>): ReadFailed => {
  return { ...failure('ReadFailed', why), lasts: code === '' ? 'Passing' : 'Lasting' };
};

const means = {
  Refused: ['Nothing moved, and nothing will.', 'Read the deal again and approve a new plan.'],
  NotAccepted: ['Nothing was sent, so nothing moved.', 'The same intent may go again.'],
  OutcomeUnknown: ['It may be affirmed, or may still be.', 'Send nothing; read until it is proven.'],
  ReadFailed: ['A read moves nothing.', 'Ask again; if that does not help, mend the cause.'],
} as const;

type Told<Tag> = Account & { readonly _tag: Tag };

/** A failure, and why, without the full stop. */
export const failure = <Tag extends keyof typeof means>(_tag: Tag, why: string): Told<Tag> => {
  const [money, todo] = means[_tag];
  return { _tag, what: `Twinbook: ${why}.`, money, todo, code: O.none, requestId: O.none };
};

/** No byte of it left. */
export const notSent = (why: string): NotAccepted => ({ ...failure('NotAccepted', why), left: false });
