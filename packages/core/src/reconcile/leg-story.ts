import * as O from 'fp-ts/lib/Option.js';
import type { AccountId, SettlementId, VenueId } from '../noun/id.js';
import type { Leg } from '../noun/leg.js';
import type { Finality } from '../noun/settlement.js';
import { type Transfer, note } from '../noun/transfer.js';
import type { Observed } from './observed.js';

/** Everything that was ever seen of one leg. */
export interface LegStory {
  /** Venue, account, settlement and leg, with spaces between. */
  readonly at: string;
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly settlement: SettlementId;
  /** As the last reading shows it. */
  readonly leg: Leg;
  readonly finality: Finality;
  /** Every transfer that any reading or receipt told of, each as it was last told. */
  readonly transfers: ReadonlyArray<Transfer>;
  /** What was said before and no longer is, in sentences. */
  readonly takenBack: ReadonlyArray<string>;
  /** When it was last seen not settled; `none`: never. */
  readonly unsettledAtMs: O.Option<number>;
  /** What the venue answered to instructions about the leg; the same answer once. */
  readonly receipts: ReadonlyArray<Receipted>;
}

/** An answer to an instruction. */
export type Receipted = Extract<Observed, { _tag: 'Receipted' }>;
type Shown = Extract<Observed, { _tag: 'Shown' }>;

/** The place of a leg, as text. */
export const placeOf = (venue: VenueId, account: AccountId, settlement: SettlementId, leg: string): string =>
  `${venue} ${account} ${settlement} ${leg}`;

/** Every answer once, in one order. */
export const receipts = (observed: ReadonlyArray<Observed>): ReadonlyArray<Receipted> => {
  const once = new Map<string, Receipted>();
  for (const one of observed) if (one._tag === 'Receipted') once.set(receiptText(one), one);
  return [...once].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
};

/** Tells the stories of all legs, sorted by place. Order and repetition of what was observed decide nothing. */
export const stories = (observed: ReadonlyArray<Observed>): ReadonlyArray<LegStory> => {
  const answers = receipts(observed);
  const settlements = new Map<string, Array<Shown>>();
  for (const one of observed) {
    if (one._tag !== 'Shown') continue;
    const { venue, account, id } = one.settlement;
    const at = placeOf(venue, account, id, '');
    const readings = settlements.get(at);
    if (readings === undefined) settlements.set(at, [one]);
    else readings.push(one);
  }
  return [...settlements.values()]
    .flatMap((readings) => ofSettlement(inTime(readings), answers))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
};

/** By time; what was seen at the same instant, by what it says. */
const inTime = (readings: ReadonlyArray<Shown>): ReadonlyArray<Shown> =>
  readings
    .map((one) => ({ one, text: shownText(one) }))
    .toSorted((a, b) => a.one.seenAtMs - b.one.seenAtMs || (a.text < b.text ? -1 : 1))
    .map(({ one }) => one);

const ofSettlement = (
  readings: ReadonlyArray<Shown>,
  answers: ReadonlyArray<Receipted>,
): ReadonlyArray<LegStory> => {
  const ids = new Set(readings.flatMap(({ settlement }) => settlement.legs.map(({ id }) => id)));
  return [...ids].flatMap((id) => {
    const told = tell(readings, id);
    if (told === undefined) return [];
    const { venue, account, id: settlement } = told.last;
    const own = answers.filter(
      (one) =>
        one.venue === venue &&
        one.account === account &&
        one.receipt.settlement === settlement &&
        O.isSome(one.leg) &&
        one.leg.value === id,
    );
    const { last, leg, transfers, takenBack, unsettledAtMs } = told;
    return [
      {
        at: placeOf(venue, account, settlement, id),
        venue,
        account,
        settlement,
        leg,
        finality: last.finality,
        transfers: withReceipts(transfers, own),
        takenBack,
        unsettledAtMs,
        receipts: own,
      },
    ];
  });
};

type Told = Pick<LegStory, 'leg' | 'transfers' | 'takenBack' | 'unsettledAtMs'> & {
  readonly last: Shown['settlement'];
};

const tell = (readings: ReadonlyArray<Shown>, id: string): Told | undefined => {
  let told: Told | undefined;
  for (const reading of readings) told = after(told, reading, id);
  return told;
};

/** What is told of a leg after one more reading of its settlement. */
const after = (told: Told | undefined, { settlement, seenAtMs }: Shown, id: string): Told | undefined => {
  const leg = settlement.legs.find((one) => one.id === id);
  let { transfers, takenBack, unsettledAtMs }: Pick<Told, 'transfers' | 'takenBack' | 'unsettledAtMs'> =
    told ?? { transfers: [], takenBack: [], unsettledAtMs: O.none };
  if (leg === undefined)
    return told && { ...told, last: settlement, takenBack: said(takenBack, 'the leg is shown no longer') };
  if (told?.leg.status === 'Settled' && leg.status !== 'Settled')
    takenBack = said(takenBack, `it was settled, and is ${leg.status}`);
  for (const transfer of leg.transfers) {
    const known = transfers.find((one) => one.id === transfer.id);
    if (known?.status === 'Completed' && transfer.status !== 'Completed')
      takenBack = said(takenBack, `transfer ${transfer.id} was completed, and is ${transfer.status}`);
    transfers = note(transfers, transfer);
  }
  if (leg.status !== 'Settled') unsettledAtMs = O.some(seenAtMs);
  return { last: settlement, leg, transfers, takenBack, unsettledAtMs };
};

const said = (before: ReadonlyArray<string>, what: string): ReadonlyArray<string> =>
  before.includes(what) ? before : [...before, what];

/** A receipt tells of a transfer that no reading shows; where one does, the reading holds. */
const withReceipts = (
  transfers: ReadonlyArray<Transfer>,
  answers: ReadonlyArray<Receipted>,
): ReadonlyArray<Transfer> => {
  let all = transfers;
  for (const { receipt } of answers)
    if (O.isSome(receipt.transfer)) {
      const { id } = receipt.transfer.value;
      if (!all.some((one) => one.id === id)) all = note(all, receipt.transfer.value);
    }
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const receiptText = ({ venue, account, intent, leg, receipt }: Receipted): string => {
  const { settlement, transfer, asset, quantity } = receipt;
  const moved = O.isSome(transfer) ? transferText(transfer.value) : null;
  const what = [settlement, moved, O.toNullable(asset), O.toNullable(quantity)];
  return JSON.stringify([venue, account, intent, O.toNullable(leg), ...what]);
};

const shownText = ({ settlement: { finality, legs } }: Shown): string =>
  JSON.stringify([finality, legs.map(legText).toSorted()]);

const legText = ({ id, asset, venueAsset, flow, quantity, residual, status, transfers }: Leg): string => {
  const parties = O.isSome(flow)
    ? [flow.value.payer, flow.value.receiver].map(({ role, account }) => `${role} ${account}`)
    : [];
  const amounts = [O.toNullable(asset), venueAsset, quantity, O.toNullable(residual)];
  return JSON.stringify([id, ...amounts, parties, status, transfers.map(transferText)]);
};

const transferText = ({ id, status, quantity }: Transfer): string =>
  JSON.stringify([id, status, O.toNullable(quantity)]);
