import { hash } from 'node:crypto';

/**
 * The 32 bytes that are signed for a message: SHA-256 twice over the prefix of Bitcoin's signed messages, the length as a
 * CompactSize and the bytes of the message.
 *
 * Source: BitGoJS `bip32util.ts` and `@bitgo-forks/bitcoinjs-message`, read November 2026. The lengths at which CompactSize
 * grows (253, 65,536) are tests.
 */
export const messageHash = (message: Uint8Array): Uint8Array => {
  const size = compactSize(message.length);
  const start = prefix.length + size.length;
  const end = start + message.length;
  const whole = end <= room.length ? room : Buffer.allocUnsafe(end);
  whole.set(prefix);
  whole.set(size, prefix.length);
  whole.set(message, start);
  // A digest as a text of one character a byte is what Node hands over fastest.
  half.write(hash('sha256', whole.subarray(0, end), 'binary'), 'latin1');
  return Buffer.from(hash('sha256', half, 'binary'), 'latin1');
};

const prefix = Buffer.from('\x18Bitcoin Signed Message:\n', 'latin1');

/** Written over by each call, and read in the same call only: every signature needs two hashes, and new room costs more than they. */
const room = Buffer.alloc(4_096);
const half = Buffer.alloc(32);

const compactSize = (length: number): Uint8Array => {
  if (length < 0xfd) return Uint8Array.of(length);
  if (length <= 0xffff) return Uint8Array.of(0xfd, length & 0xff, length >> 8);
  const size = Buffer.alloc(5, 0xfe);
  size.writeUInt32LE(length, 1);
  return size;
};
