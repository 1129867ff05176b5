import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { TransportError } from './transport-error.js';

/**
 * Sends one request to one origin and tells what is known of it afterwards.
 *
 * A call is at most one request on the wire: nothing is retried, redirected, decompressed, cached or read from the
 * environment. Running the task twice is two calls.
 *
 * Errors: `NotSent`, no byte of the request was handed to a socket, so it had no effect; `ReplyLost`, bytes may have
 * left and no trustworthy answer came back, so what the request did is unknown.
 */
export interface Transport {
  /** Sends the request when the task is run, at most once. */
  readonly call: (request: HttpRequest) => TE.TaskEither<TransportError, HttpResponse>;
}

/** One request, complete: what stands here is what is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path and query, exactly as they go on the wire; begins with one `/` and is already percent-encoded. */
  readonly path: string;
  /** Printable ASCII; the headers that frame a message (`host`, `content-length`, `connection`, ...) are not the caller's. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text whose UTF-8 bytes are the body; empty for GET. */
  readonly body: string;
  /** A `Write` gets a connection of its own, used once; a `Read` may reuse one that only reads share. */
  readonly effect: 'Read' | 'Write';
  /**
   * The last word before the first byte: asked once, synchronously, when the connection stands and nothing is written
   * yet. `some(reason)` stops the request for good; a permit that throws stops it too. The reason is a fixed word for
   * people and must hold no secret.
   */
  readonly permit: () => O.Option<string>;
}

/** A complete and well-formed response of any status, redirects and errors included. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; the values of a repeated header joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, decoded as strict UTF-8. */
  readonly body: string;
}
