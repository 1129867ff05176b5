import type { Act } from './act.js';
import type { Deadline } from './deadline.js';
import type { AssetNet, PartyFlow } from './flow.js';
import type { Funding } from './funding.js';
import type { PortfolioMember } from './request.js';
import type { SubstanceLine } from './substance.js';
import type { Warning } from './warning.js';

/** A dry run over several settlements and venues: what would move, who acts by when, what it needs, and what is approved. */
export interface Portfolio {
  /** As of when, by the wall clock. Units: milliseconds since the Unix epoch. */
  readonly atMs: number;
  readonly members: ReadonlyArray<PortfolioMember>;
  /** What each party at each venue sends and receives, ours first. */
  readonly flows: ReadonlyArray<PartyFlow>;
  /** What all of it comes to for us, asset by asset. */
  readonly nets: ReadonlyArray<AssetNet>;
  /** Who can act, now or later, and on what. */
  readonly acts: ReadonlyArray<Act>;
  /** The first one first. */
  readonly deadlines: ReadonlyArray<Deadline>;
  readonly funding: ReadonlyArray<Funding>;
  /** The worst first. */
  readonly warnings: ReadonlyArray<Warning>;
  readonly substance: ReadonlyArray<SubstanceLine>;
  /** Of the substance; this is what is approved. */
  readonly digest: string;
}
