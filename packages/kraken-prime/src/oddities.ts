import { type Leg, type Settlement, UnitRegistry } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { BatchLeg } from './codec/batch-leg.js';
import type { SettlementBatch } from './codec/settlement-batch.js';
import type { KrakenPrimeTerms } from './config.js';
import { hasRepeats } from './repeats.js';
import { shownTransfer } from './shown-transfer.js';

/** What is unknown or contradicts itself in a batch as a whole. */
export const batchOddities = (batch: SettlementBatch): ReadonlyArray<Settlement.Oddity> => {
  const { status, asset_kind } = batch.attributes;
  const found: Array<string> = [];
  if (!batchStatuses.has(status))
    found.push('the status of the batch is a word that this version does not know');
  if (asset_kind !== 'currency' && asset_kind !== 'tokenized_equity')
    found.push('the asset kind of the batch is a word that this version does not know');
  if (hasRepeats(batch.legs.map(({ asset }) => asset)))
    found.push('two legs of the batch are in the same asset');
  if (isOver(status) && batch.legs.some((leg) => leg.status !== 'settled'))
    found.push('the batch is settled, and a leg of it is not');
  return [...found, ...tradeOddities(batch)].map((what) => ({ at: 'settlement', what }));
};

const batchStatuses: ReadonlySet<string> = new Set([
  'unsettled',
  'partially_settled',
  'settled',
  'completed',
]);

const isOver = (status: string): boolean => status === 'settled' || status === 'completed';

const tradeOddities = ({ attributes, trade_ids: trades }: SettlementBatch): ReadonlyArray<string> => {
  if (trades === undefined || trades === null) return [];
  const found: Array<string> = [];
  if (trades.length !== attributes.trade_count)
    found.push('the batch has another number of trade ids than its trade count says');
  if (hasRepeats(trades)) found.push('a trade id stands in the batch twice');
  return found;
};

const none: ReadonlyArray<string> = [];

/** What is unknown or contradicts itself in one leg. Most legs have nothing of the sort, and cost nothing. */
export const legOddities = (
  { units }: KrakenPrimeTerms,
  confirmed: boolean,
  wire: BatchLeg,
  leg: Leg.Leg,
): ReadonlyArray<string> => {
  const unit = units.byVenueName.get(wire.asset);
  const understood = leg.status !== 'Unrecognised' && O.isSome(leg.flow);
  const exact = unit === undefined || UnitRegistry.fits(unit, leg.quantity);
  const transfer = wire.latest_spot_transfer ?? null;
  if (understood && exact && !wire.can_settle && transfer === null) return none;
  const found: Array<string> = [];
  if (leg.status === 'Unrecognised')
    found.push('the status of the leg is a word that this version does not know');
  if (O.isNone(leg.flow)) found.push('the direction of the leg is a word that this version does not know');
  if (!exact) found.push('the amount of the leg has more digits than its asset');
  if (wire.can_settle) found.push(...eligibilityOddities(confirmed, leg));
  if (transfer !== null) found.push(...transferOddities(wire));
  return found;
};

const transferOddities = (wire: BatchLeg): ReadonlyArray<string> => {
  const shown = shownTransfer(wire);
  if (O.isNone(shown)) return none;
  const { transfer, venueAsset } = shown.value;
  const found: Array<string> = [];
  if (transfer.status === 'Unrecognised')
    found.push('the status of the transfer of the leg is a word that this version does not know');
  if (venueAsset !== wire.asset) found.push('the transfer of the leg is of another asset');
  return found;
};

/**
 * Why the venue's `can_settle` cannot be right. That it is set on a leg which we receive means that the declared direction
 * is wrong, or the venue is (H1): either way nothing may be sent.
 */
const eligibilityOddities = (confirmed: boolean, leg: Leg.Leg): ReadonlyArray<string> => {
  const found: Array<string> = [];
  if (O.isSome(leg.flow) && leg.flow.value.receiver.role === 'Us')
    found.push('the venue lets us settle a leg that we receive by the declared meaning of its direction');
  if (!confirmed) found.push('the venue lets us settle a leg of a batch that is not confirmed');
  if (leg.status === 'Settled' || leg.status === 'InProgress')
    found.push('the venue lets us settle a leg that is settled or in progress');
  return found;
};
