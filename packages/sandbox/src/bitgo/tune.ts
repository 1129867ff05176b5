import type { Act } from './act.js';
import type { LieName } from './lies.js';

/** What a fault makes the BitGo venue itself do otherwise in one request. */
export interface Tune {
  /** Reads answer as of so long ago. Units: ms. */
  readonly staleMs?: number;
  /** Writes take effect so much later. Units: ms. */
  readonly applyDelayMs?: number;
  readonly lie?: LieName | 'random';
  readonly settleFails?: boolean;
  /** What happens just before or just after the request. */
  readonly deed?: Deed;
}

/** Something that happens beside a request. */
export type Deed =
  | { readonly _tag: 'OtherParty'; readonly when: 'before' | 'after'; readonly act: Act }
  | { readonly _tag: 'Drain'; readonly when: 'before' | 'after' };
