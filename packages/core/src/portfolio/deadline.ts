import * as O from 'fp-ts/lib/Option.js';
import type { MandateId } from '../noun/id.js';
import type { DatedCutOff } from './check.js';
import { movingLines } from './flow.js';
import type { PortfolioMember, PortfolioRequest } from './request.js';

/** Something that has to have happened by an instant. */
export interface Deadline {
  readonly kind: 'CutOff' | 'Consent';
  /** The cut-off's name, or whose consent lapses. */
  readonly name: string;
  readonly members: ReadonlyArray<MandateId>;
  /** Units: milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** What is left until then; negative once it is over. Units: milliseconds. */
  readonly leftMs: number;
  /** `Near`: within the margin. */
  readonly state: 'Missed' | 'Near' | 'Ahead';
  /** Whether a member that it is about has something left to do or to wait for. */
  readonly matters: boolean;
}

/** Every deadline, the first one first. */
export const deadlinesOf = (
  { members, nowMs, marginMs }: PortfolioRequest,
  cutOffs: ReadonlyArray<DatedCutOff>,
): ReadonlyArray<Deadline> => {
  const open = new Set(members.filter(isOpen).map(({ id }) => id));
  const make = (one: Pick<Deadline, 'kind' | 'name' | 'atMs' | 'members'>): Deadline => {
    const leftMs = one.atMs - nowMs;
    const state = leftMs <= 0 ? 'Missed' : leftMs <= marginMs ? 'Near' : 'Ahead';
    return { ...one, leftMs, state, matters: one.members.some((id) => open.has(id)) };
  };
  return [
    ...cutOffs.map(({ name, atMs, members: ids }) =>
      make({ kind: 'CutOff', name, atMs, members: ids.toSorted() }),
    ),
    ...members.flatMap(lapses).map(make),
  ].toSorted(inOrder);
};

/** Whether something of the member is still to be done, or to arrive. */
export const isOpen = (member: PortfolioMember): boolean => {
  const { plan, settlement } = member;
  if (O.isSome(settlement) && (settlement.value.finality === 'Final' || settlement.value.finality === 'Dead'))
    return false;
  return plan.instructions.length > 0 || movingLines(member).length > 0;
};

/** When consents lapse, one entry for all that lapse at one instant. */
const lapses = ({
  id,
  settlement,
}: PortfolioMember): ReadonlyArray<Pick<Deadline, 'kind' | 'name' | 'atMs' | 'members'>> => {
  if (O.isNone(settlement)) return [];
  const at = new Map<number, Array<string>>();
  for (const { by, status, lapsesAtMs } of settlement.value.consents) {
    if (O.isNone(lapsesAtMs) || (status !== 'Awaited' && status !== 'Given')) continue;
    const word = status === 'Given' ? 'given' : 'awaited';
    at.set(lapsesAtMs.value, [...(at.get(lapsesAtMs.value) ?? []), `${by.role} ${by.account} (${word})`]);
  }
  return [...at].map(([atMs, who]) => ({
    kind: 'Consent',
    name: `consent of ${who.toSorted().join(', ')} to ${settlement.value.id}`,
    atMs,
    members: [id],
  }));
};

const inOrder = (a: Deadline, b: Deadline): number =>
  a.atMs - b.atMs || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
