import { type Checked, bad, good } from '../checked.js';
import { find } from '../http/route.js';
import { type Reader, isEntries, listOf, oneOf, record, text } from '../reader.js';
import type { CreateWish } from './creation.js';
import { amount, currency, VERSION } from './payload.js';
import { type Operation, ROUTES } from './routes.js';
import { AFFIRMATION_STATUSES } from './status.js';
import type { Switches } from './switches.js';
import { reader as tradeReader } from './trade.js';
import type { UpdateWish } from './update.js';

/** A request by its operation, with the parameters of its path and its query. */
export interface Routed {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
}

/** Finds the operation of a request; nothing where the venue has none such. */
export const routeOf = (method: string, target: string): Routed | undefined => {
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const found = find(ROUTES, method, path);
  if (found === undefined) return undefined;
  const query = new Map(new URLSearchParams(at < 0 ? '' : target.slice(at + 1)));
  return { operation: found.name, params: found.params, query };
};

/** What one account is to give and get in a payload to build; `sendAmount` is before fees here (§3.2). */
export const readBuild = record(
  {
    version: oneOf([VERSION]),
    amounts: listOf(
      record(
        {
          accountId: text,
          sendAmount: amount,
          sendCurrency: currency,
          receiveAmount: amount,
          receiveCurrency: currency,
        },
        {},
      ),
      16,
    ),
  },
  {},
);

/** What a fee is to be calculated for. */
export const readFees = record(
  {
    counterpartyAccountId: text,
    sendCurrency: currency,
    sendAmount: amount,
    receiveCurrency: currency,
    receiveAmount: amount,
  },
  {},
);

/** What a partnership is to be. */
export const readPartner = record(
  {
    referralCode: text,
    type: oneOf(['direct', 'agency']),
    requesterSide: oneOf(['primary', 'secondary']),
  },
  {},
);

const PAYLOAD_MAX = 65_536;
const longText: Reader<string> = (value, at) =>
  typeof value === 'string' && value.length <= PAYLOAD_MAX ? good(value) : bad(`${at} must be a text`);

/** Reads what Create takes; what becomes of the SDK's requesterAccountId is a switch. */
export const readCreate =
  (accountId: string, switches: Switches): Reader<CreateWish> =>
  (value, at) => {
    const create = record(
      { payload: longText, signature: text, trades: listOf(tradeReader(switches.tradeStatus), 100) },
      switches.requesterAccountId === 'refused' ? {} : { requesterAccountId: text },
    );
    const read = create(value, at);
    if (!read.ok) return read;
    const named = isEntries(value) ? value['requesterAccountId'] : undefined;
    if (named !== undefined && named !== accountId && switches.requesterAccountId === 'must-match')
      return bad(`${at}.requesterAccountId is not the account of the path`);
    const { payload, signature, trades } = read.value;
    return trades.length === 0 ? bad(`${at}.trades must not be empty`) : good({ payload, signature, trades });
  };

const affirmed = record({ status: oneOf(['affirmed']), payload: longText, signature: text }, {});
const ended = record({ status: oneOf(['rejected', 'canceled']) }, {});

/** Reads a change of an affirmation. */
export const readUpdate: Reader<UpdateWish> = (value, at): Checked<UpdateWish> => {
  const isAffirm = isEntries(value) && value['status'] === 'affirmed';
  return isAffirm ? affirmed(value, at) : ended(value, at);
};

/** Reads the status that affirmations are filtered by. */
export const readStatus = oneOf(AFFIRMATION_STATUSES);
