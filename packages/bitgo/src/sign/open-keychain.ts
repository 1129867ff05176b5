import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { createDecipheriv, pbkdf2, pbkdf2Sync } from 'node:crypto';
import { promisify } from 'node:util';
import { type KeychainEnvelope, type KeychainRefused, readEnvelope, refused } from './keychain-envelope.js';

const derived = promisify(pbkdf2);
const keyBytes = 32;

/**
 * The most iterations that are done at once. That takes two milliseconds, and to hand as much to another thread takes a
 * tenth longer. Every known keychain has exactly these.
 */
const iterationsAtOnceMax = 10_000;

/**
 * Opens a keychain with its passphrase and answers the text in it: the xprv.
 *
 * The key is derived by OpenSSL, which takes nearly all of the time; of more iterations than usual on a thread of its own, so
 * that the process goes on meanwhile. What can be wiped is wiped afterwards; a JavaScript text cannot be.
 * Errors: `KeychainRefused`.
 */
export const openKeychain =
  (envelope: string, passphrase: string): TE.TaskEither<KeychainRefused, string> =>
  async () => {
    const read = readEnvelope(envelope);
    if (E.isLeft(read)) return read;
    const { salt, iterations } = read.right;
    const password = Buffer.from(passphrase, 'utf8');
    const key = await derive(password, salt, iterations)();
    password.fill(0);
    if (E.isLeft(key)) return refused('NotAnEnvelope');
    const opened = unseal(read.right, key.right);
    key.right.fill(0);
    return opened;
  };

const derive = (password: Buffer, salt: Buffer, iterations: number): TE.TaskEither<undefined, Buffer> =>
  TE.tryCatch(
    async () =>
      iterations > iterationsAtOnceMax
        ? derived(password, salt, iterations, keyBytes, 'sha256')
        : pbkdf2Sync(password, salt, iterations, keyBytes, 'sha256'),
    () => undefined,
  );

/**
 * AES-256-CCM as the library that wrote the envelope uses it: the nonce is the beginning of the vector, as long as the
 * length of the text leaves room for: 13 bytes for less than 64 KiB, which is all that is read here.
 */
const unseal = (envelope: KeychainEnvelope, key: Buffer): E.Either<KeychainRefused, string> => {
  const { iv, tagBytes, attached, sealed } = envelope;
  const textBytes = sealed.length - tagBytes;
  return E.tryCatch(
    () => {
      const decipher = createDecipheriv('aes-256-ccm', key, iv.subarray(0, 13), { authTagLength: tagBytes });
      decipher.setAuthTag(sealed.subarray(textBytes));
      decipher.setAAD(attached, { plaintextLength: textBytes });
      const opened = decipher.update(sealed.subarray(0, textBytes));
      decipher.final();
      const text = opened.toString('latin1');
      opened.fill(0);
      return text;
    },
    (): KeychainRefused => ({ _tag: 'KeychainRefused', why: 'WrongPassphrase' }),
  );
};
