import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type ReplyLost, replyLost } from './transport-error.js';
import type { HttpResponse } from './transport.js';

/** The head of a response, as the HTTP client parsed it. */
export interface ReplyHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** A head as plain data: the values of a repeated header in one text. */
export const replyHead = (status: number, headers: IncomingHttpHeaders): ReplyHead => ({
  status,
  headers: areTexts(headers) ? headers : asTexts(headers),
});

/** Nearly always, and then nothing has to be copied: both clients make a new object for each response. */
const areTexts = (headers: IncomingHttpHeaders): headers is Record<string, string> => {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
};

const asTexts = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

/**
 * Says why the body behind this head can already not be trusted: it is compressed, longer than the limit, or of a
 * length nobody declared, so that a lost end could not be told from the end.
 */
export const refuseHead = ({ status, headers }: ReplyHead, bytesMax: number): O.Option<ReplyLost> => {
  const transfer = headers['transfer-encoding'];
  const length = headers['content-length'];
  if (
    !isIdentity(headers['content-encoding']) ||
    (transfer !== undefined && transfer.toLowerCase() !== 'chunked')
  ) {
    return O.some(replyLost('BadEncoding', 'the response is encoded, though none was accepted', status));
  }
  if (length !== undefined && (transfer !== undefined || !/^\d{1,15}$/.test(length))) {
    return O.some(
      replyLost('BadHttp', 'the response says twice, or not in digits, where its body ends', status),
    );
  }
  if (transfer === undefined && length === undefined && status !== 204 && status !== 304) {
    return O.some(replyLost('Truncated', 'the response does not say where its body ends', status));
  }
  if (Number(length ?? 0) > bytesMax) return O.some(tooLarge(bytesMax, status));
  return O.none;
};

/** Reads a whole body as text, strictly: what is not UTF-8 throughout is no text. */
export const readReply = (
  head: ReplyHead,
  chunks: ReadonlyArray<Buffer>,
): E.Either<ReplyLost, HttpResponse> => {
  const lost = (detail: string): ReplyLost => replyLost('BadEncoding', detail, head.status);
  const bytes = whole(chunks);
  if (!isUtf8(bytes)) return E.left(lost('the body is not UTF-8'));
  const body = bytes.toString('utf8');
  if (body.startsWith('\uFEFF')) return E.left(lost('the body begins with a byte order mark'));
  return E.right({ status: head.status, headers: head.headers, body });
};

/** A body that came in one piece is not copied. */
const whole = (chunks: ReadonlyArray<Buffer>): Buffer => {
  const [only, ...more] = chunks;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(chunks);
};

/** The verdict on a body that went past the limit. */
export const tooLarge = (bytesMax: number, status?: number): ReplyLost =>
  replyLost('TooLarge', `the body of the response is longer than ${bytesMax} bytes`, status);

const isIdentity = (encoding: string | undefined): boolean =>
  encoding === undefined || /^\s*(identity)?\s*$/i.test(encoding);
