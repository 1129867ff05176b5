import { createHash } from 'node:crypto';
import type { SigningKey } from './key/signing-key.js';
import * as Key from './key/signing-key.js';
import { encrypt } from './key/sjcl-envelope.js';

/** A trading account to make. Units: `funds` in base units by currency. */
export interface AccountOptions {
  /** Its name; ids, keys and tokens depend on it and on the seed. */
  readonly name: string;
  readonly funds: Readonly<Record<string, string>>;
}

/** A trading account. What costs time is made when it is first asked for. */
export interface Account {
  readonly accountId: string;
  readonly name: string;
  readonly keyId: string;
  readonly walletPassphrase: string;
  readonly referralCode: string;
  readonly funds: Readonly<Record<string, string>>;
  readonly key: () => SigningKey;
  /** The xprv under the passphrase, as SJCL writes it. */
  readonly encryptedPrv: () => string;
}

const ID_CHARS = 32;

/** Bytes that depend on a seed and a purpose alone. They open nothing but a sandbox. */
export const bytesFor = (seed: number, purpose: string): Buffer =>
  createHash('sha512').update(`legwork sandbox, not a secret: bitgo ${purpose} ${seed}`).digest();

/** An id of 32 hex digits, as BitGo writes accounts and enterprises. */
export const idFor = (seed: number, purpose: string): string =>
  bytesFor(seed, purpose).toString('hex').slice(0, ID_CHARS);

/** Makes an account of a seed. */
export const make = (seed: number, { name, funds }: AccountOptions): Account => {
  const key = once(() => Key.fromSeed(bytesFor(seed, `key of ${name}`)));
  const walletPassphrase = bytesFor(seed, `passphrase of ${name}`).toString('base64url').slice(0, 24);
  const encryptedPrv = once(() => {
    const random = bytesFor(seed, `envelope of ${name}`);
    const parts = { iv: random.subarray(0, 16), salt: random.subarray(16, 24) };
    return encrypt(key().xprv, walletPassphrase, parts);
  });
  return {
    accountId: idFor(seed, `account ${name}`),
    name,
    keyId: idFor(seed, `key id of ${name}`),
    walletPassphrase,
    referralCode: `ref-${idFor(seed, `referral of ${name}`).slice(0, 12)}`,
    funds,
    key,
    encryptedPrv,
  };
};

const once = <A>(make_: () => A): (() => A) => {
  let made: { readonly value: A } | undefined;
  return () => {
    made ??= { value: make_() };
    return made.value;
  };
};
