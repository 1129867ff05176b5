import { type Checked, bad, good } from '../checked.js';
import { type Reader, isEntries, oneOf, record, text } from '../reader.js';
import type { AccountOptions } from './account.js';
import { type PartnerStatus, PARTNER_STATUSES } from './partner.js';
import { amount, currency } from './payload.js';
import type { SettlementType } from './status.js';

/** A partnership to begin with, by the names of the accounts. */
export interface PartnerOptions {
  /** Of an agency, the agent. */
  readonly primary: string;
  readonly secondary: string;
  readonly type: SettlementType;
  /** `accepted` where it is left out. */
  readonly status?: PartnerStatus;
}

const RICH = {
  ofctbtc: '10000000000',
  ofctusd: '100000000000',
  ofcteth: '1000000000000000000000',
} as const;

/** Three funded accounts that are partners, and a stranger to all of them. */
export const ACCOUNTS: ReadonlyArray<AccountOptions> = [
  { name: 'requester', funds: RICH },
  { name: 'counterparty', funds: RICH },
  { name: 'agent', funds: RICH },
  { name: 'stranger', funds: RICH },
];

/** Their partnerships. */
export const PARTNERS: ReadonlyArray<PartnerOptions> = [
  { primary: 'requester', secondary: 'counterparty', type: 'direct' },
  { primary: 'agent', secondary: 'requester', type: 'agency' },
  { primary: 'agent', secondary: 'counterparty', type: 'agency' },
];

/** Reads amounts of base units by the names of currencies. */
const readFunds: Reader<Readonly<Record<string, string>>> = (
  value,
  at,
): Checked<Readonly<Record<string, string>>> => {
  if (!isEntries(value)) return bad(`${at} must be an object`);
  const funds: Record<string, string> = {};
  for (const [name, units] of Object.entries(value)) {
    const known = currency(name, `${at}.${name.slice(0, 32)}`);
    const read = amount(units, `${at}.${name.slice(0, 32)}`);
    if (!known.ok) return known;
    if (!read.ok) return read;
    funds[name] = read.value.toString();
  }
  return good(funds);
};

/** Reads an account to make. */
export const readAccount: Reader<AccountOptions> = record({ name: text, funds: readFunds }, {});

/** Reads a partnership to begin with. */
export const readPartner: Reader<PartnerOptions> = record(
  { primary: text, secondary: text, type: oneOf(['direct', 'agency']) },
  { status: oneOf(PARTNER_STATUSES) },
);
