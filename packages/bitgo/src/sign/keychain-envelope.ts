import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

/**
 * An encrypted key as the venue's keychains hold it: version 1 of the Stanford JavaScript Crypto Library's JSON
 * (PBKDF2-HMAC-SHA-256, AES-256-CCM).
 *
 * Source: BitGoJS `sdk-api/src/encrypt.ts` and the library's own documentation, read November 2026.
 */
export interface KeychainEnvelope {
  readonly iv: Buffer;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly tagBytes: number;
  /** What was authenticated beside the key. */
  readonly attached: Buffer;
  /** The encrypted text, and after it the tag. */
  readonly sealed: Buffer;
}

/** The keychain gives no key. Neither the envelope nor the passphrase is repeated. Nothing was sent. */
export interface KeychainRefused {
  readonly _tag: 'KeychainRefused';
  /**
   * `NotAnEnvelope`: not of this form. `UnsupportedEnvelope`: another version, cipher or mode, such as the venue's newer
   * envelopes with Argon2id. `OutOfLimits`: a length or a number of iterations that no keychain has.
   * `WrongPassphrase`: or the envelope was changed; the two cannot be told apart.
   */
  readonly why: 'NotAnEnvelope' | 'UnsupportedEnvelope' | 'OutOfLimits' | 'WrongPassphrase';
}

const charactersMax = 4_096;
const iterationsMin = 10_000;
const iterationsMax = 1_000_000;
const sealedBytesMax = 1_024;
const tagBits: ReadonlySet<number> = new Set([64, 96, 128]);

const Written = t.intersection([
  t.type({ iv: t.string, iter: t.number, salt: t.string, ct: t.string }),
  t.partial({
    v: t.number,
    ks: t.number,
    ts: t.number,
    mode: t.string,
    adata: t.string,
    cipher: t.string,
  }),
]);

/** Reads an envelope and holds it to its limits, before any work is done on it. Errors: `KeychainRefused`. */
export const readEnvelope = (text: string): E.Either<KeychainRefused, KeychainEnvelope> => {
  if (text.length > charactersMax) return refused('OutOfLimits');
  const json = O.tryCatch((): unknown => JSON.parse(text));
  if (O.isNone(json)) return refused('NotAnEnvelope');
  const written = json.value;
  if (!Written.is(written)) return refused(isNewer(written) ? 'UnsupportedEnvelope' : 'NotAnEnvelope');
  const { v = 1, ks = 128, ts = 64, mode = 'ccm', cipher = 'aes', adata = '', iter } = written;
  if (v !== 1 || ks !== 256 || mode !== 'ccm' || cipher !== 'aes' || !tagBits.has(ts))
    return refused('UnsupportedEnvelope');
  const [iv, salt, sealed, attached] = [written.iv, written.salt, written.ct, adata].map(base64);
  if (iv === undefined || salt === undefined || sealed === undefined || attached === undefined)
    return refused('NotAnEnvelope');
  const tagBytes = ts / 8;
  const isWithin =
    Number.isInteger(iter) &&
    iter >= iterationsMin &&
    iter <= iterationsMax &&
    [8, 16, 32].includes(salt.length) &&
    iv.length >= 7 &&
    iv.length <= 16 &&
    sealed.length > tagBytes &&
    sealed.length <= sealedBytesMax;
  if (!isWithin) return refused('OutOfLimits');
  return E.right({ iv, salt, iterations: iter, tagBytes, attached, sealed });
};

/** A newer envelope has a version and not the fields of this one. */
const isNewer = (json: unknown): boolean => t.type({ v: t.number }).is(json) && json.v !== 1;

/** The bytes of strict base64; `undefined` for any other text. */
const base64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

/** A refusal, as the left side of whatever was tried. */
export const refused = (why: KeychainRefused['why']): E.Either<KeychainRefused, never> =>
  E.left({ _tag: 'KeychainRefused', why });
