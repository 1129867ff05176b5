import { createHmac } from 'node:crypto';

/** What authenticates a call: HMAC-SHA-256, in hex, of its sequence, method, path and body, one a line. */
export const signature = (secret: string, ...call: ReadonlyArray<string>): string =>
  createHmac('sha256', secret).update(call.join('\n')).digest('hex');
