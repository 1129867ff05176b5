// What a switch changes, each played once at a venue with the switches under test: what came of it.
import { BitgoMachine, type BitgoSwitchChanges } from '../../src/index.js';
import { authenticate } from '../../src/bitgo/authenticate.js';
import * as Account from '../../src/bitgo/account.js';
import { sign } from '../../src/bitgo/key/bitcoin-message.js';
import { SWITCHBOARD } from '../../src/bitgo/switches.js';
import { hashOf, requestHmac, tokenFor } from '../../src/bitgo/token.js';
import {
  type Driver,
  START_MS,
  affirmationOf,
  direct,
  drive,
  listAt,
  pending,
  pendingAgency,
  settlementOf,
  verdict,
} from './driver.js';

/** Creates a direct settlement whose payload or trades differ from what is built. */
export const createWith = (
  switches: BitgoSwitchChanges,
  change: (payload: string) => string,
  over: Readonly<Record<string, unknown>> = {},
): string => {
  const venue = drive({ switches });
  const { requester } = venue.ids;
  const trade = direct(venue.ids);
  const payload = change(venue.build(requester, trade));
  return verdict(venue.create(requester, trade, { payload, ...over }));
};

/** Creates with a signature of the key that the account has, as the test changes it. */
export const signedCreate = (switches: BitgoSwitchChanges, change: (signature: string) => string): string => {
  const venue = drive({ seed: 6, switches: { checkSignatures: true, ...switches } });
  const { requester } = venue.ids;
  const trade = direct(venue.ids);
  const payload = venue.build(requester, trade);
  const key = Account.make(6, { name: 'requester', funds: {} }).key();
  return verdict(venue.create(requester, trade, { payload, signature: change(sign(payload, key)) }));
};

/** Affirms with a payload that the venue did not populate. */
export const affirmFresh = (switches: BitgoSwitchChanges, change: (payload: string) => string): string => {
  const { venue, settlement } = pending({ switches });
  const { counterparty } = venue.ids;
  const { id, payload } = affirmationOf(settlement, counterparty);
  const body = { status: 'affirmed', payload: change(payload), signature: 'none' };
  return verdict(venue.put(counterparty, id, body));
};

/** The payload, with a nonce that the venue did not give. */
export const otherNonce = (payload: string): string =>
  payload.replace(/"nonceHold":"[^"]*"/, '"nonceHold":"AAAAAAAAAAAAAAAAAAAAAA=="');

/** Creates twice: with one payload, or with one each. */
export const twoCreates = (switches: BitgoSwitchChanges, isSamePayload: boolean): Driver => {
  const venue = drive({ switches });
  const { requester } = venue.ids;
  const trade = direct(venue.ids);
  const payload = venue.build(requester, trade);
  venue.create(requester, trade, { payload });
  venue.create(requester, trade, isSamePayload ? { payload } : {});
  return venue;
};

/** What the last request came to, and how many settlements there are. */
export const secondCreate = (venue: Driver): string => {
  const last = venue.machine.truth().requests.at(-1);
  return `${last?.status} ${venue.machine.truth().settlements.length}`;
};

/** Accounts of which only the requester has something. */
export const poor = [
  { name: 'requester', funds: { ofctbtc: '9000000' } },
  { name: 'counterparty', funds: {} },
  { name: 'agent', funds: {} },
];

/** How the affirmations of an agency settlement stand when one party ends it. */
export const endedBy = (switches: BitgoSwitchChanges, how: 'reject' | 'expire'): ReadonlyArray<string> => {
  const { venue, settlement } = pendingAgency({ switches });
  const { requester, counterparty } = venue.ids;
  venue.affirm(requester, settlement);
  const { id } = affirmationOf(settlement, counterparty);
  if (how === 'reject') venue.put(counterparty, id, { status: 'rejected' });
  else venue.pass(7_200_000);
  return venue.only().affirmations.map((held) => held.status);
};

/** How a settlement stands that was left alone for so long. */
export const statusAfter = (switches: BitgoSwitchChanges, ms: number): string => {
  const { venue } = pending({ switches });
  venue.pass(ms);
  return venue.only().status;
};

/** What each party owes, and what of it is a fee. */
export const fees = (switches: BitgoSwitchChanges) => {
  const venue = drive({ switches });
  const { requester, counterparty } = venue.ids;
  const settlement = settlementOf(venue.create(requester, direct(venue.ids)));
  venue.affirm(counterparty, settlement);
  return venue.only().obligations.map((owed) => `${owed.gross}/${owed.fee}`);
};

/** The answer to a question about fees. */
export const feeAnswer = (switches: BitgoSwitchChanges) => {
  const venue = drive({ switches });
  const { requester, counterparty } = venue.ids;
  const body = {
    counterpartyAccountId: counterparty,
    sendCurrency: 'ofctbtc',
    sendAmount: '1000000',
    receiveCurrency: 'ofctusd',
    receiveAmount: '5',
  };
  return venue.call(requester, 'POST', '/calculatefees', body).body;
};

/** The statuses of requests at these instants. */
export const rated = (
  switches: BitgoSwitchChanges,
  timesMs: ReadonlyArray<number>,
): ReadonlyArray<number> => {
  const machine = BitgoMachine.make({ switches });
  const account = machine.overview().accounts[0]?.accountId ?? '';
  const path = `/api/v2/ofc/wallet/${account}`;
  return timesMs.map(
    (ms) => machine.call({ account, method: 'GET', path, body: null }, START_MS + ms).status,
  );
};

/** The trades in the list of so many settlements, or the refusal. */
export const listed = (switches: BitgoSwitchChanges, count: number, query = ''): ReadonlyArray<string> => {
  const venue = drive({ switches });
  const { requester } = venue.ids;
  for (let made = 0; made < count; made += 1) {
    venue.create(requester, { ...direct(venue.ids), externalId: `t${made}` });
    venue.pass(1);
  }
  const answer = venue.call(requester, 'GET', `/settlements${query}`);
  if (answer.status !== 200) return [verdict(answer)];
  return listAt(answer, 'settlements').map((held) => {
    const [trade] = settlementOf({ status: 200, body: held }).trades;
    return trade?.externalId ?? '';
  });
};

/** Whether a request is accepted whose stamp is off by so much. */
export const stampedAt = (switches: BitgoSwitchChanges, offsetMs: number): boolean => {
  const accessToken = tokenFor(0, 'a', 'v2x');
  const holder = { accountId: 'a', name: 'a', accessToken, xprv: '', walletPassphrase: '' };
  const authTimestamp = `${START_MS + offsetMs}`;
  const about = { version: '3.0', method: 'GET', timestamp: authTimestamp, target: '/x' } as const;
  const request = {
    method: 'GET',
    target: '/x',
    authorization: `Bearer ${hashOf(accessToken)}`,
    authVersion: '3.0',
    authTimestamp,
    hmac: requestHmac(accessToken, about, new Uint8Array()),
    body: new Uint8Array(),
  };
  return authenticate(request, [holder], SWITCHBOARD.complete(switches), START_MS) !== undefined;
};

/** The status in a copy that is so old. */
export const staleStatus = (switches: BitgoSwitchChanges, agoMs: number): string => {
  const { venue, settlement, id } = pending({ switches });
  venue.pass(1);
  venue.affirm(venue.ids.counterparty, settlement);
  venue.pass(5000);
  venue.machine.propose(venue.ids.requester, direct(venue.ids), venue.now());
  return venue.get(venue.ids.requester, id, { asOfMs: venue.now() - agoMs }).status;
};
