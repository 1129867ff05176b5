import type { Socket } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Client, Dispatcher } from 'undici';
import { NoConnection, type Open } from './connection.js';
import type { Deadline } from './deadlines.js';
import { type GateKeeper, setGate } from './gate.js';
import type { Outgoing } from './outgoing.js';
import { type ReplyHead, readReply, refuseHead, replyHead, tooLarge } from './reply.js';
import { systemCode } from './system-code.js';
import { notSent } from './transport-error.js';
import type { Exchange } from './transport-over.js';
import { type Verdict, openVerdict } from './verdict.js';
import type { Wire } from './wire.js';

/** How long an unused connection is kept; below the five seconds after which many servers hang up. */
const idleMs = 4_000;
/** How long it is used again: while it is being closed for its age, nothing is to be sent on it. */
const freshMs = 3_000;
const idleMax = 4;

/**
 * One connection and the client that speaks on it; it is opened once, and never again. What undici is told to call is made
 * once for each line and looks at the call that is under way: functions of its own for each call would cost more than undici.
 */
interface Line {
  readonly client: Client;
  readonly handler: Dispatcher.DispatchHandler;
  /** Asked before the first byte of each call. */
  readonly keeper: GateKeeper;
  socket: Socket | undefined;
  /** The one under way. */
  reading: Reading | undefined;
  /** Whether the peer has said that nothing more will come. */
  peerEnded: boolean;
  /** Whether bytes were put back that belong to no response. */
  unread: boolean;
  idleSinceMs: number;
}

/** One call and what has come of it so far. */
interface Reading {
  readonly out: Outgoing;
  readonly verdict: Verdict;
  readonly chunks: Array<Buffer>;
  bytes: number;
  head: ReplyHead | undefined;
  /** The whole response is there. */
  isWhole: boolean;
  firstByte: Deadline | undefined;
}

/** Reads over undici, on up to four connections that are kept between them. */
export const undiciReads = (UndiciClient: typeof Client, wire: Wire): Exchange => {
  const { settings, open, totals, firstBytes } = wire;
  const { limits, origin } = settings;
  const idle: Array<Line> = [];

  const fresh = (): Line => {
    const client = new UndiciClient(origin.href, {
      connect: (_, done) => connectOnce(open, line, done),
      pipelining: 1,
      maxHeaderSize: limits.headerBytesMax,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: idleMs,
      keepAliveMaxTimeout: idleMs,
    });
    const line = newLine(client, wire);
    client.on('disconnect', (_origin, _targets, error) => {
      const at = idle.indexOf(line);
      if (at >= 0) idle.splice(at, 1);
      if (line.reading?.isWhole === false) blame(line, error, line.reading);
      drop(line);
    });
    return line;
  };

  const kept = (): Line | undefined => {
    const oldestMs = performance.now() - freshMs;
    for (let line = idle.pop(); line !== undefined; line = idle.pop()) {
      if (line.idleSinceMs > oldestMs) return line;
      drop(line);
    }
    return undefined;
  };

  const keep = (line: Line): void => {
    line.reading = undefined;
    line.idleSinceMs = performance.now();
    if (idle.length < idleMax && line.socket?.destroyed === false) idle.push(line);
    else drop(line);
  };

  return (out) =>
    new Promise((resolve) => {
      const line = kept() ?? fresh();
      const verdict = openVerdict(resolve);
      const overdue = (): void =>
        verdict.fail('Timeout', 'Timeout', `no whole response within ${limits.totalMs} ms`);
      const total = totals.begin(overdue);
      const reading = newReading(out, verdict);
      verdict.onSettled((succeeded) => {
        totals.cancel(total);
        if (reading.firstByte !== undefined) firstBytes.cancel(reading.firstByte);
        if (succeeded) return keep(line);
        line.socket?.destroy();
        drop(line);
      });
      read(line, reading);
    });
};

/** Ends a client, one turn later: the news may come from inside of it, where it must not be ended. */
const drop = ({ client }: Line): void => {
  setImmediate(() => void client.destroy());
};

/** A client that lost its connection would open another one by itself; then a request could go out twice. */
const connectOnce = (
  open: Open,
  line: Line,
  done: (...answer: [error: null, socket: Socket] | [error: Error, socket: null]) => void,
): void => {
  if (line.socket !== undefined) return done(new NoConnection(lostBefore), null);
  open((failure, socket) => {
    if (failure !== null) return done(failure, null);
    line.socket = socket;
    socket.once('end', () => {
      line.peerEnded = true;
    });
    watchForUnread(socket, line);
    if (line.reading !== undefined) setGate(socket, line.keeper);
    done(null, socket);
  });
};

