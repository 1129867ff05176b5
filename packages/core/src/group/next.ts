import * as Quantity from '../amount/quantity.js';
import type { AssetId, MandateId } from '../noun/id.js';
import { type Ask, asksOf } from './ask.js';
import * as Amounts from './amounts.js';
import { type Placed, exposedBy, exposedOnceGone } from './exposure.js';
import type { Group } from './ordering.js';
import type { MemberStanding } from './standing.js';

/** What a group comes to, by where its members stand. */
export interface GroupDecision {
  /** Which members may go now, all of them together or any of them alone. */
  readonly go: ReadonlyArray<MandateId>;
  readonly held: ReadonlyArray<Held>;
  /** What is exposed at this moment, at the most. */
  readonly exposed: Amounts.Amounts;
  /** Who has to act, and on what; never empty while the group is not over and nothing may go. */
  readonly asks: ReadonlyArray<Ask>;
  readonly needsPerson: boolean;
  /** Whether nothing more will be sent or waited for. */
  readonly isOver: boolean;
}

/** A member that may not go. */
export interface Held {
  readonly member: MandateId;
  readonly because: ReadonlyArray<HeldBecause>;
  /** Whether it never will: nothing was sent for it by this group, and nothing will be. */
  readonly forGood: boolean;
}

/** Why a member may not go. Sentences are for people. */
export interface HeldBecause {
  readonly _tag: 'Stopped' | 'AwaitsPerson' | 'NotKnown' | 'After' | 'Consents' | 'Exposure';
  readonly what: string;
  readonly forGood: boolean;
}

/**
 * Which members may go now, which are held and why, and who has to act. Pure and deterministic.
 *
 * It is monotone: as long as no member fails, a member that may go may go ever after, whoever of the others that may went
 * meanwhile. So a decision that was made of older standings, or by two processes at once, breaks no limit and no order.
 * That is why room within the limits is kept for the members before it, in the order of the group, whether they may go yet or
 * not. A member without a standing counts as one of which nothing is known.
 */
export const next = (group: Group, standings: ReadonlyArray<MemberStanding>): GroupDecision => {
  const all = group.members.map((member): Placed => {
    const standing = standings.find((one) => one.member === member.id);
    return { member, standing: standing ?? unknown(member.id) };
  });
  const never = new Set<MandateId>();
  const held: Array<Held> = [];
  const go: Array<MandateId> = [];
  for (const [at, placed] of all.entries()) {
    if (!isWaiting(placed)) continue;
    const { id } = placed.member;
    const because = [
      ...afterFailure(group, all),
      ...afterOthers(placed, all, never),
      ...consents(group, all),
      ...exposure(group, all, at, never),
    ];
    const forGood = because.some((one) => one.forGood);
    if (forGood) never.add(id);
    if (because.length === 0) go.push(id);
    else held.push({ member: id, because, forGood });
  }
  const isOver = all.every((placed) => isDone(placed, never));
  const asks = isOver || go.length > 0 ? asksOf(all) : needed(asksOf(all), held, group);
  const escalated = held.find(({ because }) => because.some(({ _tag }) => _tag === 'AwaitsPerson'));
  const all_ = escalated === undefined ? asks : [...asks, decide(escalated.member)];
  return {
    go,
    held,
    exposed: Amounts.sum(all.map((placed) => exposedBy(placed, all))),
    asks: all_,
    needsPerson: all_.some(({ who }) => who === 'a person'),
    isOver,
  };
};

const unknown = (member: MandateId): MemberStanding => ({
  member,
  phase: 'NeedsPerson',
  gone: true,
  isOver: false,
  isRead: false,
  status: { _tag: 'None' },
  awaited: [],
  out: Amounts.none,
  received: Amounts.none,
  allReceived: false,
  note: 'nothing is known of it',
});

const isWaiting = ({ standing }: Placed): boolean => standing.phase === 'Held' && !standing.gone;

const hasFailed = ({ standing: { phase } }: Placed): boolean => phase === 'Failed' || phase === 'Lapsed';

