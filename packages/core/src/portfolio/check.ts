import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Calendar from '../calendar/calendar.js';
import { isInstant } from '../calendar/zone.js';
import type { Balance } from '../noun/balance.js';
import type { MandateId } from '../noun/id.js';
import type { Digest } from '../port/digest.js';
import type { PortfolioReason } from './refusal.js';
import type { NamedCutOff, PartyHours, PortfolioMember, PortfolioRequest } from './request.js';

/** A cut-off and its instant. */
export interface DatedCutOff extends NamedCutOff {
  /** Units: milliseconds since the Unix epoch. */
  readonly atMs: number;
}

/** A party and the first instant from now on at which it can act. */
export interface Opening extends PartyHours {
  /** Units: milliseconds since the Unix epoch. */
  readonly opensAtMs: number;
}

/** What of a request has an instant, once it was found to be in order. */
export interface Checked {
  readonly cutOffs: ReadonlyArray<DatedCutOff>;
  readonly openings: ReadonlyArray<Opening>;
}

/** Holds a request against itself. Left: every reason not to plan from it. */
export const check = (
  digest: Digest,
  request: PortfolioRequest,
): E.Either<ReadonlyArray<PortfolioReason>, Checked> => {
  const reasons: Array<PortfolioReason> = [
    ...instantReasons(request),
    ...request.members.flatMap((member) => memberReasons(digest, request, member)),
    ...twice(
      'MemberTwice',
      request.members.map(({ id }) => `member ${id}`),
    ),
    ...twice('SettlementTwice', request.members.flatMap(settlementAt)),
    ...twice('BalanceTwice', request.balances.map(balanceAt)),
    ...twice('CutOffTwice', request.cutOffs.map(cutOffAt)),
    ...twice('HoursTwice', request.hours.map(hoursAt)),
    ...request.balances.flatMap((balance) =>
      request.assets.has(balance.asset) ? [] : [unknownAsset(balanceAt(balance), balance.asset)],
    ),
  ];
  // Without a proper instant there is nothing to hold the calendars against.
  if (!isInstant(request.nowMs)) return E.left(reasons);
  const ids = new Set(request.members.map(({ id }) => id));
  const cutOffs = request.cutOffs.flatMap((one) => collect(reasons, dated(ids, one)));
  const openings = request.hours.flatMap((one) => collect(reasons, opening(request.nowMs, one)));
  return reasons.length > 0 ? E.left(reasons) : E.right({ cutOffs, openings });
};

const collect = <A>(
  reasons: Array<PortfolioReason>,
  found: E.Either<ReadonlyArray<PortfolioReason>, A>,
): ReadonlyArray<A> => {
  if (E.isRight(found)) return [found.right];
  reasons.push(...found.left);
  return [];
};

const instantReasons = ({ nowMs, marginMs }: PortfolioRequest): ReadonlyArray<PortfolioReason> => {
  const reasons: Array<PortfolioReason> = [];
  if (!isInstant(nowMs))
    reasons.push({
      _tag: 'InvalidInstant',
      at: 'nowMs',
      what: 'it is not a whole number of milliseconds of our years',
    });
  if (!Number.isSafeInteger(marginMs) || marginMs < 0)
    reasons.push({ _tag: 'NegativeMargin', at: 'marginMs', what: 'it is not a whole number from 0 on' });
  return reasons;
};

const memberReasons = (
  digest: Digest,
  { assets }: PortfolioRequest,
  { id, plan, settlement }: PortfolioMember,
): ReadonlyArray<PortfolioReason> => {
  const at = `member ${id}`;
  const reasons: Array<PortfolioReason> = [];
  if (digest(plan.substance) !== plan.digest)
    reasons.push({ _tag: 'PlanAltered', at, what: 'the digest of its plan is not that of its substance' });
  for (const asset of new Set(plan.lines.map((line) => line.asset)))
    if (!assets.has(asset)) reasons.push(unknownAsset(at, asset));
  if (O.isSome(settlement) && !isOf(plan, settlement.value))
    reasons.push({
      _tag: 'SettlementDiffers',
      at,
      what: `the settlement that was read, ${settlement.value.id}, is not the one that was planned`,
    });
  return reasons;
};

const isOf = (
  { subject, venue, account }: PortfolioMember['plan'],
  read: { readonly id: string; readonly venue: string; readonly account: string; readonly scope: string },
): boolean =>
  read.venue === venue &&
  read.account === account &&
  (subject._tag === 'Existing' ? read.id === subject.settlement : read.scope === subject.scope);

const unknownAsset = (at: string, asset: string): PortfolioReason => ({
  _tag: 'UnknownAsset',
  at,
  what: `the asset ${asset} is not among those that the caller knows`,
});

const settlementAt = ({ plan }: PortfolioMember): ReadonlyArray<string> =>
  plan.subject._tag === 'Existing'
    ? [`settlement ${plan.venue}/${plan.account}/${plan.subject.settlement}`]
    : [];
const balanceAt = ({ venue, account, asset }: Balance): string => `balance ${venue}/${account}/${asset}`;
const cutOffAt = ({ name }: NamedCutOff): string => `cut-off ${JSON.stringify(name)}`;
const hoursAt = ({ venue, account }: PartyHours): string => `hours of ${venue}/${account}`;

const twice = (
  _tag: PortfolioReason['_tag'],
  names: ReadonlyArray<string>,
): ReadonlyArray<PortfolioReason> => {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return [...repeated].map((at) => ({ _tag, at, what: 'it is there more than once' }));
};

const dated = (
  ids: ReadonlySet<MandateId>,
  one: NamedCutOff,
): E.Either<ReadonlyArray<PortfolioReason>, DatedCutOff> => {
  const at = cutOffAt(one);
  const unknown = one.members
    .filter((id) => !ids.has(id))
    .map((id): PortfolioReason => ({ _tag: 'UnknownMember', at, what: `there is no member ${id}` }));
  const usable = Calendar.check(one.cutOff.calendar);
  const instant = E.isLeft(usable) ? usable : Calendar.instantOf(one.cutOff);
  if (E.isLeft(instant))
    return E.left([...unknown, { _tag: instant.left._tag, at, what: Calendar.errorText(instant.left) }]);
  return unknown.length > 0 ? E.left(unknown) : E.right({ ...one, atMs: instant.right });
};

const opening = (nowMs: number, one: PartyHours): E.Either<ReadonlyArray<PortfolioReason>, Opening> => {
  const usable = Calendar.check(one.hours.calendar);
  const instant = E.isLeft(usable) ? usable : Calendar.opensAt(one.hours, nowMs);
  return E.isLeft(instant)
    ? E.left([{ _tag: instant.left._tag, at: hoursAt(one), what: Calendar.errorText(instant.left) }])
    : E.right({ ...one, opensAtMs: instant.right });
};
