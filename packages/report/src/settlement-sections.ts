import { Printed } from '@legwork/core';
import type { ConsentPart, HoldPart, LegPart, SettlementPart, TransferPart } from './settlement-report.js';
import { flowText, instantText, partyText } from './words.js';

const { left, list, right, section, table } = Printed;

/** A settlement as it was last read: what it is, its legs, and what else the venue shows of it. */
export const settlementSections = (settlement: SettlementPart): ReadonlyArray<Printed.Section> => {
  const { venue, id, status, legs, transfers, consents, holds, oddities } = settlement;
  return [
    { heading: `${venue}, ${id}: ${status}`, blocks: [list(factsOf(settlement))] },
    section('Legs', table(legColumns, legs.map(legRow)), 'It has none.'),
    section('Transfers', table(transferColumns, transfers.map(transferRow)), 'None was told of.'),
    section('Consents', table(consentColumns, consents.map(consentRow)), 'None is asked for.'),
    ...(holds.length === 0 ? [] : [section('Holds', table(holdColumns, holds.map(holdRow)), '')]),
    ...(oddities.length === 0
      ? []
      : [section('What is odd', list(oddities.map(({ at, what }) => `${at}: ${what}`)), '')]),
  ];
};

const factsOf = (one: SettlementPart): ReadonlyArray<string> => [
  `our account ${one.account}, scope ${one.scope}`,
  `settles ${one.atomicity === 'Whole' ? 'as a whole' : 'leg by leg'}, finality ${one.finality}`,
  one.trades === null ? 'the venue does not show its trades' : `trades: ${one.trades}`,
  `read at ${instantText(one.seenAtMs)}`,
];

const legColumns = [
  left('leg'),
  left('who pays whom'),
  right('quantity'),
  left('asset'),
  right('moved'),
  left('status'),
];
const legRow = (leg: LegPart): ReadonlyArray<string> => [
  leg.id,
  flowText(leg),
  leg.quantity,
  leg.isKnownAsset ? leg.asset : `${leg.asset} (not in the registry)`,
  leg.moved ?? '',
  leg.status,
];

const transferColumns = [
  left('transfer'),
  left('leg'),
  right('quantity'),
  left('asset'),
  left('status'),
  left('told by'),
  left('intent'),
];
const transferRow = (one: TransferPart): ReadonlyArray<string> => [
  one.id,
  one.leg,
  one.quantity ?? 'not said',
  one.asset,
  one.status,
  one.toldBy === 'Reading' ? 'a reading' : 'an answer only',
  one.intent ?? '',
];

const consentColumns = [left('of'), left('status'), left('lapses')];
const consentRow = ({ by, status, lapsesAtMs }: ConsentPart): ReadonlyArray<string> => [
  partyText(by),
  status,
  lapsesAtMs === null ? '' : instantText(lapsesAtMs),
];

const holdColumns = [left('of'), right('quantity'), left('asset'), left('status')];
const holdRow = ({ of, quantity, asset, status }: HoldPart): ReadonlyArray<string> => [
  partyText(of),
  quantity,
  asset,
  status,
];
