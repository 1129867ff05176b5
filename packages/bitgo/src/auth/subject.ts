/** One of the two versions of the venue's request authentication that are in use. */
export type AuthVersion = 2 | 3;

/** What of a request is authenticated. */
export interface SignedRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path and query as they go on the wire. */
  readonly path: string;
  /** The exact text of the body; empty for GET. */
  readonly body: string;
  /** Units: Unix milliseconds. */
  readonly atMs: number;
}

/** What of a response is authenticated, beside the request that it answers. */
export interface SignedResponse {
  readonly status: number;
  /** The header `timestamp`, as it stands there. */
  readonly timestamp: string;
  readonly body: string;
}

/**
 * The text that authenticates a request.
 *
 * Source: BitGoJS `sdk-hmac/src/hmac.ts` and developers.bitgo.com/docs/hmac, read November 2026. The host is left out, and
 * so is a `?` with nothing behind it.
 */
export const requestSubject = (version: AuthVersion, { method, path, body, atMs }: SignedRequest): string =>
  version === 2 ? [atMs, bare(path), body].join('|') : [method, atMs, '3.0', bare(path), body].join('|');

/** The text that authenticates a response. Same source. */
export const responseSubject = (
  version: AuthVersion,
  { method, path }: Pick<SignedRequest, 'method' | 'path'>,
  { status, timestamp, body }: SignedResponse,
): string => {
  const rest = [timestamp, bare(path), status, body];
  return (version === 2 ? rest : [method, ...rest]).join('|');
};

const bare = (path: string): string => (path.endsWith('?') ? path.slice(0, -1) : path);
