import { type Reader, oneOf, record, text, whole } from '../reader.js';
import { type AssetKind, ASSET_KINDS } from './trade.js';

/**
 * Something that another person of the same client does, past the API key under test: `settle` starts a transfer,
 * `create` makes a batch, `pay-outside` settles a leg in full at once without any settle call (§5.17).
 */
export interface SecondActorAct {
  readonly act: 'settle' | 'create' | 'pay-outside';
  /** The batch; the newest where it is left out. */
  readonly batchId?: string;
  /** The leg; the first that the act is possible on where it is left out. */
  readonly asset?: string;
  /** For `create`; `currency` where it is left out. */
  readonly assetKind?: AssetKind;
  /** How long the actor waits. Units: ms, 0 where it is left out. */
  readonly afterMs?: number;
}

/** Reads an act from JSON. */
export const read: Reader<SecondActorAct> = record(
  { act: oneOf(['settle', 'create', 'pay-outside']) },
  { batchId: text, asset: text, assetKind: oneOf(ASSET_KINDS), afterMs: whole(0, 604_800_000) },
);
