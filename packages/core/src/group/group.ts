import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Amounts from './amounts.js';
import { next } from './next.js';
import { type Group, ordered } from './ordering.js';
import type { GroupReason, GroupRefused } from './refusal.js';
import type { MemberStanding } from './standing.js';
import { type GroupMember, type GroupTerms, incoming, outgoing } from './terms.js';

export { type GroupDecision as Decision, type Held, type HeldBecause, next } from './next.js';
export type { Ask } from './ask.js';
export type { Group } from './ordering.js';
export { markdown, page, text } from './group-report.js';
export type { AssetTotal, GroupReport as Report } from './group-report.js';
export { type Evidence, type MemberStanding as Standing, type Phase, standingOf } from './standing.js';
export type { GroupReason as Reason, GroupRefused as Refused } from './refusal.js';
export type {
  ExposureLimit,
  GroupMember as Member,
  GroupTerms as Terms,
  OnFailure,
  Sequencing,
} from './terms.js';

const membersMax = 1_000;

/**
 * Makes a group, if it could come to its end when everything goes well.
 *
 * Errors: `GroupRefused`, with every tag of `GroupReason`, each naming its record; nothing was sent.
 *
 * @example
 * ```ts
 * import { Group } from '@legwork/core';
 * const rules = { sequencing: 'ReceiveFirst', onFailure: 'HoldRest', limits: [], others: 'Refused' } as const;
 * Group.make({ name: 'monday', members: [], ...rules }); // => left({ _tag: 'GroupRefused', ... })
 * ```
 */
export const make = (terms: GroupTerms): E.Either<GroupRefused, Group> => {
  const refuse = (reasons: ReadonlyArray<GroupReason>): E.Either<GroupRefused, Group> =>
    E.left({ _tag: 'GroupRefused', reasons });
  const reasons = reasonsAgainst(terms);
  if (reasons.length > 0) return refuse(reasons);
  const members = ordered(terms);
  if (E.isLeft(members)) return refuse([cycleReason(members.left)]);
  const group: Group = { ...terms, members: members.right };
  const stuck = rehearse(group);
  return O.isSome(stuck) ? refuse([stuck.value]) : E.right(group);
};

/**
 * The group's rules in sentences, sorted: what an approver signs off besides the plans (`Portfolio.Request.conditions`). They
 * change exactly when the rules do, except for the group's name.
 */
export const conditions = (terms: GroupTerms): ReadonlyArray<string> => {
  const { members, sequencing, limits, others, onFailure } = terms;
  const order = E.getOrElse((): ReadonlyArray<GroupMember> => members)(ordered(terms));
  return [
    ...members.flatMap(({ id, after }) => after.map((one) => `${id} goes only after ${one} is final`)),
    ...limits.map(({ asset, most }) => `at most ${most} ${asset} are exposed at any moment`),
    `members go ${sequencingWords[sequencing]}`,
    `other assets are ${others === 'Refused' ? 'not sent' : 'exposed without a limit'}`,
    `when a member fails ${failureWords[onFailure]}`,
    `room is kept in this order: ${order.map(({ id }) => id).join(' ')}`,
  ].toSorted();
};

const sequencingWords = {
  ReceiveFirst: 'so that what receives is final before what sends',
  ConsentsFirst: 'once everybody has consented to all of them',
  Independent: 'independently',
} as const;

const failureWords = {
  HoldRest: 'the rest is held for good',
  Continue: 'the rest goes on',
  Escalate: 'the rest waits for a person',
} as const;

const reasonsAgainst = (terms: GroupTerms): ReadonlyArray<GroupReason> => {
  const { members, limits, others, sequencing } = terms;
  if (members.length === 0) return [{ _tag: 'NoMembers', at: 'members', what: 'there are none' }];
  if (members.length > membersMax)
    return [{ _tag: 'TooManyMembers', at: 'members', what: `there are more than ${membersMax}` }];
  const ids = new Set(members.map(({ id }) => id));
  const limited = new Set(limits.map(({ asset }) => asset));
  return [
    ...twice(
      'MemberTwice',
      members.map(({ id }) => `member ${id}`),
    ),
    ...twice('SettlementTwice', members.flatMap(settlementAt)),
    ...twice(
      'LimitTwice',
      limits.map(({ asset }) => `limit of ${asset}`),
    ),
    ...members.flatMap(({ id, after, plan }): ReadonlyArray<GroupReason> => [
      ...after
        .filter((one) => !ids.has(one))
        .map((one): GroupReason => ({
          _tag: 'UnknownMember',
          at: `member ${id}`,
          what: `it comes after ${one}, which is none`,
        })),
      ...(sequencing === 'ConsentsFirst' && plan.subject._tag === 'Prospective'
        ? [
            {
              _tag: 'NotYetASettlement',
              at: `member ${id}`,
              what: 'nobody can consent to it before it is created',
            } as const,
          ]
        : []),
      ...(others === 'Unlimited' ? [] : [...Amounts.atMost(outgoing(plan)).keys()])
        .filter((asset) => !limited.has(asset))
        .map((asset): GroupReason => ({
          _tag: 'NoLimit',
          at: `member ${id}`,
          what: `it sends ${asset}, of which nothing may be exposed`,
        })),
    ]),
  ];
};

const settlementAt = ({ plan }: GroupMember): ReadonlyArray<string> =>
  plan.subject._tag === 'Existing'
    ? [`settlement ${plan.venue}/${plan.account}/${plan.subject.settlement}`]
    : [];

const twice = (_tag: GroupReason['_tag'], names: ReadonlyArray<string>): ReadonlyArray<GroupReason> =>
  [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map((at) => ({
    _tag,
    at,
    what: 'it is there more than once',
  }));

const cycleReason = (cycle: ReadonlyArray<string>): GroupReason => ({
  _tag: 'Cycle',
  at: `member ${cycle[0] ?? ''}`,
  what: [...cycle, cycle[0] ?? ''].join(' waits for '),
});

/**
 * Plays the group with every member final as soon as it goes, which is the best that can happen. What is held then is held
 * in every other course of things, as `next` is monotone.
 */
const rehearse = (group: Group): O.Option<GroupReason> => {
  let standings = group.members.map(atFirst);
  for (let rounds = 0; rounds <= group.members.length; rounds += 1) {
    const { go, held } = next(group, standings);
    const [first] = held;
    if (go.length === 0)
      return first === undefined
        ? O.none
        : O.some({
            _tag: 'NeverFits',
            at: `member ${first.member}`,
            what: first.because.map(({ what }) => what).join('; '),
          });
    standings = standings.map((one, at) => {
      const member = group.members[at];
      return member !== undefined && go.includes(one.member) ? atLast(member) : one;
    });
  }
  return O.none;
};

const atFirst = (member: GroupMember): MemberStanding => {
  const [ins, outs] = [incoming(member.plan), outgoing(member.plan)];
  const received = ins.filter(({ by }) => by === 'Over');
  return {
    member: member.id,
    phase: 'Held',
    gone: false,
    isOver: true,
    isRead: true,
    status: O.none,
    awaited: [],
    out: Amounts.atMost(outs.filter(({ by }) => by === 'Over')),
    received: Amounts.ofLines(received),
    allReceived: ins.length > 0 && received.length === ins.length,
    note: '',
  };
};

const atLast = (member: GroupMember): MemberStanding => ({
  ...atFirst(member),
  phase: 'Final',
  gone: true,
  out: Amounts.atMost(outgoing(member.plan)),
  received: Amounts.ofLines(incoming(member.plan)),
  allReceived: incoming(member.plan).length > 0,
});
