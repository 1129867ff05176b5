import type { Fault } from './fault.js';
import type { Sealing } from './sealing.js';

/** What a deed came to. */
export type Came<A> =
  | { readonly _tag: 'Done'; readonly answer: A; readonly witness: Witness }
  /** Nothing of it is there. */
  | { readonly _tag: 'NotWritten'; readonly fault: Fault }
  /** It is not known whether it is there. */
  | { readonly _tag: 'Unknown'; readonly detail: string }
  /** What was read is not what was written; nothing of the deed is there. */
  | { readonly _tag: 'Damaged'; readonly detail: string };

/** The database refused, or was not there, before anything was to be committed. */
export const notWritten = (fault: Fault): Came<never> => ({ _tag: 'NotWritten', fault });

/** How long others may keep a deed waiting, and how long a deed may be silent before the server gives up on it. Units: milliseconds. */
export interface Bounds {
  readonly lockMs: number;
  readonly silenceMs: number;
}

/**
 * The last line that this process knows of. It has to be there for ever: where it is missing, what was acknowledged is lost, as after
 * a backup was restored, or a replica took over that had not been waited for.
 */
export interface Witness {
  readonly seq: string;
  readonly hash: string;
}

/** Which tables, and what seals them. */
export interface Table {
  readonly schema: string;
  readonly sealing: Sealing;
}

/** Where deeds are done. */
export interface Place extends Table {
  readonly witness: Witness;
  readonly bounds: Bounds;
}
