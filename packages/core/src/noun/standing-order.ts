import type { AccountId, VenueId } from './id.js';

/**
 * What a person said about sending, for good until it is said otherwise: the kill switch, and its release.
 *
 * It holds for every worker that uses the journal, from the next attempt to be armed on. What is out is followed to its
 * end all the same.
 */
export interface StandingOrder {
  readonly _tag: 'Halt' | 'Resume';
  readonly scope: Scope;
  /** By the wall clock. Units: milliseconds since the Unix epoch. */
  readonly atMs: number;
  readonly by: string;
  readonly why: string;
}

/** What an order is about. */
export type Scope =
  | { readonly _tag: 'Account'; readonly venue: VenueId; readonly account: AccountId }
  /** A key, by the name of the lane that its calls go out on. */
  | { readonly _tag: 'Lane'; readonly lane: string }
  | { readonly _tag: 'Everything' };
