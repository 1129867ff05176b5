import type { IncomingMessage } from 'node:http';
import { type Checked, bad, good } from '../checked.js';

/** Reads a whole body of at most `bytesMax`. Errors: a body that is larger, or that ends early. */
export const readBody = async (request: IncomingMessage, bytesMax: number): Promise<Checked<Buffer>> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > bytesMax) return bad(`The body has more than ${bytesMax} bytes.`);
      chunks.push(chunk);
    }
  } catch {
    return bad('The body ended early.');
  }
  return good(Buffer.concat(chunks));
};
