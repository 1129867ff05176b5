import { isEntries, record, text, whole } from '../reader.js';
import { type Checked, bad, good } from '../checked.js';

/** Which requests a fault may strike: those that match every field given. */
export interface FaultMatch {
  readonly method?: string;
  readonly asset?: string;
  readonly batch?: string;
  /** The account in the path of the request. */
  readonly account?: string;
  /** The settlement or affirmation in the path of the request. */
  readonly id?: string;
  /** The first matching request that it strikes: 1 where it is left out. */
  readonly nth?: number;
}

/** A fault to come. */
export interface FaultSpec {
  /** A name of the fault table. */
  readonly kind: string;
  readonly on?: FaultMatch;
  /** How many matching requests in a row it strikes: 1 where it is left out. */
  readonly times?: number;
  /** The parameters of the kind. */
  readonly with?: Readonly<Record<string, unknown>>;
}

const COUNT_MAX = 1_000_000;

const entries = (value: unknown, at: string): Checked<Readonly<Record<string, unknown>>> =>
  isEntries(value) ? good(value) : bad(`${at} must be an object`);

/** Reads a fault from JSON; its parameters are read by its kind. */
export const read = record(
  { kind: text },
  {
    on: record(
      {},
      { method: text, asset: text, batch: text, account: text, id: text, nth: whole(1, COUNT_MAX) },
    ),
    times: whole(1, COUNT_MAX),
    with: entries,
  },
);
