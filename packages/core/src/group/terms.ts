import type { Quantity } from '../amount/quantity.js';
import type { AssetId, MandateId } from '../noun/id.js';
import type { Plan, PlanLine } from '../plan/plan.js';

/**
 * Several settlements, on whichever venues, that are carried out as one.
 *
 * A group only decides when a member may go; what is sent for it, and whether, is decided by the engine and its journal alone.
 * It is plain data: keep it with what was approved, and hand in the same again after a crash.
 */
export interface GroupTerms {
  /** For people. */
  readonly name: string;
  /** In the order in which room within the limits is kept for them. */
  readonly members: ReadonlyArray<GroupMember>;
  readonly sequencing: Sequencing;
  /** The most that may be exposed at any moment, asset by asset. */
  readonly limits: ReadonlyArray<ExposureLimit>;
  /** What holds for an asset that no limit names. */
  readonly others: 'Refused' | 'Unlimited';
  readonly onFailure: OnFailure;
}

/** One settlement of a group. */
export interface GroupMember {
  readonly id: MandateId;
  readonly plan: Plan;
  /** The members that have to be final before it may go. */
  readonly after: ReadonlyArray<MandateId>;
}

/**
 * Which members have to wait for which.
 *
 * `ReceiveFirst`: what only receives goes first; what sends and receives goes once that is final; what only sends goes once
 * everything that receives is final. `ConsentsFirst`: nothing goes before everybody else has consented to every member; what
 * is ours to consent to is consented to by going. `Independent`: nothing but `after`.
 */
export type Sequencing = 'ReceiveFirst' | 'ConsentsFirst' | 'Independent';

/**
 * What happens to the members that have not gone when one fails or lapses. `HoldRest`: they never go. `Continue`: they go as
 * if nothing had happened, except those that had to come after it. `Escalate`: they wait for a person, who runs the group
 * again with one of the other two.
 *
 * While it is not known what became of a member, the rest waits, unless it is to continue anyhow.
 */
export type OnFailure = 'HoldRest' | 'Continue' | 'Escalate';

/** The most of an asset that may have left, or be about to, without what comes for it being there. */
export interface ExposureLimit {
  readonly asset: AssetId;
  /** Units: whole units of the asset; charges are counted. */
  readonly most: Quantity;
}

/** What leaves us by a plan; what goes from one account of ours to another does not. */
export const outgoing = ({ lines }: Plan): ReadonlyArray<PlanLine> =>
  lines.filter(({ payer, receiver }) => payer.role === 'Us' && receiver.role !== 'Us');

/** What comes to us by a plan. */
export const incoming = ({ lines }: Plan): ReadonlyArray<PlanLine> =>
  lines.filter(({ payer, receiver }) => receiver.role === 'Us' && payer.role !== 'Us');

/**
 * What a plan still does for us. What sends nothing any more receives for as long as it is a member, also once all has come:
 * a leg that is settled is not final, and whoever sends waits for that.
 */
export const sideOf = (plan: Plan): 'Receives' | 'Sends' | 'Both' | 'Neither' => {
  const moves = ({ by }: PlanLine): boolean => by !== 'Over';
  if (outgoing(plan).some(moves)) return incoming(plan).some(moves) ? 'Both' : 'Sends';
  return incoming(plan).length > 0 ? 'Receives' : 'Neither';
};
