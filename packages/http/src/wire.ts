import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { NoConnection, type Open } from './connection.js';
import type { Deadline, Deadlines } from './deadlines.js';
import { setGate } from './gate.js';
import type { Outgoing } from './outgoing.js';
import { type ReplyHead, refuseHead, replyHead } from './reply.js';
import { systemCode } from './system-code.js';
import type { Settings } from './transport-config.js';
import type { Verdict } from './verdict.js';

/** What every call of a transport shares. */
export interface Wire {
  readonly settings: Settings;
  readonly open: Open;
  /** Holds the connections of reads; a write never meets it. */
  readonly agent: http.Agent;
  /** Each of a whole call. */
  readonly totals: Deadlines;
  /** Each from the first byte written to the head of the response. */
  readonly firstBytes: Deadlines;
}

/**
 * Begins a request and watches it from inside Node's HTTP client, where the truth about it is: which socket it got,
 * when its first byte was handed over, what the parser made of the answer.
 */
export const requestOver =
  ({ settings, open, agent, firstBytes }: Wire) =>
  (out: Outgoing, verdict: Verdict, onHead: (head: ReplyHead) => void) =>
  (url: URL, { method, headers }: https.RequestOptions): http.ClientRequest => {
    const { origin, limits } = settings;
    // Of what got would say to Node these two, and no more: whom to trust and how to connect is decided here.
    const request = (origin.secure ? https : http).request(url, {
      method,
      headers,
      maxHeaderSize: limits.headerBytesMax,
      insecureHTTPParser: false,
      ...(out.effect === 'Read' ? { agent } : { createConnection: laterFrom(open) }),
    });
    let reply: http.IncomingMessage | undefined;
    let firstByte: Deadline | undefined;
    const overdue = (): void =>
      verdict.fail('Timeout', 'Timeout', `no response within ${limits.firstByteMs} ms`);
    const inTime = (): void => {
      if (firstByte !== undefined) firstBytes.cancel(firstByte);
    };
    verdict.onSettled(inTime);
    request.on('error', (error) => blame(error, verdict, reply !== undefined));
    request.once('upgrade', () => verdict.fail('Internal', 'BadHttp', 'the server changes the protocol'));
    request.once('socket', (socket) => {
      armSocket(socket, out, verdict, () => {
        firstByte = firstBytes.begin(overdue);
      });
      watchForMore(socket, verdict, () => reply?.complete === true);
    });
    request.once('response', (response) => {
      reply = response;
      inTime();
      const head = replyHead(response.statusCode ?? 0, response.headers);
      verdict.replyBegan(head.status);
      onHead(head);
      const refused = refuseHead(head, limits.responseBytesMax);
      if (O.isSome(refused)) verdict.settle(E.left(refused.value));
    });
    return request;
  };

/** Node's shape of a connection that comes later, through the callback. */
const laterFrom =
  (open: Open) =>
  (_: unknown, done: Parameters<Open>[0]): undefined => {
    open(done);
    return undefined;
  };

/** Sets the gate, and lets go of the socket with the verdict. */
const armSocket = (socket: Socket, out: Outgoing, verdict: Verdict, sent: () => void): void => {
  setGate(socket, {
    // A call that has its verdict may have been told that nothing was sent: that must stay true.
    permit: () => (verdict.isOpen() ? out.permit() : O.some('the call is over')),
    opened: () => {
      verdict.bytesLeft();
      sent();
    },
    stayedShut: (reason) => verdict.fail('Forbidden', 'Internal', reason),
  });
  verdict.onSettled((succeeded) => {
    if (!succeeded || out.effect === 'Write') socket.destroy();
  });
};

/**
 * Looks for bytes after the end of the response. The parser has seen each chunk before this does: by then it has
 * destroyed the socket if the chunk held a second response, and has reported anything that is no response at all.
 */
const watchForMore = (socket: Socket, verdict: Verdict, isComplete: () => boolean): void => {
  let wasComplete = false;
  const look = (): void => {
    if (wasComplete || socket.destroyed) {
      verdict.fail('Internal', 'BadHttp', 'bytes came after the end of the response');
    }
    wasComplete = isComplete();
  };
  socket.on('data', look);
  verdict.onSettled(() => socket.off('data', look));
};

/** Says what an error of Node's HTTP client means for the call. */
const blame = (error: Error, verdict: Verdict, replyBegan: boolean): void => {
  if (error instanceof NoConnection) return verdict.settle(E.left(error.notSent));
  const code = systemCode(error);
  if (code === 'HPE_HEADER_OVERFLOW') {
    return verdict.fail('Connect', 'TooLarge', 'the head of the response is too long');
  }
  if (code.startsWith('HPE_'))
    return verdict.fail('Connect', 'BadHttp', `not one well-formed response (${code})`);
  return replyBegan
    ? verdict.fail('Connect', 'Truncated', `the response broke off (${code})`)
    : verdict.fail('Connect', 'Reset', `the connection broke (${code})`);
};
