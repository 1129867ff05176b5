import type * as O from 'fp-ts/lib/Option.js';
import type { AccountId, IntentId, MandateId, VenueId } from '../noun/id.js';
import type { Instruction } from '../noun/instruction.js';
import type { Subject } from '../noun/observation.js';

/** An approved instruction, immutable, with its own id, journaled before anything is sent. */
export interface Intent {
  readonly id: IntentId;
  readonly instruction: Instruction;
}

/** Who approved a plan, and when by the wall clock. Units: milliseconds since the Unix epoch. */
export interface Approval {
  readonly digest: string;
  readonly by: string;
  readonly atMs: number;
}

/**
 * An approved plan: the intents of one settlement that are carried out together, under the caller's own id.
 *
 * It is the first record of its journal and never changes. The same id with another content is a conflict.
 */
export interface Mandate {
  readonly id: MandateId;
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly subject: Subject;
  readonly intents: ReadonlyArray<Intent>;
  readonly approval: Approval;
  /** The text whose digest was approved: everything of substance, line by line. */
  readonly substance: string;
  /** Digest of the trades the settlement must consist of when an intent goes out; `none` where trades are not shown. */
  readonly trades: O.Option<string>;
}
