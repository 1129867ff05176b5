import type { VerifiedPayload } from '../payload/verify.js';

/** What a signer is handed for a payload: the bytes of exactly the verified text, which is what is sent as well (contract S2). */
export const signingBytes = ({ text }: VerifiedPayload): Uint8Array => new TextEncoder().encode(text);
