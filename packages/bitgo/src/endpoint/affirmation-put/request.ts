import type { EndingWord, Place, SignedPayload } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';

/** Where the call goes (BitGoJS `affirmation.ts`, last seen 2023-11-15). */
export const path = (at: Place, id: string): string =>
  `${accountPath(at)}/affirmations/${encodeURIComponent(id)}`;

/** The body that affirms, exactly as it is journaled and sent; the payload is the very text that was verified and signed. */
export const affirming = ({ payload, signature }: SignedPayload): string =>
  JSON.stringify({ status: 'affirmed', payload, signature });

/** The body that rejects or cancels. Nothing is signed for it. */
export const ending = (how: EndingWord): string => JSON.stringify({ status: how });
