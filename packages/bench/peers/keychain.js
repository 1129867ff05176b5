// @ts-check
import sjcl from 'sjcl';

/** @type {(passphrase: string, key: string) => string} */
export const seal = (passphrase, key) => sjcl.encrypt(passphrase, key, { iter: 10_000, ks: 256 });

/**
 * Opens an envelope as the first use of a passphrase in a process does; what the library remembers of it is taken away.
 * @type {(passphrase: string, envelope: string) => string}
 */
export const open = (passphrase, envelope) => {
  sjcl.misc._pbkdf2Cache = {};
  sjcl.misc.pa = {};
  return sjcl.decrypt(passphrase, envelope);
};
