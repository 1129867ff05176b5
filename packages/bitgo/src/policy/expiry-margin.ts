import type { Intent } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type Rule, deny } from './policy.js';

/** How close to its end a settlement may still be signed. */
export interface ExpiryTerms {
  /** The least time that must be left. Units: milliseconds. */
  readonly marginMs: number;
  /** When the settlement of this intent ends; `none` when nothing ends it. A payload does not tell. Units: Unix milliseconds. */
  readonly expiresAtMs: (intent: Intent) => O.Option<number>;
  /** The wall clock. Units: Unix milliseconds. */
  readonly wallMs: () => number;
}

/** Enough time must be left: what is signed too late can be settled after others have given it up. */
export const expiryMargin =
  ({ marginMs, expiresAtMs, wallMs }: ExpiryTerms): Rule =>
  ({ intent }) => {
    const end = expiresAtMs(intent);
    // Written so that a time that is no number denies.
    return O.isNone(end) || end.value - wallMs() >= marginMs
      ? O.none
      : deny('too little time is left until the settlement expires');
  };
