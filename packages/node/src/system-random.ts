import { randomBytes } from 'node:crypto';
import type { Random } from '@legwork/core';

/**
 * Unpredictable bytes from the operating system's generator, by way of OpenSSL's.
 *
 * Asking for fewer than 1 or more than 1024 bytes is a defect of the caller and throws.
 *
 * @example
 * ```ts
 * import { systemRandom } from '@legwork/node';
 * systemRandom.bytes(16).length; // => 16
 * ```
 */
export const systemRandom: Random = {
  bytes: (count) => {
    if (!Number.isInteger(count) || count < 1 || count > 1024) {
      throw new RangeError('invariant: between 1 and 1024 random bytes at a time');
    }
    return new Uint8Array(randomBytes(count));
  },
};
