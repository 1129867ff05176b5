import type { IntentId, MandateId } from '@legwork/core';
import { type LegHistory, type SettlementHistory, placeOf } from './leg-history.js';
import type { MandateJournal } from './sources.js';

/** The mandate and the intent behind a movement; `null` where it is not one of ours, or not known which one. */
export interface Cause {
  readonly mandate: MandateId | null;
  readonly intent: IntentId | null;
}

/** An intent that can be behind movements of a leg. */
interface Candidate {
  readonly mandate: MandateId;
  readonly intent: IntentId;
  /** The leg that it is about; `null`: the whole settlement. */
  readonly leg: string | null;
  /** What the venue, or a person, said that it became. */
  readonly references: ReadonlyArray<string>;
  /** Whether it surely came to nothing. */
  readonly isVoid: boolean;
}

const unknown: Cause = { mandate: null, intent: null };

/** Finds what is behind the movements of a settlement's legs: by the transfer's own id first, then by the leg, if only one can be. */
export const causesIn = (
  { settlement }: Pick<SettlementHistory, 'settlement'>,
  journals: ReadonlyArray<MandateJournal>,
): ((leg: LegHistory['leg'], transfer: string | null) => Cause) => {
  const { venue, account, id } = settlement;
  const candidates = journals.flatMap((journal) => candidatesOf(journal, placeOf(venue, account, id)));
  return (leg, transfer) => {
    const named = candidates.filter(({ references }) => transfer !== null && references.includes(transfer));
    if (named.length > 0) return only(named);
    const possible = candidates.filter(({ isVoid }) => !isVoid);
    const ofLeg = possible.filter((one) => one.leg === leg.id);
    return only(ofLeg.length > 0 ? ofLeg : possible.filter((one) => one.leg === null));
  };
};

const only = ([first, second]: ReadonlyArray<Candidate>): Cause =>
  first === undefined || second !== undefined ? unknown : { mandate: first.mandate, intent: first.intent };

const candidatesOf = ({ id, records }: MandateJournal, place: string): ReadonlyArray<Candidate> => {
  const [first] = records;
  if (first?._tag !== 'MandateGiven') return [];
  const { venue, account, intents } = first.mandate;
  return intents.flatMap(({ id: intent, instruction }): ReadonlyArray<Candidate> => {
    const own = records.filter((record) => 'intent' in record && record.intent === intent);
    const settlement = instruction._tag === 'CreateSettlement' ? becameOf(own) : instruction.settlement;
    const moves = 'terms' in instruction ? instruction.terms.length > 0 : instruction._tag === 'SettleLeg';
    if (settlement === undefined || !moves || placeOf(venue, account, settlement) !== place) return [];
    const leg = instruction._tag === 'SettleLeg' ? instruction.leg : null;
    return [{ mandate: id, intent, leg, references: own.flatMap(referenceOf), isVoid: own.some(isVoid) }];
  });
};

type Records = MandateJournal['records'];

const becameOf = (records: Records): SettlementIdOf | undefined => {
  for (const record of records) {
    if (record._tag === 'IntentEnded' && record.ending._tag === 'Done') return record.ending.settlement;
    if (record._tag === 'IntentDecided' && record.decision._tag === 'Adopted')
      return record.decision.settlement;
    if (record._tag === 'OutcomeKnown' && record.outcome._tag === 'Accepted')
      return record.outcome.receipt.settlement;
  }
  return undefined;
};

type SettlementIdOf = SettlementHistory['settlement']['id'];

const referenceOf = (record: Records[number]): ReadonlyArray<string> => {
  if (record._tag === 'IntentDecided')
    return record.decision._tag === 'Adopted' ? [record.decision.reference] : [];
  if (record._tag !== 'OutcomeKnown' || record.outcome._tag !== 'Accepted') return [];
  const { transfer } = record.outcome.receipt;
  return transfer._tag === 'Some' ? [transfer.value.id] : [];
};

/** What surely came to nothing is behind no movement. */
const isVoid = (record: Records[number]): boolean => {
  if (record._tag === 'IntentDecided') return record.decision._tag === 'Withdrawn';
  return record._tag === 'IntentEnded' && ['Failed', 'NotDone'].includes(record.ending._tag);
};
