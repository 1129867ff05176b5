import { type Checked, good } from '../checked.js';
import type { Reader } from '../reader.js';
import type { SeededRandom } from '../seeded-random.js';
import type { Plan } from './plan.js';

/** One kind of fault: a row of the fault table. */
export interface FaultKind<Tune> {
  /** What it does, in one sentence. */
  readonly says: string;
  /** What stands under `with`, for people. */
  readonly takes: string;
  /** Reads what stands under `with` and makes the plan. */
  readonly plan: (params: unknown) => Checked<Plan<Tune>>;
  /** Draws parameters for chaos; a kind without it is never drawn. */
  readonly draw: ((random: SeededRandom) => Readonly<Record<string, unknown>>) | undefined;
}

/** All kinds of a venue, by name. */
export type FaultTable<Tune> = Readonly<Record<string, FaultKind<Tune>>>;

/** What a row says besides what it reads. Two type parameters: what it reads, and what it does to the venue. */
export interface FaultRow<Params, Tune> {
  readonly says: string;
  readonly takes: string;
  readonly plan: (params: Params) => Plan<Tune>;
  readonly draw?: (random: SeededRandom) => Readonly<Record<string, unknown>>;
}

/** Makes a row; what it reads is known to nobody else afterwards. */
export const faultKind = <Params, Tune = never>(
  reader: Reader<Params>,
  row: FaultRow<Params, Tune>,
): FaultKind<Tune> => ({
  says: row.says,
  takes: row.takes,
  plan: (params) => {
    const read = reader(params ?? {}, 'with');
    return read.ok ? good(row.plan(read.value)) : read;
  },
  draw: row.draw,
});
