import * as E from 'fp-ts/lib/Either.js';
import { type NotSent, notSent } from './transport-error.js';
import type { Settings } from './transport-config.js';
import type { HttpRequest } from './transport.js';

/** A checked request: exactly what goes on the wire, copied so that nobody can change it any more. */
export interface Outgoing {
  readonly method: HttpRequest['method'];
  /** Path and query, as they go on the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly effect: HttpRequest['effect'];
  readonly permit: HttpRequest['permit'];
}

/** Checks a request against what can be sent unchanged. No value of the request appears in a refusal. */
export const readRequest = (request: HttpRequest, settings: Settings): E.Either<NotSent, Outgoing> => {
  const { limits, origin } = settings;
  const headers = readHeaders(request.headers, limits.headerBytesMax - request.path.length);
  if (E.isLeft(headers)) return refuse(headers.left);
  if (!staysUnchanged(origin.href, request.path))
    return refuse('the path is not one that goes on the wire unchanged');
  const body = Buffer.from(request.body, 'utf8');
  if (body.length > limits.requestBytesMax) return refuse('the body is too long');
  if (body.toString('utf8') !== request.body) return refuse('the body has no UTF-8 form (a lone surrogate)');
  if (request.method === 'GET' && body.length > 0) return refuse('a GET has no body');
  return E.right({
    method: request.method,
    path: request.path,
    headers: headers.right,
    body,
    effect: request.effect,
    permit: request.permit,
  });
};

const refuse = (detail: string): E.Either<NotSent, never> => E.left(notSent('InvalidRequest', detail));

/** The characters of a path and query of RFC 3986, percent signs only before two hex digits. */
const pathForm = /^\/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;

/** Whether a path goes on the wire as it is; the one place where a parser of URLs has a say. */
export const staysUnchangedByUrl = (origin: string, path: string): boolean => {
  if (!pathForm.test(path) || path.includes('//')) return false;
  const url = new URL(origin + path);
  // What the parser would tidy up (dot segments, an odd quote) would no longer be what the caller signed.
  return url.origin === origin && url.pathname + url.search === path;
};

/** Words between single slashes, and a query of plain parts: there is nothing in it that a parser could tidy up. */
const plainPath = /^(?:\/[A-Za-z0-9_-]+)+(?:\?[A-Za-z0-9\-._~=&,:]+)?$/;

/** The same answer as `staysUnchangedByUrl`, without a parser where none is needed. */
export const staysUnchanged = (origin: string, path: string): boolean =>
  plainPath.test(path) || staysUnchangedByUrl(origin, path);

/** Headers that decide where a message goes or where it ends; only the transport writes them. */
const ownHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const token = /^[a-z0-9!#$%&'*+\-.^_`|~]+$/;
const printable = /^(?:[!-~](?:[\t -~]*[!-~])?)?$/;
const tooLong = 'path and headers are too long';

/** The headers as they go on the wire, ours among them; or what is wrong with them. */
const readHeaders = (
  given: HttpRequest['headers'],
  bytesMax: number,
): E.Either<string, Outgoing['headers']> => {
  const headers: Record<string, string> = { 'user-agent': 'legwork' };
  const seen: Array<string> = [];
  let bytes = 0;
  let wrong: string | undefined;
  for (const [name, value] of Object.entries(given)) {
    bytes += name.length + value.length + 4;
    if (bytes > bytesMax) return E.left(tooLong);
    const lower = known.get(name) ?? lowerCased(name);
    wrong ??= wrongHeader(lower, value, seen);
    seen.push(lower);
    headers[lower] = value;
  }
  if (bytes > bytesMax) return E.left(tooLong);
  if (wrong !== undefined) return E.left(wrong);
  headers['accept-encoding'] = 'identity';
  return E.right(headers);
};

const wrongHeader = (name: string, value: string, seen: ReadonlyArray<string>): string | undefined => {
  if (!token.test(name) || name === '__proto__') return 'a header name is not a token';
  if (ownHeaders.has(name) || name.startsWith('proxy-')) return 'a header belongs to the transport';
  if (seen.includes(name)) return 'a header stands there twice';
  return printable.test(value) ? undefined : 'a header value is not printable ASCII';
};

/** How the names that were sent before are written in lower case: an adapter sends the same few with every call. */
const known = new Map<string, string>();
const knownMax = 64;

const lowerCased = (name: string): string => {
  const lower = name.toLowerCase();
  if (known.size < knownMax && name.length <= knownMax) known.set(name, lower);
  return lower;
};
