import type { Effect } from '../engine/effect.js';
import type { Event, Now } from '../engine/event.js';
import type { State } from '../engine/state.js';
import type { Clock } from '../port/clock.js';
import type { Digest } from '../port/digest.js';
import type { Journal } from '../port/journal.js';
import type { SettlementVenue } from '../port/venue.js';
import type { Control } from './control.js';

/** What a run needs of the world. */
export interface Ports {
  readonly venue: SettlementVenue;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly digest: Digest;
  /** The name of this worker, for the leases it takes. */
  readonly worker: string;
  readonly control: Control;
  /** How long a lease of the lane is taken for. Units: milliseconds. Usual: 30,000. */
  readonly leaseMs?: number;
  /** Told of every event and of what the engine does next. It decides nothing, and what it throws is ignored. */
  readonly watch: Watcher;
}

/** Follows a run, for a display or a log. */
export type Watcher = (state: State, event: Event, next: Effect | undefined) => void;

/** This instant. Records carry whole milliseconds. */
export const now = (clock: Clock): Now => ({
  monotonicMs: clock.monotonicMs(),
  wallMs: Math.trunc(clock.wallMs()),
});
