import * as O from 'fp-ts/lib/Option.js';

/** Where the call goes; part of what is signed. */
export const path = '/0/private/CreatePrimeSettlementBatch';

/** The kinds of assets that a batch can be of (Create page, read November 2026). */
export type AssetKind = 'currency' | 'tokenized_equity';

/** Reads a kind; `none` for one that is not documented, which is shown but never asked for. */
export const assetKind = (text: string): O.Option<AssetKind> =>
  text === 'currency' || text === 'tokenized_equity' ? O.some(text) : O.none;

/** The body, exactly as it is signed and sent. The kind is always said, though the venue has a default. */
export const body = (nonce: bigint, kind: AssetKind): string => `{"nonce":${nonce},"asset_kind":"${kind}"}`;