/** undici puts back what it does not read after the last response of a connection, and the socket would forget it. */
const watchForUnread = (socket: Socket, line: Line): void => {
  const putBack = socket.unshift.bind(socket);
  socket.unshift = (chunk: Uint8Array, ...more): void => {
    if (chunk.length > 0) line.unread = true;
    putBack(chunk, ...more);
  };
};

const lostBefore = notSent('Connect', 'the connection was closed before the request');

const newReading = (out: Outgoing, verdict: Verdict): Reading => ({
  out,
  verdict,
  chunks: [],
  bytes: 0,
  head: undefined,
  isWhole: false,
  firstByte: undefined,
});

const newLine = (client: Client, wire: Wire): Line => {
  const line: Line = {
    client,
    handler: handlerOf(() => line, wire),
    keeper: keeperOf(() => line, wire),
    socket: undefined,
    reading: undefined,
    peerEnded: false,
    unread: false,
    idleSinceMs: 0,
  };
  return line;
};

/** Makes one request on a line that has nothing else under way. */
const read = (line: Line, reading: Reading): void => {
  const { method, path, headers, body } = reading.out;
  line.reading = reading;
  if (line.socket !== undefined) setGate(line.socket, line.keeper);
  line.client.dispatch(
    method === 'GET' ? { method, path, headers } : { method, path, headers, body },
    line.handler,
  );
};

const keeperOf = (lineOf: () => Line, { settings, firstBytes }: Wire): GateKeeper => ({
  permit: () => {
    const { reading } = lineOf();
    // A call that has its verdict may have been told that nothing was sent: that must stay true.
    return reading?.verdict.isOpen() === true ? reading.out.permit() : O.some('the call is over');
  },
  opened: () => {
    const { reading } = lineOf();
    if (reading === undefined) return;
    const { verdict } = reading;
    verdict.bytesLeft();
    reading.firstByte = firstBytes.begin(() =>
      verdict.fail('Timeout', 'Timeout', `no response within ${settings.limits.firstByteMs} ms`),
    );
  },
  stayedShut: (reason) => lineOf().reading?.verdict.fail('Forbidden', 'Internal', reason),
});

const handlerOf = (lineOf: () => Line, { settings, firstBytes }: Wire): Dispatcher.DispatchHandler => ({
  onRequestStart: () => undefined,
  onResponseStart: (_, status, headers) => {
    const { reading } = lineOf();
    if (status < 200 || reading === undefined) return;
    if (reading.firstByte !== undefined) firstBytes.cancel(reading.firstByte);
    reading.head = replyHead(status, headers);
    reading.verdict.replyBegan(status);
    const refused = refuseHead(reading.head, settings.limits.responseBytesMax);
    if (O.isSome(refused)) reading.verdict.settle(E.left(refused.value));
  },
  onResponseData: (_, chunk) => {
    const { reading } = lineOf();
    if (reading === undefined) return;
    const { responseBytesMax } = settings.limits;
    reading.bytes += chunk.length;
    if (reading.bytes <= responseBytesMax) reading.chunks.push(chunk);
    else reading.verdict.settle(E.left(tooLarge(responseBytesMax, reading.head?.status)));
  },
  onResponseEnd: () => {
    const line = lineOf();
    const { reading } = line;
    if (reading === undefined) return;
    reading.isWhole = true;
    // One turn later, so that whatever came in the same breath as the end has been seen.
    setImmediate(conclude, line, reading);
  },
  onResponseError: (_, error) => {
    const line = lineOf();
    if (line.reading !== undefined) blame(line, error, line.reading);
  },
});

const conclude = (line: Line, { head, chunks, verdict }: Reading): void => {
  if (line.unread || isMalformed(line, line.socket?.errored))
    verdict.fail('Internal', 'BadHttp', 'bytes came after the end of the response');
  if (head !== undefined) verdict.settle(readReply(head, chunks));
};

/** Says what an error of undici means for the call. */
const blame = (line: Line, error: unknown, { verdict, head }: Reading): void => {
  if (error instanceof NoConnection) return verdict.settle(E.left(error.notSent));
  const code = systemCode(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return verdict.fail('Connect', 'TooLarge', 'the head of the response is too long');
  if (isMalformed(line, error))
    return verdict.fail('Connect', 'BadHttp', `not one well-formed response (${code})`);
  return head !== undefined
    ? verdict.fail('Connect', 'Truncated', `the response broke off (${code})`)
    : verdict.fail('Connect', 'Reset', `the connection broke (${code})`);
};

/**
 * Whether the connection ended because of what came over it. undici's parser has errors with and without a code, and
 * hangs up by itself, as if the peer had, on bytes that belong to no request.
 */
const isMalformed = ({ peerEnded }: Line, error: unknown): boolean => {
  if (error instanceof Error && error.name === 'HTTPParserError') return true;
  const code = systemCode(error);
  return code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || (code === 'UND_ERR_SOCKET' && !peerEnded);
};
