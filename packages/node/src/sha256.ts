import { createHash } from 'node:crypto';
import type { Digest } from '@legwork/core';

/**
 * SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits.
 *
 * @example
 * ```ts
 * import { sha256 } from '@legwork/node';
 * sha256(''); // => 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
 * ```
 */
export const sha256: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
