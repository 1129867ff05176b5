import type { Balance } from '../noun/balance.js';

/** Balances before the first movement and after the last. An asset that one of them does not name is held at nothing. */
export interface BeforeAfter {
  readonly before: ReadonlyArray<Balance>;
  readonly after: ReadonlyArray<Balance>;
}
