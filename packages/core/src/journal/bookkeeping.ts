import type { IntentId } from '../noun/id.js';
import * as Quantity from '../amount/quantity.js';
import { payments } from '../noun/instruction.js';
import type { Commitment } from '../plan/limits.js';
import type { Exclusion } from '../port/rules.js';
import type { AttemptArmed, IntentDecided, JournalRecord } from '../engine/journal-record.js';

/**
 * What a record means for the rules that hold between mandates. Every journal keeps the same books by this one table.
 *
 * `Taken`: refused while the exclusion is taken by another intent, or spent. `Answered`: its call is not on its way any more. `Freed`: no attempt of the intent is open,
 * as it is `proven`, or as a person says.
 * `Spent`: done in full; under an exclusion that allows it once, never again. `Committed`, `Over` and `Uncommitted`: what
 * counts against limits, from its approval until a day after its end. `Halted`: nothing may be armed for the mandate's account.
 */
export type Entry =
  | {
      readonly _tag: 'Taken';
      readonly intent: IntentId;
      readonly exclusion: Exclusion;
      readonly place: Place;
    }
  | { readonly _tag: 'Answered'; readonly intent: IntentId }
  | { readonly _tag: 'Freed'; readonly intent: IntentId; readonly proven: boolean }
  | { readonly _tag: 'Spent'; readonly intent: IntentId; readonly proven: boolean }
  | { readonly _tag: 'Committed'; readonly atMs: number; readonly commitments: ReadonlyArray<Commitment> }
  | { readonly _tag: 'Over'; readonly intent: IntentId; readonly atMs: number }
  | { readonly _tag: 'Uncommitted'; readonly intent: IntentId }
  | { readonly _tag: 'Halted'; readonly why: string };

/** An attempt's place in the order of calls of its lane. */
export interface Place {
  readonly lane: string;
  readonly order: bigint;
  /** The order of the reading that it was checked against. */
  readonly reading: bigint;
  /** The least order of a reading that proves that it cannot be accepted any more. */
  readonly fence: bigint;
}

const placeOf = ({ lane, order, reading, fence }: AttemptArmed): Place => ({
  lane,
  order: BigInt(order),
  reading: BigInt(reading),
  fence: BigInt(fence),
});

/** The entries that a record makes in the books. */
export const entries = (record: JournalRecord): ReadonlyArray<Entry> => {
  switch (record._tag) {
    case 'MandateGiven':
      return [{ _tag: 'Committed', atMs: record.atMs, commitments: commitments(record) }];
    case 'AttemptArmed':
      return [{ _tag: 'Taken', intent: record.intent, exclusion: record.exclusion, place: placeOf(record) }];
    case 'OutcomeKnown':
      switch (record.outcome._tag) {
        case 'NotSent':
        case 'Rejected':
          return [{ _tag: 'Freed', intent: record.intent, proven: true }];
        case 'Accepted':
          return [{ _tag: 'Answered', intent: record.intent }];
        case 'Unknown':
          return [];
      }
      return [];
    case 'AttemptVoid':
      return [{ _tag: 'Freed', intent: record.intent, proven: true }];
    case 'IntentEnded':
      switch (record.ending._tag) {
        case 'Done':
          return [
            { _tag: 'Spent', intent: record.intent, proven: true },
            { _tag: 'Over', intent: record.intent, atMs: record.atMs },
          ];
        case 'NotDone':
          return [
            { _tag: 'Freed', intent: record.intent, proven: true },
            { _tag: 'Uncommitted', intent: record.intent },
          ];
        case 'PartlyDone':
        case 'Failed':
          return [
            { _tag: 'Freed', intent: record.intent, proven: true },
            { _tag: 'Over', intent: record.intent, atMs: record.atMs },
          ];
      }
      return [];
    case 'AccountHalted':
      return [{ _tag: 'Halted', why: record.why }];
    case 'IntentDecided':
      return decided(record);
    case 'ChangeSeen':
    case 'IntentParked':
    case 'MandateBarred':
      return [];
  }
};

const decided = ({ intent, decision, atMs }: IntentDecided): ReadonlyArray<Entry> => {
  switch (decision._tag) {
    case 'Adopted':
      return [
        { _tag: 'Spent', intent, proven: false },
        { _tag: 'Over', intent, atMs },
      ];
    case 'DeclaredVoid':
      return [{ _tag: 'Freed', intent, proven: false }];
    case 'Withdrawn':
      return [
        { _tag: 'Freed', intent, proven: true },
        { _tag: 'Uncommitted', intent },
      ];
  }
};

const commitments = ({
  mandate,
}: Extract<JournalRecord, { _tag: 'MandateGiven' }>): ReadonlyArray<Commitment> =>
  mandate.intents.flatMap(({ id: intent, instruction }) =>
    payments(instruction).map(({ asset, flow, quantity, feeMax }) => ({
      intent,
      asset,
      receiver: flow.receiver.account,
      quantity: Quantity.add(quantity, feeMax),
    })),
  );
