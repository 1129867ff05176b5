import { invariant } from '../invariant.js';
import type { SeededRandom } from '../seeded-random.js';
import type { FaultTable } from './fault-kind.js';
import type { Plan } from './plan.js';

/** Faults by chance. */
export interface Chaos<Tune> {
  /** Decides about one request. */
  readonly draw: () => DrawnFault<Tune> | undefined;
}

/** A fault that chance chose. */
interface DrawnFault<Tune> {
  readonly kind: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly plan: Plan<Tune>;
}

const MILLION = 1_000_000;

/** Chance that strikes so many requests of a million, each drawable kind as often as the others. */
export const make = <Tune>(
  table: FaultTable<Tune>,
  perMillion: number,
  random: SeededRandom,
): Chaos<Tune> => {
  const drawable = Object.entries(table).filter(([, kind]) => kind.draw !== undefined);
  const draw = (): DrawnFault<Tune> | undefined => {
    if (random.below(MILLION) >= perMillion) return undefined;
    const [name, kind] = drawable[random.below(drawable.length)] ?? [];
    if (name === undefined || kind?.draw === undefined) return undefined;
    const params = kind.draw(random);
    const plan = kind.plan(params);
    invariant(plan.ok, `what ${name} draws is what it takes`);
    return { kind: name, with: params, plan: plan.value };
  };
  return { draw };
};

/** Chance that strikes a share of all requests, from 0 to 1; none for 0 or where it is left out. */
export const ofShare = <Tune>(
  table: FaultTable<Tune>,
  share: number | undefined,
  random: SeededRandom,
): Chaos<Tune> | undefined => {
  const perMillion = Math.round((share ?? 0) * MILLION);
  return perMillion === 0 ? undefined : make(table, perMillion, random);
};
