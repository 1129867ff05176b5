import { type AssetId, Leg, Quantity, type Settlement } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { BatchLeg } from './codec/batch-leg.js';
import { canonical } from './codec/canonical.js';
import type { SettlementBatch } from './codec/settlement-batch.js';
import type { KrakenPrimeTerms } from './config.js';
import { batchOddities, legOddities } from './oddities.js';
import { shownTransfer } from './shown-transfer.js';
import { krakenAccount, krakenPrimeId } from './venue-id.js';

/**
 * A batch in the library's words. Venue words end here.
 *
 * Who pays follows from the operator's declaration and the venue's word together. What is unknown or contradicts itself
 * is an oddity, and with any oddity in it no leg of the settlement is actionable. Plain loops and shared values: a batch
 * may have 100,000 legs and 1,000,000 trades.
 */
export const toSettlement = (
  terms: KrakenPrimeTerms,
): ((batch: SettlementBatch) => Settlement.Settlement) => {
  const read = legReader(terms);
  return (batch) => {
    const { attributes } = batch;
    const legs: Array<Leg.Leg> = [];
    const oddities: Array<Settlement.Oddity> = [...batchOddities(batch)];
    for (const wire of batch.legs) {
      const leg = read(wire, attributes.confirmed);
      legs.push(leg);
      for (const what of legOddities(terms, attributes.confirmed, wire, leg))
        oddities.push({ at: leg.id, what });
    }
    return {
      id: batch.id,
      venue: krakenPrimeId,
      account: terms.account,
      scope: attributes.asset_kind,
      atomicity: 'PerLeg',
      legs: oddities.length === 0 ? legs : legs.map((leg) => ({ ...leg, actionableBy: nobody })),
      consents: attributes.confirmed ? given : awaited,
      holds: [],
      finality: finalityOf(attributes.status),
      trades: O.fromNullable(batch.trade_ids),
      createdAtMs: attributes.created_at,
      oddities,
      raw: batch,
    };
  };
};

const kraken = { role: 'Venue', account: krakenAccount } as const;
const given: Settlement.Settlement['consents'] = [{ by: kraken, status: 'Given', lapsesAtMs: O.none }];
const awaited: Settlement.Settlement['consents'] = [{ by: kraken, status: 'Awaited', lapsesAtMs: O.none }];

const finalityOf = (status: string): Settlement.Finality => {
  switch (status) {
    case 'unsettled':
    case 'partially_settled':
      return 'Open';
    case 'settled':
      return 'Reversible';
    case 'completed':
      return 'Final';
    default:
      return 'Unrecognised';
  }
};

const statusOf = (status: string): Leg.LegStatus => {
  switch (status) {
    case 'unsettled':
      return 'Open';
    case 'in_progress':
      return 'InProgress';
    case 'partially_settled':
      return 'PartlySettled';
    case 'settled':
      return 'Settled';
    default:
      return 'Unrecognised';
  }
};

const nobody: Leg.Leg['actionableBy'] = [];
const we: Leg.Leg['actionableBy'] = ['Us'];
const theVenue: Leg.Leg['actionableBy'] = ['Venue'];
const noTransfers: Leg.Leg['transfers'] = [];
const noMark = Leg.mark('null');
const nothingLeft = O.some(Quantity.zero);

/** Who pays and who receives, by the operator's declaration; `none` for a word that is not documented. */
export const toFlow = (terms: KrakenPrimeTerms): ((direction: string) => Leg.Leg['flow']) => {
  const us = { role: 'Us', account: terms.account } as const;
  const wePay = O.some({ payer: us, receiver: kraken });
  const weReceive = O.some({ payer: kraken, receiver: us });
  const [outgoing, incoming] = terms.outgoingMeans === 'we-pay' ? [wePay, weReceive] : [weReceive, wePay];
  return (direction) => (direction === 'outgoing' ? outgoing : direction === 'incoming' ? incoming : O.none);
};

/** Reads legs; what many legs have in common is made once. */
const legReader = (terms: KrakenPrimeTerms): ((wire: BatchLeg, confirmed: boolean) => Leg.Leg) => {
  const flowOf = toFlow(terms);
  const assets = new Map<string, O.Option<AssetId>>();
  for (const [name, unit] of terms.units.byVenueName) assets.set(name, O.some(unit.asset));
  return (wire, confirmed) => {
    const status = statusOf(wire.status);
    const flow = flowOf(wire.direction);
    const transfer = wire.latest_spot_transfer ?? null;
    const movable = confirmed && (status === 'Open' || status === 'PartlySettled');
    return {
      id: wire.asset,
      asset: assets.get(wire.asset) ?? O.none,
      venueAsset: wire.asset,
      flow,
      venueDirection: wire.direction,
      quantity: wire.amount,
      residual: residualOf(terms, status, wire.amount),
      status,
      actionableBy: movable ? actorOf(flow, wire.can_settle) : nobody,
      transfers: transfer === null ? noTransfers : transfersOf(wire),
      mark: transfer === null ? noMark : Leg.mark(canonical(transfer)),
    };
  };
};

const transfersOf = (wire: BatchLeg): Leg.Leg['transfers'] => {
  const shown = shownTransfer(wire);
  return O.isSome(shown) ? [shown.value.transfer] : noTransfers;
};

/** Who can move an open leg of a confirmed batch. The venue settles what we receive; both readings of H1 agree on that. */
const actorOf = (flow: Leg.Leg['flow'], canSettle: boolean): Leg.Leg['actionableBy'] => {
  if (O.isNone(flow)) return nobody;
  if (flow.value.payer.role === 'Venue') return theVenue;
  return canSettle ? we : nobody;
};

const residualOf = (
  { amountAfterPartial }: KrakenPrimeTerms,
  status: Leg.LegStatus,
  amount: Quantity.Quantity,
): Leg.Leg['residual'] => {
  if (status === 'Open') return O.some(amount);
  if (status === 'Settled') return nothingLeft;
  return status === 'PartlySettled' && O.isSome(amountAfterPartial) ? O.some(amount) : O.none;
};
