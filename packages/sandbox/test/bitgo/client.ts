import { createHash, createHmac } from 'node:crypto';
import {
  type AccountCredentials,
  type BitgoSandbox,
  type BitgoStartOptions,
  type BitgoTrade,
  type WireSettlement,
  startBitgo,
} from '../../src/index.js';
import * as Account from '../../src/bitgo/account.js';
import { sign } from '../../src/bitgo/key/bitcoin-message.js';
import { type Seen, send } from '../client.js';
import { type Ids, START_MS, affirmationOf, buildBody, settlementOf, textAt } from './driver.js';

/** A sandbox with a client of each account at hand. */
export interface Bench {
  readonly sandbox: BitgoSandbox;
  readonly ids: Ids;
  readonly account: (name: string) => AccountCredentials;
  /** A call of an account by its name; the path is under the account, or whole. */
  readonly call: (
    name: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Seen>;
  /** Builds, signs and creates a direct settlement between requester and counterparty. */
  readonly create: (trade?: BitgoTrade) => Promise<Seen>;
  /** Signs a payload with the account's key and affirms. */
  readonly affirm: (name: string, settlement: WireSettlement) => Promise<Seen>;
  readonly control: (
    route: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly json: unknown }>;
}

const SEED = 11;

/** Runs a test against a sandbox whose clock stands still, and closes it whatever happens. */
export const withSandbox = async (
  options: BitgoStartOptions,
  test: (bench: Bench) => Promise<void>,
): Promise<void> => {
  const sandbox = await startBitgo({ frozenAtMs: START_MS, seed: SEED, scenario: 'manual', ...options });
  try {
    await test(benchOf(sandbox, options.seed ?? SEED));
  } finally {
    await sandbox.close();
  }
};

export const jsonOf = (seen: Seen): unknown => JSON.parse(seen.body.toString());

/** The settlement in a reply. */
export const settlementIn = (seen: Seen): WireSettlement =>
  settlementOf({ status: seen.status, body: jsonOf(seen) });

const benchOf = (sandbox: BitgoSandbox, seed: number): Bench => {
  const account: Bench['account'] = (name) => {
    const found = sandbox.credentials.accounts.find((held) => held.name === name);
    if (found === undefined) throw new Error(`no account ${name}`);
    return found;
  };
  const idOf = (name: string): string => account(name).accountId;
  const ids = {
    requester: idOf('requester'),
    counterparty: idOf('counterparty'),
    agent: idOf('agent'),
    stranger: idOf('stranger'),
  };
  const call: Bench['call'] = (name, method, path, body, headers = {}) => {
    const { accountId, accessToken } = account(name);
    const prefix = `/api/trade/v1/enterprise/${sandbox.credentials.enterpriseId}/account/${accountId}`;
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return send(sandbox.baseUrl, {
      method,
      path: path.startsWith('/api/') ? path : prefix + path,
      ...text,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
  };
  const signed = (name: string, payload: string) => {
    const { key } = Account.make(seed, { name, funds: {} });
    return { payload, signature: sign(payload, key()) };
  };
  const usual = (): BitgoTrade => ({
    baseAccountId: ids.requester,
    quoteAccountId: ids.counterparty,
    status: 'pending',
    timestamp: new Date(START_MS).toISOString(),
    baseAmount: '1000000',
    quoteAmount: '1000001',
    baseCurrency: 'ofctbtc',
    quoteCurrency: 'ofctusd',
    externalId: 'wire-1',
  });
  const create: Bench['create'] = async (trade = usual()) => {
    const built = await call('requester', 'POST', '/payload', buildBody(trade));
    const body = { ...signed('requester', textAt(jsonOf(built), 'payload')), trades: [trade] };
    return call('requester', 'POST', '/settlements', body);
  };
  const affirm: Bench['affirm'] = (name, settlement) => {
    const { id, payload } = affirmationOf(settlement, idOf(name));
    return call(name, 'PUT', `/affirmations/${id}`, { status: 'affirmed', ...signed(name, payload) });
  };
  const control: Bench['control'] = async (route, body) => {
    const [method = '', path = ''] = route.split(' ');
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const seen = await send(sandbox.controlUrl, { method, path, ...text });
    return { status: seen.status, json: JSON.parse(seen.body.toString()) };
  };
  return { sandbox, ids, account, call, create, affirm, control };
};

/** The headers of a request with an HMAC, as BitGo's SDK makes them. Written here once more. */
export const hmacHeaders = (
  token: string,
  version: '2.0' | '3.0',
  request: { readonly method: string; readonly path: string; readonly body: string },
): Readonly<Record<string, string>> => {
  const { method, path, body } = request;
  const subject =
    version === '2.0' ? `${START_MS}|${path}|${body}` : `${method}|${START_MS}|3.0|${path}|${body}`;
  return {
    authorization: `Bearer ${createHash('sha256').update(token).digest('hex')}`,
    'bitgo-auth-version': version,
    'auth-timestamp': `${START_MS}`,
    hmac: createHmac('sha256', token).update(subject).digest('hex'),
  };
};
