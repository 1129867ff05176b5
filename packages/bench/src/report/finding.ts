import type { Growth } from '../growth/growth.js';
import type { Row } from '../harness/row.js';

/** Where and with what something was measured. */
export interface Surroundings {
  readonly date: string;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly quick: boolean;
  /** Names and versions of what we are held against. */
  readonly peers: ReadonlyArray<readonly [name: string, version: string]>;
}

/** Everything that one run found. */
export interface Finding {
  readonly surroundings: Surroundings;
  readonly sections: ReadonlyArray<{ readonly title: string; readonly rows: ReadonlyArray<Row> }>;
  readonly growths: ReadonlyArray<Growth>;
}
