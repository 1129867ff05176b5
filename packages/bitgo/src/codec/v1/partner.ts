import { type AccountId, JsonObject } from '@legwork/core';
import * as t from 'io-ts';
import type { PartnerShown } from '../shown.js';
import { AccountIdText, IdText } from './id-text.js';

/** A trading partner as the venue sends it (BitGoJS `iTradingPartners.ts`, last seen 2023-11-15). */
export interface WirePartner {
  readonly id: string;
  readonly primaryAccountId: AccountId;
  readonly secondaryAccountId: AccountId;
  readonly type: string;
  readonly status: string;
}

/** The codec of a trading partner. */
export const WirePartner: t.Type<WirePartner> = t.intersection(
  [
    JsonObject,
    t.type(
      {
        id: IdText,
        primaryAccountId: AccountIdText,
        secondaryAccountId: AccountIdText,
        type: t.string,
        status: t.string,
      },
      'PartnerRequired',
    ),
  ],
  'Partner',
);

/** The partner in the adapter's form. */
export const partnerShown = (wire: WirePartner): PartnerShown => ({
  id: wire.id,
  primary: wire.primaryAccountId,
  secondary: wire.secondaryAccountId,
  type: wire.type,
  status: wire.status,
});
