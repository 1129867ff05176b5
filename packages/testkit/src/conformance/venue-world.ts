import type { Clock, CreateRequest, Digest, Journal, SettlementId, SettlementVenue } from '@legwork/core';
import type * as O from 'fp-ts/lib/Option.js';
import type { Truth } from './truth.js';

/** Where the reply to an instruction is lost: the venue never saw the request, or it has done what was asked. */
export type LostReply = 'BeforeEffect' | 'AfterEffect';

/**
 * A venue that can be tried: the adapter under test, and what makes things happen on the venue's side of it.
 *
 * Every test has a world of its own and closes it. Set the quiet period as short as the adapter lets you.
 */
export interface VenueWorld {
  readonly venue: SettlementVenue;
  readonly clock: Clock;
  /** An empty journal; `memoryJournal(clock)` does. */
  readonly journal: Journal;
  readonly digest: Digest;
  /** Brings about a settlement that asks for an instruction of ours, allowed now. Called once in a world. */
  readonly ready: () => Promise<SettlementId>;
  /** What opens a settlement here; `none` where only the venue does. Not called together with `ready`. */
  readonly opening: O.Option<() => Promise<Opening>>;
  /** Loses the reply to the next instruction. Reads go on. */
  readonly loseNext: (where: LostReply) => Promise<unknown>;
  /** How many replies to our instructions were lost so far, by the word of whatever loses them. */
  readonly lost: () => Promise<number>;
  /** From now on, readings of a settlement carry a word that nobody knows. */
  readonly bewilder: () => Promise<unknown>;
  /**
   * Lets the venue finish what it has accepted, and everything arrive that is free to leave. Over a network that takes a call of
   * its own to the venue's double: what would go out too early is missed if nothing has the time to.
   */
  readonly rest: () => Promise<unknown>;
  /** What really happened, from the venue's own books. */
  readonly truth: () => Promise<Truth>;
  /** Keys, tokens and passphrases that must appear nowhere. */
  readonly secrets: ReadonlyArray<string>;
  /** Takes it all away again. */
  readonly close: () => Promise<unknown>;
}

/** What is created. */
export type Opening = Pick<CreateRequest, 'scope' | 'trades' | 'terms'>;

/** A venue that has many settlements: more than one page of its list holds, if it pages at all. */
export interface Crowd {
  readonly venue: SettlementVenue;
  /** Whether the venue pages. `One`: whatever there is comes on one page. */
  readonly pages: 'Several' | 'One';
  /** All of them. */
  readonly settlements: ReadonlyArray<SettlementId>;
  /** Takes it all away again. */
  readonly close: () => Promise<unknown>;
}

/** Makes fresh worlds. `crowd` is `none` where the venue's double cannot have so many settlements. */
export interface VenueWorlds {
  /** Makes a world of its own for one test. */
  readonly world: () => Promise<VenueWorld>;
  /** Makes a venue with many settlements. */
  readonly crowd: O.Option<() => Promise<Crowd>>;
}
