import { Quantity, type Observed, type Party, rollup } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type LegHistory, type SettlementHistory, historiesOf } from './leg-history.js';
import { causesIn } from './lineage.js';
import type { LegPart, MandatePart, PartyPart, SettlementPart, TransferPart } from './settlement-report.js';
import type { MandateJournal } from './sources.js';

/** Every settlement that was read, as it was last read. */
export const settlementsOf = (
  observed: ReadonlyArray<Observed>,
  journals: ReadonlyArray<MandateJournal>,
  mandates: ReadonlyArray<MandatePart>,
): ReadonlyArray<SettlementPart> =>
  historiesOf(observed, journals).map((history) => settlementPart(history, journals, mandates));

const settlementPart = (
  history: SettlementHistory,
  journals: ReadonlyArray<MandateJournal>,
  mandates: ReadonlyArray<MandatePart>,
): SettlementPart => {
  const { settlement, seenAtMs, legs } = history;
  const { venue, account, id } = settlement;
  const causeOf = causesIn(history, journals);
  return {
    venue,
    account,
    id,
    scope: settlement.scope,
    atomicity: settlement.atomicity,
    finality: settlement.finality,
    status: rollup(settlement),
    seenAtMs,
    trades: O.isSome(settlement.trades) ? settlement.trades.value.length : null,
    legs: legs.map(legPart),
    transfers: legs.flatMap((leg) => transferParts(leg, causeOf)),
    consents: settlement.consents.map(({ by, status, lapsesAtMs }) => ({
      by: partyPart(by),
      status,
      lapsesAtMs: O.toNullable(lapsesAtMs),
    })),
    holds: settlement.holds.map(({ of, asset, quantity, status }) => ({
      of: partyPart(of),
      asset,
      quantity,
      status,
    })),
    oddities: settlement.oddities.map(({ at, what }) => ({ at, what })),
    mandates: mandates
      .filter((one) => one.venue === venue && one.account === account && one.settlement === id)
      .map((one) => one.id),
  };
};

const partyPart = ({ role, account }: Party.Party): PartyPart => ({ role, account });

const assetText = ({ asset, venueAsset }: LegHistory['leg']): string =>
  O.isSome(asset) ? asset.value : venueAsset;

const legPart = ({ leg, transfers }: LegHistory): LegPart => ({
  id: leg.id,
  asset: assetText(leg),
  isKnownAsset: O.isSome(leg.asset),
  payer: O.isSome(leg.flow) ? partyPart(leg.flow.value.payer) : null,
  receiver: O.isSome(leg.flow) ? partyPart(leg.flow.value.receiver) : null,
  quantity: leg.quantity,
  moved: movedOf(transfers),
  status: leg.status,
});

const movedOf = (transfers: LegHistory['transfers']): string | null => {
  if (transfers.length === 0) return null;
  const completed = transfers.filter(({ transfer }) => transfer.status === 'Completed');
  const known = completed.flatMap(({ transfer }) =>
    O.isSome(transfer.quantity) ? [transfer.quantity.value] : [],
  );
  return known.length < completed.length ? null : Quantity.sum(known);
};

const transferParts = (
  { leg, transfers }: LegHistory,
  causeOf: ReturnType<typeof causesIn>,
): ReadonlyArray<TransferPart> =>
  transfers.map(({ transfer: { id, status, quantity }, toldBy }) => ({
    leg: leg.id,
    id,
    asset: assetText(leg),
    quantity: O.toNullable(quantity),
    status,
    toldBy,
    ...causeOf(leg, id),
  }));
