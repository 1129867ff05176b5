import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BitgoTruth, Truth } from '@legwork/sandbox';
import type { BitgoLogin, Venues } from './message.js';
import { there } from './must.js';
import { type SandboxProcess, startSandbox } from './sandbox-process.js';

/** Both sandboxes, each in a process of its own. */
export interface Sandboxes {
  readonly kraken: SandboxProcess;
  readonly bitgo: SandboxProcess;
  readonly venues: Venues;
  readonly truth: () => Promise<{ readonly kraken: Truth; readonly bitgo: BitgoTruth }>;
  readonly stop: () => Promise<void>;
}

const krakenScenario = {
  says: 'Batches are made by somebody else, quickly.',
  trades: [],
  switches: {
    rateMax: 1_000_000,
    lockoutAfter: 0,
    confirmAfterMs: 40,
    transferMs: 250,
    venueSettlesAfterMs: 40,
    completeAfterMs: 20,
  },
};

/** Several requesters, since an account is read as a whole after each creation. */
export const requesters = ['requester-1', 'requester-2', 'requester-3'] as const;
export const counterparty = 'counterparty';

const funds = { ofctbtc: '1000000000000', ofctusd: '1000000000000' };
const bitgoScenario = {
  says: 'Accounts that request settlements with one counterparty, all of them ours.',
  switches: { counterparty: 'manual', rateMax: 0 },
  accounts: [...requesters, counterparty].map((name) => ({ name, funds })),
  partners: requesters.map((primary) => ({ primary, secondary: counterparty, type: 'direct' })),
};

/** Starts both sandboxes. Their scenarios are written into a folder. */
export const startSandboxes = async (folder: string, seed: number): Promise<Sandboxes> => {
  const start = async (venue: 'kraken-prime' | 'bitgo', scenario: unknown): Promise<SandboxProcess> => {
    const file = path.join(folder, `${venue}.json`);
    await writeFile(file, JSON.stringify(scenario));
    return startSandbox(venue, file, seed);
  };
  const kraken = await start('kraken-prime', krakenScenario);
  const bitgo = await start('bitgo', bitgoScenario);
  const { apiKey, apiSecret } = there(asKeys(kraken.credentials), 'key in the credentials');
  const { enterpriseId, accounts } = there(asAccounts(bitgo.credentials), 'account in the credentials');
  const logins = await Promise.all(accounts.map((account) => loginTo(bitgo.baseUrl, account)));
  return {
    kraken,
    bitgo,
    venues: {
      kraken: { baseUrl: kraken.baseUrl, controlUrl: kraken.controlUrl, apiKey, apiSecret },
      bitgo: { baseUrl: bitgo.baseUrl, controlUrl: bitgo.controlUrl, enterprise: enterpriseId, logins },
    },
    truth: async () => {
      const [ofKraken, ofBitgo] = [await kraken.control('GET /truth'), await bitgo.control('GET /truth')];
      if (!isKrakenTruth(ofKraken) || !isBitgoTruth(ofBitgo))
        throw new Error('invariant: a sandbox tells no truth');
      return { kraken: ofKraken, bitgo: ofBitgo };
    },
    stop: async () => {
      await Promise.all([kraken.stop(), bitgo.stop()]);
    },
  };
};

type Account = Omit<BitgoLogin, 'publicKey'>;

/** The public half of an account's key, which an operator would have written down when the wallet was made. */
const loginTo = async (baseUrl: string, account: Account): Promise<BitgoLogin> => {
  const { name, accountId, accessToken, xprv } = account;
  const get = async (where: string): Promise<unknown> => {
    const reply = await fetch(`${baseUrl}${where}`, { headers: { authorization: `Bearer ${accessToken}` } });
    return reply.json();
  };
  const wallet = await get(`/api/v2/ofc/wallet/${accountId}`);
  const keyId = isWallet(wallet) ? String(wallet.keys[0]) : '';
  const key = await get(`/api/v2/ofc/key/${keyId}`);
  if (!isKey(key)) throw new Error('invariant: the sandbox shows no key for the account');
  return { name, accountId, accessToken, xprv, publicKey: key.pub };
};

const isObject = (said: unknown): said is object => typeof said === 'object' && said !== null;
const isWallet = (said: unknown): said is { readonly keys: ReadonlyArray<unknown> } =>
  isObject(said) && 'keys' in said && Array.isArray(said.keys);
const isKey = (said: unknown): said is { readonly pub: string } =>
  isObject(said) && 'pub' in said && typeof said.pub === 'string';
const isKrakenTruth = (said: unknown): said is Truth => isObject(said) && 'transfers' in said;
const isBitgoTruth = (said: unknown): said is BitgoTruth => isObject(said) && 'moves' in said;

const asKeys = (said: unknown): { readonly apiKey: string; readonly apiSecret: string } | undefined =>
  isObject(said) && 'apiKey' in said && 'apiSecret' in said
    ? { apiKey: String(said.apiKey), apiSecret: String(said.apiSecret) }
    : undefined;

const asAccounts = (
  said: unknown,
): { readonly enterpriseId: string; readonly accounts: ReadonlyArray<Account> } | undefined =>
  isObject(said) && 'enterpriseId' in said && 'accounts' in said && Array.isArray(said.accounts)
    ? { enterpriseId: String(said.enterpriseId), accounts: said.accounts }
    : undefined;
