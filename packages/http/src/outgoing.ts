import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type NotSent, notSent } from './transport-error.js';
import type { Settings } from './transport-config.js';
import type { HttpRequest } from './transport.js';

/** A checked request: exactly what goes on the wire, copied so that nobody can change it any more. */
export interface Outgoing {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly effect: HttpRequest['effect'];
  readonly permit: HttpRequest['permit'];
}

/** Checks a request against what can be sent unchanged. No value of the request appears in a refusal. */
export const readRequest = (request: HttpRequest, settings: Settings): E.Either<NotSent, Outgoing> => {
  const { limits, origin } = settings;
  const headers = Object.entries(request.headers);
  const headerBytes = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  if (request.path.length + headerBytes > limits.headerBytesMax)
    return refuse('path and headers are too long');
  const wrong = wrongHeaders(headers);
  if (O.isSome(wrong)) return refuse(wrong.value);
  const url = urlOf(origin.href, request.path);
  if (O.isNone(url)) return refuse('the path is not one that goes on the wire unchanged');
  const body = Buffer.from(request.body, 'utf8');
  if (body.length > limits.requestBytesMax) return refuse('the body is too long');
  if (body.toString('utf8') !== request.body) return refuse('the body has no UTF-8 form (a lone surrogate)');
  if (request.method === 'GET' && body.length > 0) return refuse('a GET has no body');
  return E.right({
    method: request.method,
    url: url.value,
    headers: { 'user-agent': 'legwork', ...lowerCased(headers), 'accept-encoding': 'identity' },
    body,
    effect: request.effect,
    permit: request.permit,
  });
};

const refuse = (detail: string): E.Either<NotSent, never> => E.left(notSent('InvalidRequest', detail));

/** The characters of a path and query of RFC 3986, percent signs only before two hex digits. */
const pathForm = /^\/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;

const urlOf = (origin: string, path: string): O.Option<URL> => {
  if (!pathForm.test(path) || path.includes('//')) return O.none;
  const url = new URL(origin + path);
  // What the parser would tidy up (dot segments, an odd quote) would no longer be what the caller signed.
  return url.origin === origin && url.pathname + url.search === path ? O.some(url) : O.none;
};

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

const wrongHeaders = (headers: ReadonlyArray<readonly [string, string]>): O.Option<string> => {
  const seen = new Set<string>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+\-.^_`|~]+$/.test(lower)) return O.some('a header name is not a token');
    if (ownHeaders.has(lower) || lower.startsWith('proxy-'))
      return O.some('a header belongs to the transport');
    if (seen.has(lower)) return O.some('a header stands there twice');
    if (!/^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(value)) return O.some('a header value is not printable ASCII');
    seen.add(lower);
  }
  return O.none;
};

const lowerCased = (headers: ReadonlyArray<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
