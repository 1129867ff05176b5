import { createHash } from 'node:crypto';
import { type Signature, signatureOf } from '@legwork/bitgo';
import { right } from '@legwork/testkit';

const sha256 = (input: string | Uint8Array): Buffer => createHash('sha256').update(input).digest();

/** Something in the form of a signature of a text: nobody checks it here, and a real one takes a thousand times as long. */
export const cheapSignature = (text: string): Signature => {
  const r = sha256(text);
  const s = sha256(r);
  // Below half the order of the curve, as every signature that is sent must be.
  r[0] = (r[0] ?? 0) & 0x3f;
  s[0] = (s[0] ?? 0) & 0x3f;
  return right(signatureOf(Buffer.concat([Uint8Array.of(31), r, s])));
};