const isDone = ({ member, standing }: Placed, never: ReadonlySet<MandateId>): boolean =>
  standing.phase === 'Final' ||
  never.has(member.id) ||
  ((standing.phase === 'Failed' || standing.phase === 'Lapsed') && standing.isOver);

const afterFailure = ({ onFailure }: Group, all: ReadonlyArray<Placed>): ReadonlyArray<HeldBecause> => {
  if (onFailure === 'Continue') return [];
  const failed = all.find(hasFailed);
  if (failed !== undefined)
    return onFailure === 'HoldRest'
      ? [
          {
            _tag: 'Stopped',
            what: `the rest is held, as ${failed.member.id} has come to nothing`,
            forGood: true,
          },
        ]
      : [
          {
            _tag: 'AwaitsPerson',
            what: `a person decides, as ${failed.member.id} has come to nothing`,
            forGood: false,
          },
        ];
  const unclear = all.find(({ standing }) => standing.phase === 'NeedsPerson' || !standing.isRead);
  return unclear === undefined
    ? []
    : [{ _tag: 'NotKnown', what: `it is not known where ${unclear.member.id} stands`, forGood: false }];
};

const afterOthers = (
  { member }: Placed,
  all: ReadonlyArray<Placed>,
  never: ReadonlySet<MandateId>,
): ReadonlyArray<HeldBecause> =>
  all
    .filter((other) => member.waitsFor.includes(other.member.id) && other.standing.phase !== 'Final')
    .map((other) => ({
      _tag: 'After',
      what: `it comes after ${other.member.id}, which is not final`,
      forGood: hasFailed(other) || never.has(other.member.id),
    }));

const consents = ({ sequencing }: Group, all: ReadonlyArray<Placed>): ReadonlyArray<HeldBecause> => {
  if (sequencing !== 'ConsentsFirst') return [];
  return all
    .filter(({ standing }) => standing.phase !== 'Final')
    .filter(({ standing }) => !standing.isRead || standing.awaited.length > 0 || hasLapsed(standing))
    .map(({ member, standing }) => ({
      _tag: 'Consents',
      what: `not everybody is known to have consented to ${member.id}`,
      forGood: hasLapsed(standing),
    }));
};

const hasLapsed = ({ phase }: MemberStanding): boolean => phase === 'Lapsed';

/** Room is kept for everything before it that has not gone and may, and taken by whatever is out. */
const exposure = (
  group: Group,
  all: ReadonlyArray<Placed>,
  at: number,
  never: ReadonlySet<MandateId>,
): ReadonlyArray<HeldBecause> => {
  const placed = all[at];
  if (placed === undefined) return [];
  const own = exposedOnceGone(placed, all);
  const taken = Amounts.sum(
    all.flatMap((other, place) => {
      if (place === at) return [];
      const keeps = place < at && isWaiting(other) && !never.has(other.member.id);
      return [keeps ? exposedOnceGone(other, all) : exposedBy(other, all)];
    }),
  );
  return group.limits.flatMap(({ asset, most }) => {
    if (Amounts.of(own, asset) === Quantity.zero) return [];
    const would = Quantity.add(Amounts.of(own, asset), Amounts.of(taken, asset));
    return Quantity.compare(would, most) > 0 ? [noRoom(asset, would, most)] : [];
  });
};

const noRoom = (asset: AssetId, would: Quantity.Quantity, most: Quantity.Quantity): HeldBecause => ({
  _tag: 'Exposure',
  what: `with it, and what goes before it, ${would} ${asset} could be exposed, and the limit is ${most}`,
  forGood: false,
});

const decide = (member: MandateId): Ask => ({
  who: 'a person',
  member,
  what: 'decide whether the rest goes on, and run the group with HoldRest or Continue',
});

/** Somebody is always named: where nobody else is, what is held stays so until a person does something about it. */
const needed = (asks: ReadonlyArray<Ask>, held: ReadonlyArray<Held>, { name }: Group): ReadonlyArray<Ask> => {
  const [first] = held;
  if (asks.length > 0 || first === undefined) return asks;
  const what = `nothing of ${name} can go on by itself: ${first.because.map((one) => one.what).join('; ')}`;
  return [{ who: 'a person', member: first.member, what }];
};
