import type { Pace } from './race.js';
import type { Row } from './row.js';

/** What a bench is run with. */
export interface Setting {
  /** Less of everything. */
  readonly quick: boolean;
  /** For work that takes less than a millisecond. */
  readonly short: Pace;
  /** For work that takes longer. */
  readonly long: Pace;
  /** For programs that run from their beginning to their end. */
  readonly program: Pace;
  /** Comes before each lap. */
  readonly settle: () => void;
  /** Says what is being done. */
  readonly tell: (what: string) => void;
}

/** Some comparisons that belong together. */
export interface Bench {
  readonly title: string;
  readonly run: (setting: Setting) => Promise<ReadonlyArray<Row>>;
}
