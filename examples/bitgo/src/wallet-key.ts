import type { Bitgo, Login } from './sandbox.js';

/** The key of an account's wallet: its public half, and the envelope that the passphrase opens. */
export interface WalletKey {
  readonly pub: string;
  readonly encryptedPrv: string;
}

/**
 * Fetches the key that belongs to an account.
 *
 * A sandbox is asked for both halves. Against the real venue, declare the public key that you wrote down when the wallet was
 * made: who answers here could answer with a key of their own.
 */
export const fetchWalletKey = async (
  { baseUrl }: Bitgo,
  { accountId, accessToken }: Login,
): Promise<WalletKey> => {
  const get = async (where: string): Promise<unknown> => {
    const reply = await fetch(`${baseUrl}${where}`, { headers: { authorization: `Bearer ${accessToken}` } });
    return reply.json();
  };
  const wallet = await get(`/api/v2/ofc/wallet/${accountId}`);
  const key = isWallet(wallet) ? await get(`/api/v2/ofc/key/${String(wallet.keys[0])}`) : undefined;
  if (!isWalletKey(key)) throw new Error('the sandbox shows no key for the account');
  return key;
};

const isWallet = (said: unknown): said is { readonly keys: ReadonlyArray<unknown> } =>
  typeof said === 'object' && said !== null && 'keys' in said && Array.isArray(said.keys);

const isWalletKey = (said: unknown): said is WalletKey =>
  typeof said === 'object' && said !== null && 'pub' in said && 'encryptedPrv' in said;
