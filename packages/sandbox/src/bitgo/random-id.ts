import type { SeededRandom } from '../seeded-random.js';

const NONCE_BYTES = 16;

const bytes = (random: SeededRandom): Buffer =>
  Buffer.from(Array.from({ length: NONCE_BYTES }, () => random.below(256)));

/** A payload nonce: 16 bytes in base64. */
export const nonce = (random: SeededRandom): string => bytes(random).toString('base64');

/** A UUID of version 4. */
export const uuid = (random: SeededRandom): string => {
  const raw = bytes(random);
  raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40;
  raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
  const hex = raw.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
