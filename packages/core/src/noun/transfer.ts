import type * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { TransferId } from './id.js';

/** How far a transfer is. `Unrecognised`: the venue used a word that this version does not know; see the raw object. */
export type TransferStatus = 'Pending' | 'Completed' | 'Failed' | 'Unrecognised';

/** One movement made for a leg, as the venue reported it. A leg can have many, and none is ever forgotten. */
export interface Transfer {
  readonly id: TransferId;
  readonly status: TransferStatus;
  /** What it moves, in whole units of the leg's asset; `none` where the venue does not say. */
  readonly quantity: O.Option<Quantity>;
}

/** The history with one more report: a transfer that is known is replaced in its place, a new one goes to the end. */
export const note = (history: ReadonlyArray<Transfer>, transfer: Transfer): ReadonlyArray<Transfer> =>
  history.some((known) => known.id === transfer.id)
    ? history.map((known) => (known.id === transfer.id ? transfer : known))
    : [...history, transfer];
