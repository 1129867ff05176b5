import * as E from 'fp-ts/lib/Either.js';
import { type ConfigRefused, configRefused } from './config-refused.js';

/** The one place a transport talks to. */
export interface Origin {
  /** `https://host` or `http://host:port`, in its canonical form and without a slash at the end. */
  readonly href: string;
  /** The name or address to connect to; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
  /** TLS; plain http goes to loopback only. */
  readonly secure: boolean;
}

/**
 * Reads a base URL, or says why it is refused.
 *
 * Only the canonical form of an origin passes, so credentials, a path, a query, a fragment, a second spelling of an
 * address (`127.1`, `0x7f.1`) or of a host (upper case, Unicode) never get as far as a comparison.
 */
export const readOrigin = (
  baseUrl: string,
  allowedHosts: ReadonlyArray<string>,
  loopbackHttp: boolean,
): E.Either<ConfigRefused, Origin> => {
  const refuse = (detail: string): E.Either<ConfigRefused, never> => E.left(configRefused('baseUrl', detail));
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || (baseUrl !== url.origin && baseUrl !== `${url.origin}/`)) {
    return refuse(
      'must be an origin in its canonical form and nothing more, such as https://api.example.com',
    );
  }
  if (!allowedHosts.includes(url.hostname)) return refuse('names a host that is not among allowedHosts');
  const secure = url.protocol === 'https:';
  if (!secure && url.protocol !== 'http:') return refuse('must be https');
  if (!secure && !loopbackHttp) return refuse('must be https, or loopbackHttp must allow plain http');
  if (!secure && !isLoopbackName(url.hostname))
    return refuse('may be plain http only for a loopback address');
  return E.right({
    href: url.origin,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    secure,
  });
};

/** Tells whether an address, as a socket reports its peer, is of this machine. */
export const isLoopbackAddress = (address: string): boolean =>
  /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address) || address === '::1';

const isLoopbackName = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || isLoopbackAddress(hostname);
