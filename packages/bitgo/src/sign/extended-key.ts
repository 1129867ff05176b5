import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { base58Check } from './base58check.js';

/** The text is not a root key of the kind that was asked for. It is not repeated. */
export interface InvalidExtendedKey {
  readonly _tag: 'InvalidExtendedKey';
  /** `NotRoot`: the key was derived from another; the venue signs with root keys alone. */
  readonly why: 'NotBase58Check' | 'WrongKind' | 'NotRoot';
}

/** The two halves of an extended key. */
export interface ExtendedKey {
  readonly chainCode: Buffer;
  /** 32 bytes of a private key, or 33 of a compressed public key. */
  readonly key: Buffer;
}

const length = 78;

/**
 * Reads the private root key of an account (`xprv…`, BIP 32). No derivation: the venue's signatures are by the root key
 * (BitGoJS `bip32util.ts`, read November 2026). Errors: `InvalidExtendedKey`.
 */
export const readXprv = (text: string): E.Either<InvalidExtendedKey, ExtendedKey> => {
  const content = readRoot(text, '0488ade4');
  if (E.isLeft(content)) return content;
  const { chainCode, key } = content.right;
  return key[0] === 0 ? E.right({ chainCode, key: key.subarray(1) }) : invalid('WrongKind');
};

/** Reads the public root key of an account (`xpub…`, BIP 32). Errors: `InvalidExtendedKey`. */
export const readXpub = (text: string): E.Either<InvalidExtendedKey, ExtendedKey> => {
  const content = readRoot(text, '0488b21e');
  if (E.isLeft(content)) return content;
  const [parity] = content.right.key;
  return parity === 2 || parity === 3 ? content : invalid('WrongKind');
};

const readRoot = (text: string, version: string): E.Either<InvalidExtendedKey, ExtendedKey> => {
  const content = base58Check(text, length);
  if (O.isNone(content)) return invalid('NotBase58Check');
  const bytes = content.value;
  if (bytes.toString('hex', 0, 4) !== version) return invalid('WrongKind');
  // Depth, fingerprint of the parent and number of the child are all zero in a root key.
  if (bytes.subarray(4, 13).some((byte) => byte !== 0)) return invalid('NotRoot');
  return E.right({ chainCode: bytes.subarray(13, 45), key: bytes.subarray(45) });
};

const invalid = (why: InvalidExtendedKey['why']): E.Either<InvalidExtendedKey, never> =>
  E.left({ _tag: 'InvalidExtendedKey', why });
