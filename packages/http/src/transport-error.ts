/**
 * Why a call has no response, sorted by what is known of the request.
 *
 * Plain data: our own sentence and at most the system's code, never a header, a body or a foreign message.
 */
export type TransportError = NotSent | ReplyLost;

/** No byte of the request was handed to a socket: it had no effect and never will. */
export interface NotSent {
  readonly _tag: 'NotSent';
  readonly cause: NotSentCause;
  /** For people; never parsed. */
  readonly detail: string;
}

/** Bytes of the request may have left: what it did is unknown until a read of the venue tells. */
export interface ReplyLost {
  readonly _tag: 'ReplyLost';
  readonly cause: ReplyLostCause;
  /** For people; never parsed. */
  readonly detail: string;
  /** The status of a response that began and could not be trusted to its end. */
  readonly status?: number;
}

/**
 * What stopped a request before its first byte.
 *
 * `InvalidRequest` it could not be sent as it stands; `Busy` too many calls in flight; `Dns`, `Connect`, `Tls` no
 * trusted connection; `Timeout` the total time was over; `Forbidden` the permit said no, or the peer is not loopback;
 * `Internal` the transport itself failed.
 */
export type NotSentCause =
  | 'InvalidRequest'
  | 'Busy'
  | 'Dns'
  | 'Connect'
  | 'Tls'
  | 'Timeout'
  | 'Forbidden'
  | 'Internal';

/**
 * What cost us the answer.
 *
 * `Timeout` a deadline passed; `Reset` the connection died before a response began; `Truncated` the response ended
 * before its end, or does not say where that is; `TooLarge` a limit was passed; `BadEncoding` compressed, or not
 * UTF-8; `BadHttp` not one well-formed response; `Internal` the transport itself failed.
 */
export type ReplyLostCause =
  | 'Timeout'
  | 'Reset'
  | 'Truncated'
  | 'TooLarge'
  | 'BadEncoding'
  | 'BadHttp'
  | 'Internal';

export const notSent = (cause: NotSentCause, detail: string): NotSent => ({ _tag: 'NotSent', cause, detail });

export const replyLost = (cause: ReplyLostCause, detail: string, status?: number): ReplyLost => ({
  _tag: 'ReplyLost',
  cause,
  detail,
  ...(status === undefined ? {} : { status }),
});
