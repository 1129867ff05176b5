import type { Reply } from '../http/reply.js';

/**
 * What a fault does to one request, from its arrival to its reply. Everything left out goes well. `Tune` is what the
 * venue itself does otherwise; the transport neither knows nor looks.
 */
export interface Plan<Tune> {
  /** Units: ms. */
  readonly waitBeforeMs?: number;
  /** How often the request is executed: 1 where it is left out. */
  readonly effects?: 0 | 1 | 2;
  /** Whose reply is sent when it is executed twice: the first where it is left out. */
  readonly replyOf?: 'first' | 'second';
  /** Units: ms. */
  readonly waitAfterMs?: number;
  readonly tune?: Tune;
  readonly rewrite?: (reply: Reply) => Reply;
  readonly delivery?: Delivery;
}

/** How a reply goes onto the wire. */
export type Delivery =
  | { readonly _tag: 'Whole' }
  | { readonly _tag: 'Nothing'; readonly reset: boolean }
  | { readonly _tag: 'Short'; readonly missingBytes: number }
  | { readonly _tag: 'Slow'; readonly msPerByte: number }
  | { readonly _tag: 'Huge'; readonly mib: number };
