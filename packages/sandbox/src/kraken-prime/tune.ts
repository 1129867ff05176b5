import type { SecondActorAct } from './second-actor.js';
import type { TransferOutcome } from './transfer-outcome.js';

/** What a fault makes the Kraken Prime venue itself do otherwise in one request. */
export interface Tune {
  /** Reads answer as of so long ago. Units: ms. */
  readonly staleMs?: number;
  /** Writes take effect so much later. Units: ms. */
  readonly applyDelayMs?: number;
  readonly transferOutcome?: TransferOutcome;
  /** What happens just before or just after the request. */
  readonly deed?: Deed;
}

/** Something that happens beside a request. */
export type Deed =
  | { readonly _tag: 'SecondActor'; readonly when: 'before' | 'after'; readonly act: SecondActorAct }
  | {
      readonly _tag: 'FlipConfirmed';
      readonly when: 'before' | 'after';
      readonly backAfterMs: number | undefined;
    };
