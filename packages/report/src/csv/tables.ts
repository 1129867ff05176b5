import type { Entry } from '../posting/entry.js';
import type { Postings } from '../posting/postings.js';
import type { PartyPart, SettlementPart, SettlementReport } from '../settlement-report.js';
import { csv } from './csv.js';

const placeColumns = ['venue', 'account', 'settlement'];
const placeOf = ({ venue, account, id }: SettlementPart): ReadonlyArray<string> => [venue, account, id];

const partyCells = (party: PartyPart | null): ReadonlyArray<string> =>
  party === null ? ['', ''] : [party.role, party.account];

/** Every leg of every settlement, a row each. An empty cell is not known. */
export const legs = ({ settlements }: SettlementReport): string =>
  csv({
    columns: [
      ...placeColumns,
      'leg',
      'payer role',
      'payer account',
      'receiver role',
      'receiver account',
      'asset',
      'in registry',
      'quantity',
      'moved',
      'status',
      'settlement status',
      'finality',
    ],
    rows: settlements.flatMap((settlement) =>
      settlement.legs.map((leg) => [
        ...placeOf(settlement),
        leg.id,
        ...partyCells(leg.payer),
        ...partyCells(leg.receiver),
        leg.asset,
        leg.isKnownAsset ? 'yes' : 'no',
        leg.quantity,
        leg.moved ?? '',
        leg.status,
        settlement.status,
        settlement.finality,
      ]),
    ),
  });

/** Every transfer that was told of, a row each. An empty cell is not known. */
export const transfers = ({ settlements }: SettlementReport): string =>
  csv({
    columns: [
      ...placeColumns,
      'leg',
      'transfer',
      'asset',
      'quantity',
      'status',
      'told by',
      'mandate',
      'intent',
    ],
    rows: settlements.flatMap((settlement) =>
      settlement.transfers.map((one) => [
        ...placeOf(settlement),
        one.leg,
        one.id,
        one.asset,
        one.quantity ?? '',
        one.status,
        one.toldBy,
        one.mandate ?? '',
        one.intent ?? '',
      ]),
    ),
  });

/** Every break, a row each; none where nothing was reconciled. */
export const breaks = ({ reconciliation }: SettlementReport): string =>
  csv({
    columns: [
      'kind',
      'at',
      'line',
      'expected',
      'observed',
      'short asset',
      'short quantity',
      'extra asset',
      'extra quantity',
      'may mean',
      'to do',
    ],
    rows: (reconciliation?.breaks ?? []).map((one) => [
      one.kind,
      one.at,
      one.line ?? '',
      one.expected,
      one.observed,
      one.short?.asset ?? '',
      one.short?.quantity ?? '',
      one.extra?.asset ?? '',
      one.extra?.quantity ?? '',
      one.mayMean,
      one.whatToDo,
    ]),
  });

/** Every posting, two rows an entry. What could not be posted is not in it; see `notPosted`. */
export const postings = ({ entries }: Postings): string =>
  csv({
    columns: [
      'posting',
      'entry',
      'state',
      'kind',
      'side',
      'ledger account',
      'asset',
      'quantity',
      ...placeColumns,
      'leg',
      'transfer',
      'mandate',
      'intent',
      'why',
    ],
    rows: entries.flatMap(postingRows),
  });

const postingRows = (entry: Entry): ReadonlyArray<ReadonlyArray<string>> => {
  const { venue, account, settlement, leg, transfer, mandate, intent } = entry.reference;
  return entry.postings.map(({ id, side, account: ledgerAccount, asset, quantity }) => [
    id,
    entry.id,
    entry.state,
    entry.kind,
    side,
    ledgerAccount,
    asset,
    quantity,
    venue,
    account,
    settlement,
    leg,
    transfer ?? '',
    mandate ?? '',
    intent ?? '',
    entry.why,
  ]);
};
