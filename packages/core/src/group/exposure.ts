import * as Amounts from './amounts.js';
import type { OrderedMember } from './ordering.js';
import type { MemberStanding } from './standing.js';
import { incoming, outgoing } from './terms.js';

/** A member and where it stands. */
export interface Placed {
  readonly member: OrderedMember;
  readonly standing: MemberStanding;
}

/**
 * Whether what comes for what a member sends is in. Of a member that receives nothing itself, that is everything that the
 * others receive; where nobody receives anything, it never is.
 */
const isCovered = ({ member, standing }: Placed, all: ReadonlyArray<Placed>): boolean => {
  if (incoming(member.plan).length > 0) return standing.allReceived;
  const receiving = all.filter((other) => incoming(other.member.plan).length > 0);
  return receiving.length > 0 && receiving.every((other) => other.standing.allReceived);
};

/** What of a member is exposed now: what has left or may at any moment, as long as what comes for it is not in. */
export const exposedBy = (placed: Placed, all: ReadonlyArray<Placed>): Amounts.Amounts => {
  if (isCovered(placed, all)) return Amounts.none;
  const { member, standing } = placed;
  return standing.isOver ? standing.out : Amounts.atMost(outgoing(member.plan));
};

/** What of a member would be exposed once it is let go. */
export const exposedOnceGone = (placed: Placed, all: ReadonlyArray<Placed>): Amounts.Amounts =>
  isCovered(placed, all) ? Amounts.none : Amounts.atMost(outgoing(placed.member.plan));
