import {
  type Instruction,
  type IntentId,
  type JournalRecord,
  type Mandate,
  Quantity,
  accountId,
  assetId,
  intentId,
  legId,
  mandateId,
  settlementId,
  venueId,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { defined, right } from '../conformance/must.js';

/** The venue that the mandates are for. */
export const venue = right(venueId('paper'));
/** Our account there. */
export const account = right(accountId('desk'));
/** The lane that their calls go on. */
export const lane = 'paper key 1';
/** All three: where the mandates are sent from. */
export const place = { venue, account, lane };

/** The settlement that they are about. */
export const settlement = right(settlementId('S1'));

const us = { role: 'Us', account } as const;
const them = { role: 'Venue', account: right(accountId('house')) } as const;
const asset = right(assetId('BTC'));
const quantityOf = (text: string): Quantity.Quantity => right(Quantity.parse(text));

/** To settle one leg that we pay. */
export const settleLeg = (leg: string, quantity: string): Instruction.SettleLeg => ({
  _tag: 'SettleLeg',
  settlement,
  leg: right(legId(leg)),
  asset,
  quantity: quantityOf(quantity),
  flow: { payer: us, receiver: them },
});

/** To affirm a settlement in which we pay one asset, with charges on top, and receive another one. */
export const affirm = (quantity: string, feeMax: string): Instruction.Affirm => ({
  _tag: 'Affirm',
  settlement,
  terms: [
    {
      asset,
      quantity: quantityOf(quantity),
      flow: { payer: us, receiver: them },
      feeMax: quantityOf(feeMax),
    },
    {
      asset: right(assetId('USD')),
      quantity: quantityOf('60000'),
      flow: { payer: them, receiver: us },
      feeMax: Quantity.zero,
    },
  ],
});

/** A mandate of these instructions; by default one leg of 1.5. */
export const mandateOf = (
  name: string,
  instructions: ReadonlyArray<Instruction.Instruction> = [settleLeg('L1', '1.5')],
  changes: Partial<Mandate.Mandate> = {},
): Mandate.Mandate => ({
  id: right(mandateId(name)),
  venue,
  account,
  subject: { _tag: 'Existing', settlement },
  intents: instructions.map((instruction, at) => ({
    id: right(intentId(`${name}/${at + 1}`)),
    instruction,
  })),
  approval: { digest: 'approved', by: 'ann', atMs: 1 },
  substance: 'approved',
  trades: O.none,
  ...changes,
});

/** The first intent of a mandate. */
export const firstOf = ({ intents }: Mandate.Mandate): IntentId => defined(intents[0]).id;

/** The record that gives a mandate. */
export const given = (mandate: Mandate.Mandate, atMs = 1): JournalRecord => ({
  _tag: 'MandateGiven',
  atMs,
  mandate,
});
