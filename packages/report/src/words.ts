import type { AmountPart, LegPart, PartyPart } from './settlement-report.js';

/** An instant for people, to the second: `2026-11-21 17:30:05 UTC`. Units: milliseconds since the Unix epoch. */
export const instantText = (ms: number): string => cut(ms, 'YYYY-MM-DD hh:mm:ss'.length);

/** The same to the millisecond, where one thing follows on another: `2026-11-21 17:30:05.250 UTC`. */
export const momentText = (ms: number): string => cut(ms, 'YYYY-MM-DD hh:mm:ss.mmm'.length);

const cut = (ms: number, length: number): string => {
  const time = new Date(ms);
  return Number.isNaN(time.getTime())
    ? 'an instant beyond our years'
    : `${time.toISOString().slice(0, length).replace('T', ' ')} UTC`;
};

/** A party by its role and account. */
export const partyText = ({ role, account }: PartyPart): string => `${role} ${account}`;

/** Who pays whom by a leg. */
export const flowText = ({ payer, receiver }: LegPart): string =>
  payer === null || receiver === null ? 'not understood' : `${partyText(payer)} pays ${partyText(receiver)}`;

/** An amount, or nothing. */
export const amountText = (amount: AmountPart | null): string =>
  amount === null ? '' : `${amount.quantity} ${amount.asset}`;

/** So many of a thing: `1 leg`, `2 legs`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
