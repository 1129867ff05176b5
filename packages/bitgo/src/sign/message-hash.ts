import { hash } from 'node:crypto';

/**
 * The 32 bytes that are signed for a message: SHA-256 twice over the prefix of Bitcoin's signed messages, the length as a
 * CompactSize and the bytes of the message.
 *
 * Source: BitGoJS `bip32util.ts` and `@bitgo-forks/bitcoinjs-message`, read November 2026. The lengths at which CompactSize
 * grows (253, 65,536) are tests.
 */
export const messageHash = (message: Uint8Array): Uint8Array => {
  // A digest as a text of one character a byte is what Node hands over fastest.
  const size = compactSize(message.length);
  const whole = Buffer.allocUnsafe(prefix.length + size.length + message.length);
  whole.set(prefix);
  whole.set(size, prefix.length);
  whole.set(message, prefix.length + size.length);
  const inner = hash('sha256', whole, 'binary');
  return Buffer.from(hash('sha256', Buffer.from(inner, 'latin1'), 'binary'), 'latin1');
};

const prefix = Buffer.from('\x18Bitcoin Signed Message:\n', 'latin1');

const compactSize = (length: number): Uint8Array => {
  if (length < 0xfd) return Uint8Array.of(length);
  if (length <= 0xffff) return Uint8Array.of(0xfd, length & 0xff, length >> 8);
  const size = Buffer.alloc(5, 0xfe);
  size.writeUInt32LE(length, 1);
  return size;
};
