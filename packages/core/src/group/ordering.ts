import * as E from 'fp-ts/lib/Either.js';
import type { MandateId } from '../noun/id.js';
import { type GroupMember, type GroupTerms, sideOf } from './terms.js';

/** A member, and everything that has to be final before it, by what was said and by the sequencing. */
export interface OrderedMember extends GroupMember {
  readonly waitsFor: ReadonlyArray<MandateId>;
}

/** A group that can be carried out: its members are in an order in which each comes after whatever it waits for. */
export interface Group extends GroupTerms {
  readonly members: ReadonlyArray<OrderedMember>;
}

/** Members that wait for each other, each for the next, the last one for the first. */
export type Cycle = ReadonlyArray<MandateId>;

/**
 * The members in an order in which each comes after whatever it waits for, and otherwise as they were given.
 *
 * Left: members that wait for each other.
 */
export const ordered = ({
  members,
  sequencing,
}: Pick<GroupTerms, 'members' | 'sequencing'>): E.Either<Cycle, ReadonlyArray<OrderedMember>> => {
  const waiting = members.map((member): OrderedMember => {
    const first = sequencing === 'ReceiveFirst' ? members.filter((other) => goesFirst(other, member)) : [];
    return { ...member, waitsFor: [...new Set([...member.after, ...first.map(({ id }) => id)])] };
  });
  const done = new Map<MandateId, OrderedMember>();
  while (done.size < waiting.length) {
    const next = waiting.find(({ id, waitsFor }) => !done.has(id) && waitsFor.every((one) => done.has(one)));
    if (next === undefined) return E.left(cycleIn(waiting.filter(({ id }) => !done.has(id))));
    done.set(next.id, next);
  }
  return E.right([...done.values()]);
};

/** Whether one member has to be final before another, because it receives. */
const goesFirst = (one: GroupMember, other: GroupMember): boolean => {
  const [first, then] = [sideOf(one.plan), sideOf(other.plan)];
  if (then === 'Sends') return first === 'Receives' || first === 'Both';
  return then === 'Both' && first === 'Receives';
};

/** Each of these waits for another of them, so that following them comes back to one that was met before. */
const cycleIn = (stuck: ReadonlyArray<OrderedMember>): Cycle => {
  const path: Array<MandateId> = [];
  let at = stuck[0];
  while (at !== undefined && !path.includes(at.id)) {
    path.push(at.id);
    const { waitsFor } = at;
    at = stuck.find(({ id }) => waitsFor.includes(id));
  }
  return at === undefined ? path : path.slice(path.indexOf(at.id));
};
