import type { AccountId, Observed, SettlementId, VenueId } from '@legwork/core';
import { Transfer, type Leg, type Settlement } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { MandateJournal } from './sources.js';

/** A settlement as it was last read, and every transfer that was ever told of for each of its legs. */
export interface SettlementHistory {
  readonly settlement: Settlement.Settlement;
  readonly seenAtMs: number;
  readonly legs: ReadonlyArray<LegHistory>;
}

/** A leg as it was last read, with the transfers of every reading, each as it was last told. */
export interface LegHistory {
  readonly leg: Leg.Leg;
  readonly transfers: ReadonlyArray<Told>;
}

/** A transfer. `Answer`: the venue named it when it took an instruction, and no reading shows it. */
export interface Told {
  readonly transfer: Transfer.Transfer;
  readonly toldBy: 'Reading' | 'Answer';
}

type Shown = Extract<Observed, { _tag: 'Shown' }>;

/** Where something is. Ids have no spaces in them, so the text is of this place alone. */
export const placeOf = (venue: VenueId, account: AccountId, settlement: SettlementId): string =>
  `${venue} ${account} ${settlement}`;

/** Of every settlement that was read, sorted by place. Order and repetition of the readings decide nothing. */
export const historiesOf = (
  observed: ReadonlyArray<Observed>,
  journals: ReadonlyArray<MandateJournal>,
): ReadonlyArray<SettlementHistory> => {
  const readings = new Map<string, Array<Shown>>();
  for (const one of observed) {
    if (one._tag !== 'Shown') continue;
    const { venue, account, id } = one.settlement;
    const place = placeOf(venue, account, id);
    readings.set(place, [...(readings.get(place) ?? []), one]);
  }
  const answers = answersOf(observed, journals);
  return [...readings]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([place, many]) => historyOf(many.toSorted(inTime), answers.get(place) ?? []));
};

/** What was read at one instant is put in order by what it says. */
const inTime = (a: Shown, b: Shown): number =>
  a.seenAtMs - b.seenAtMs || (contentOf(a) < contentOf(b) ? -1 : 1);

const contentOf = ({ settlement }: Shown): string => JSON.stringify({ ...settlement, raw: undefined });

const historyOf = (
  readings: ReadonlyArray<Shown>,
  answers: ReadonlyArray<Answer>,
): ReadonlyArray<SettlementHistory> => {
  const last = readings.at(-1);
  if (last === undefined) return [];
  const { settlement, seenAtMs } = last;
  const legs = settlement.legs
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((leg) => ({ leg, transfers: transfersOf(leg, readings, answers) }));
  return [{ settlement, seenAtMs, legs }];
};

const transfersOf = (
  { id }: Leg.Leg,
  readings: ReadonlyArray<Shown>,
  answers: ReadonlyArray<Answer>,
): ReadonlyArray<Told> => {
  let shown: ReadonlyArray<Transfer.Transfer> = [];
  for (const { settlement } of readings)
    for (const leg of settlement.legs)
      if (leg.id === id) for (const transfer of leg.transfers) shown = Transfer.note(shown, transfer);
  const known = new Set(shown.map((one) => one.id));
  let named: ReadonlyArray<Transfer.Transfer> = [];
  for (const { leg, transfer } of answers)
    if (leg === id && !known.has(transfer.id)) named = Transfer.note(named, transfer);
  return [
    ...shown.map((transfer): Told => ({ transfer, toldBy: 'Reading' })),
    ...named.map((transfer): Told => ({ transfer, toldBy: 'Answer' })),
  ].toSorted((a, b) => (a.transfer.id < b.transfer.id ? -1 : 1));
};

/** A transfer that an answer named for a leg. */
interface Answer {
  readonly leg: string;
  readonly transfer: Transfer.Transfer;
}

/** By place. The journals have them as well as whoever reconciled, so the same answer may come twice. */
const answersOf = (
  observed: ReadonlyArray<Observed>,
  journals: ReadonlyArray<MandateJournal>,
): ReadonlyMap<string, ReadonlyArray<Answer>> => {
  const answers = new Map<string, Array<Answer>>();
  const add = (place: string, leg: string, transfer: O.Option<Transfer.Transfer>): void => {
    if (O.isNone(transfer)) return;
    answers.set(place, [...(answers.get(place) ?? []), { leg, transfer: transfer.value }]);
  };
  for (const one of observed)
    if (one._tag === 'Receipted' && O.isSome(one.leg))
      add(placeOf(one.venue, one.account, one.receipt.settlement), one.leg.value, one.receipt.transfer);
  for (const { records } of journals) {
    const [first] = records;
    if (first?._tag !== 'MandateGiven') continue;
    const { venue, account, intents } = first.mandate;
    for (const record of records) {
      if (record._tag !== 'OutcomeKnown' || record.outcome._tag !== 'Accepted') continue;
      const { receipt } = record.outcome;
      const instruction = intents.find(({ id }) => id === record.intent)?.instruction;
      if (instruction?._tag === 'SettleLeg')
        add(placeOf(venue, account, receipt.settlement), instruction.leg, receipt.transfer);
    }
  }
  return answers;
};
