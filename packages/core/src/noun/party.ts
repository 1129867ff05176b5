import type { AccountId } from './id.js';

/**
 * Who owes or receives, and the venue account it acts through.
 *
 * `Us` is whoever runs this library; `Venue` is the venue as principal (Kraken Prime trades against its own book);
 * `Counterparty` and `Agent` are other accounts at the venue.
 */
export interface Party {
  readonly role: Role;
  readonly account: AccountId;
}

/** The part a party plays, seen from us. */
export type Role = 'Us' | 'Venue' | 'Counterparty' | 'Agent';

/** Whether both name the same party. */
export const same = (a: Party, b: Party): boolean => a.role === b.role && a.account === b.account;
