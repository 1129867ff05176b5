import type * as O from 'fp-ts/lib/Option.js';
import type { Party } from './party.js';

/** The life of a consent. `Unrecognised`: the venue used a word that this version does not know. */
export type ConsentStatus = 'Awaited' | 'Given' | 'Refused' | 'Withdrawn' | 'Lapsed' | 'Unrecognised';

/** One party's agreement to a settlement, apart from its execution (Kraken Prime: `confirmed`, given by the venue). */
export interface Consent {
  readonly by: Party;
  readonly status: ConsentStatus;
  /** When it lapses if nothing happens. Units: milliseconds since the Unix epoch. */
  readonly lapsesAtMs: O.Option<number>;
}
