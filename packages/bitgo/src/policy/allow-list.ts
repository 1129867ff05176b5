import type { AccountId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type Rule, deny } from './policy.js';

/** Every account of the payload, the signer's own included, must be one of these. */
export const accountAllowList =
  (allowed: ReadonlySet<AccountId>): Rule =>
  ({ projection: { signer, entries } }) =>
    [signer, ...entries.map((entry) => entry.account)].every((account) => allowed.has(account))
      ? O.none
      : deny('an account is not on the list of those that may be settled with');
