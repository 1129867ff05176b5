import { type Checked, bad } from '../checked.js';
import { type Reader, record, text } from '../reader.js';
import type { Machine } from './machine.js';
import { amount, currency } from './payload.js';
import type { Trade } from './trade.js';

/** A settlement that waits when the venue starts, by the names of the accounts. Amounts are texts of base units. */
export interface Proposal {
  readonly requester: string;
  readonly base: string;
  readonly quote: string;
  readonly baseAmount: string;
  readonly baseCurrency: string;
  readonly quoteAmount: string;
  readonly quoteCurrency: string;
  /** What the base account receives, where an agent keeps a part of the quote amount. */
  readonly baseReceiveAmount?: string;
  readonly externalId?: string;
}

const units: Reader<string> = (value, at) => {
  const read = amount(value, at);
  return read.ok ? { ok: true, value: read.value.toString() } : read;
};

/** Reads a proposal from JSON. */
export const read: Reader<Proposal> = record(
  {
    requester: text,
    base: text,
    quote: text,
    baseAmount: units,
    baseCurrency: currency,
    quoteAmount: units,
    quoteCurrency: currency,
  },
  { baseReceiveAmount: units, externalId: text },
);

/** Has the requester of a proposal make it. Gives the id of the settlement. */
export const make = (machine: Machine, proposal: Proposal, nowMs: number): Checked<string> => {
  const { accounts } = machine.overview();
  const idOf = (name: string): string | undefined => accounts.find((held) => held.name === name)?.accountId;
  const { requester, base, quote, baseReceiveAmount, ...rest } = proposal;
  const [requesterId, baseAccountId, quoteAccountId] = [idOf(requester), idOf(base), idOf(quote)];
  if (requesterId === undefined || baseAccountId === undefined || quoteAccountId === undefined)
    return bad('A proposal names an account that is not there.');
  const receives = {
    baseReceiveAmount: baseReceiveAmount ?? proposal.quoteAmount,
    baseReceiveCurrency: proposal.quoteCurrency,
    quoteReceiveAmount: proposal.baseAmount,
    quoteReceiveCurrency: proposal.baseCurrency,
  };
  const isAgency = requester !== base && requester !== quote;
  const trade: Trade = {
    baseAccountId,
    quoteAccountId,
    status: 'pending',
    timestamp: new Date(nowMs).toISOString(),
    ...rest,
    ...(isAgency && receives),
  };
  return machine.propose(requesterId, trade, nowMs);
};
