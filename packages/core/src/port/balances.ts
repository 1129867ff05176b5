import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { ReadFailed } from '../error/read-error.js';
import type { Balance } from '../noun/balance.js';
import type { AccountId } from '../noun/id.js';

/** Reads what an account holds; optional, and never needed in order to settle. */
export interface BalancePort {
  /** Every asset that it holds something of. Errors: `ReadFailed`; nothing moved. */
  readonly balances: (account: AccountId) => TE.TaskEither<ReadFailed, ReadonlyArray<Balance>>;
}
