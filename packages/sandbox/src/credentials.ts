import { createHash } from 'node:crypto';

/** An API key and its secret. They open nothing but a sandbox. */
export interface Credentials {
  readonly apiKey: string;
  /** Base64 of 64 bytes, as Kraken hands its secrets out. */
  readonly apiSecret: string;
}

/** The throw-away credentials of a venue and a seed: the same ones every time. */
export const derive = (venue: string, seed: number): Credentials => {
  const bytes = (what: string): Buffer =>
    createHash('sha512').update(`legwork sandbox, not a secret: ${venue} ${what} ${seed}`).digest();
  return {
    apiKey: bytes('key').subarray(0, 42).toString('base64'),
    apiSecret: bytes('secret').toString('base64'),
  };
};
