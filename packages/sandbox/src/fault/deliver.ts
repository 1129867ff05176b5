import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Reply } from '../http/reply.js';
import type { OffsetClock } from '../offset-clock.js';
import type { Delivery } from './plan.js';

const MIB = 1_048_576;
const PADDING = Buffer.alloc(65_536, 'a');

/** Sends a reply in the given manner. Returns when nothing more will be sent. */
export const deliver = async (
  reply: Reply,
  delivery: Delivery,
  response: ServerResponse,
  clock: OffsetClock,
): Promise<void> => {
  switch (delivery._tag) {
    case 'Whole':
      writeHead(reply, response, reply.body.length);
      response.end(reply.body);
      return;
    case 'Nothing':
      if (delivery.reset) response.socket?.resetAndDestroy();
      else response.destroy();
      return;
    case 'Short':
      writeHead(reply, response, reply.body.length + delivery.missingBytes);
      response.write(reply.body, () => response.destroy());
      return;
    case 'Slow':
      writeHead(reply, response, reply.body.length);
      return deliverSlowly(reply.body, delivery.msPerByte, response, clock);
    case 'Huge':
      response.writeHead(reply.status, reply.headers);
      return deliverHuge(delivery.mib, response);
  }
};

const writeHead = (reply: Reply, response: ServerResponse, length: number): void => {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': `${length}` });
};

const deliverSlowly = async (
  body: Uint8Array,
  msPerByte: number,
  response: ServerResponse,
  clock: OffsetClock,
): Promise<void> => {
  for (let at = 0; at < body.length && !response.destroyed; at += 1) {
    response.write(body.subarray(at, at + 1));
    // oxlint-disable-next-line no-await-in-loop -- the point is to wait between bytes
    await (msPerByte === 0 ? setImmediate() : clock.wait(msPerByte));
  }
  response.end();
};

const deliverHuge = async (mib: number, response: ServerResponse): Promise<void> => {
  response.write('{"error":[],"result":{"padding":"');
  for (let sent = 0; sent < mib * MIB && !response.destroyed; sent += PADDING.length) {
    // oxlint-disable-next-line no-await-in-loop -- the reader sets the pace, or memory fills
    if (!response.write(PADDING)) await drained(response);
  }
  response.end('"}}');
};

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed) return resolve();
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
    return undefined;
  });
