import { type Signer, type SigningRefused } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { hash } from 'node:crypto';

/**
 * The bytes that are signed for one call: the path, then SHA-256 of the nonce's digits and the exact body.
 *
 * Source: Spot REST authentication guide, which the Prime REST page refers to ("algorithm, headers, and nonce handling
 * are identical"), read November 2026; both of the published examples are tests.
 */
export const signedMessage = (path: string, nonce: bigint, body: string): Uint8Array =>
  // A digest as a text of one character a byte is what Node hands over fastest.
  Buffer.from(path + hash('sha256', `${nonce}${body}`, 'binary'), 'latin1');

/** The secret is not one: not strict base64, or not of 16 to 128 bytes. It is not repeated here. Nothing was sent. */
export interface InvalidSecret {
  readonly _tag: 'InvalidSecret';
  readonly what: string;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A signer that lives in this process. */
export interface ApiSigner extends Signer {
  /**
   * The `API-Sign` header of one call: what `sign` answers for its `signedMessage`, in base64, written at once and in one
   * piece. Errors: `SigningRefused`; nothing was sent.
   */
  readonly header: (path: string, nonce: bigint, body: string) => E.Either<SigningRefused, string>;
}

/**
 * A signer for a Kraken API secret that lives in this process: HMAC-SHA-512, 64 bytes.
 *
 * The secret stays in a closure: printing, serialising or cloning the signer shows nothing of it. Whoever keeps secrets in
 * a KMS or an HSM gives the adapter a `Signer` of their own instead.
 *
 * Errors: `InvalidSecret`; nothing was sent.
 */
export const apiSigner = (apiSecret: string): E.Either<InvalidSecret, ApiSigner> => {
  const key = base64.test(apiSecret) ? Buffer.from(apiSecret, 'base64') : Buffer.alloc(0);
  if (key.length < keyBytesMin || key.length > blockBytes || key.toString('base64') !== apiSecret)
    return E.left({
      _tag: 'InvalidSecret',
      what: 'the secret must be base64 of 16 to 128 bytes, as the venue shows it',
    });
  const { signature, header } = hmacSha512(key);
  const signer: ApiSigner = Object.freeze({
    sign: (message: Uint8Array): TE.TaskEither<SigningRefused, Uint8Array> =>
      message.length > messageBytesMax ? TE.left(tooLong) : async () => E.right(signature(message)),
    header: (path: string, nonce: bigint, body: string): E.Either<SigningRefused, string> =>
      path.length + digestBytes > messageBytesMax ? E.left(tooLong) : E.right(header(path, nonce, body)),
  });
  madeHere.add(signer);
  return E.right(signer);
};

/**
 * Whether it is the very signer that `apiSigner` made, so that its header is what it would have signed. One that wraps
 * it, to note or to refuse what is signed, is another and is asked as any other.
 */
export const isApiSigner = (signer: Signer): signer is ApiSigner => madeHere.has(signer);

const madeHere = new WeakSet<Signer>();

const tooLong: SigningRefused = {
  _tag: 'SigningRefused',
  detail: 'the message is longer than any that this signer signs',
};

const keyBytesMin = 16;
const blockBytes = 128;
const digestBytes = 32;
const messageBytesMax = 4_096;

/** HMAC of a key: of a message, as bytes; of a call, in base64. */
interface Hmac {
  readonly signature: (message: Uint8Array) => Uint8Array;
  readonly header: (path: string, nonce: bigint, body: string) => string;
}

/**
 * HMAC over pads that are prepared once: about half the time of `createHmac`, which the tests hold both ways against
 * (RFC 2104). A hot path in plain code: both write into the same two buffers and leave nothing to wait for in between.
 */
const hmacSha512 = (key: Buffer): Hmac => {
  const inner = Buffer.alloc(blockBytes + messageBytesMax);
  const outer = Buffer.alloc(blockBytes + 64);
  for (let at = 0; at < blockBytes; at += 1) {
    const byte = key[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  const digestTo = (end: number): void => {
    const digest = hash('sha512', inner.subarray(0, end), 'binary');
    outer.write(digest, blockBytes, 'latin1');
  };
  return {
    signature: (message) => {
      inner.set(message, blockBytes);
      digestTo(blockBytes + message.length);
      return Buffer.from(hash('sha512', outer, 'binary'), 'latin1');
    },
    header: (path, nonce, body) => {
      const digest = hash('sha256', `${nonce}${body}`, 'binary');
      const end = blockBytes + inner.write(path, blockBytes, 'latin1');
      digestTo(end + inner.write(digest, end, 'latin1'));
      return hash('sha512', outer, 'base64');
    },
  };
};
