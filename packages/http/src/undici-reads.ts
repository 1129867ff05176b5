import type { Socket } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Client } from 'undici';
import { NoConnection, type Open } from './connection.js';
import { setGate } from './gate.js';
import type { Outgoing } from './outgoing.js';
import { type ReplyHead, readReply, refuseHead, replyHead, tooLarge } from './reply.js';
import { systemCode } from './system-code.js';
import { notSent } from './transport-error.js';
import type { Settings } from './transport-config.js';
import type { Exchange } from './transport-over.js';
import { type Verdict, openVerdict } from './verdict.js';
import type { Wire } from './wire.js';

/** How long an unused connection is kept; below the five seconds after which many servers hang up. */
const idleMs = 4_000;
const idleMax = 4;

/** One connection and the client that speaks on it; it is opened once, and never again. */
interface Line {
  readonly client: Client;
  socket: Socket | undefined;
  /** Whether the peer has said that nothing more will come. */
  peerEnded: boolean;
  /** Whether bytes were put back that belong to no response. */
  unread: boolean;
  /** Told when the connection stands, by the call that asked for it. */
  connected: (socket: Socket) => void;
  /** Told why the connection is gone. */
  gone: (error: unknown) => void;
}

/** Reads over undici, on up to four connections that are kept between them. */
export const undiciReads = (UndiciClient: typeof Client, { settings, open }: Wire): Exchange => {
  const idle: Array<Line> = [];

  const fresh = (): Line => {
    const line: Line = {
      client: new UndiciClient(settings.origin.href, {
        connect: (_, done) => connectOnce(open, line, done),
        pipelining: 1,
        maxHeaderSize: settings.limits.headerBytesMax,
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: idleMs,
        keepAliveMaxTimeout: idleMs,
      }),
      socket: undefined,
      peerEnded: false,
      unread: false,
      connected: () => undefined,
      gone: () => undefined,
    };
    line.client.on('disconnect', (_origin, _targets, error) => {
      const at = idle.indexOf(line);
      if (at >= 0) idle.splice(at, 1);
      line.gone(error);
      drop(line);
    });
    return line;
  };

  const keep = (line: Line): void => {
    line.gone = () => undefined;
    if (idle.length < idleMax && line.socket?.destroyed === false) idle.push(line);
    else drop(line);
  };

  return (out) =>
    new Promise((resolve) => {
      const verdict = openVerdict(resolve);
      const line = idle.pop() ?? fresh();
      verdict.onSettled((succeeded) => {
        if (succeeded) return keep(line);
        line.socket?.destroy();
        drop(line);
      });
      read(settings, line, out, verdict);
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
    line.connected(socket);
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

/** Makes one request on a line that has nothing else under way. */
const read = ({ limits }: Settings, line: Line, out: Outgoing, verdict: Verdict): void => {
  const { totalMs, firstByteMs, responseBytesMax } = limits;
  let firstByte: ReturnType<typeof setTimeout> | undefined;
  const total = setTimeout(
    () => verdict.fail('Timeout', 'Timeout', `no whole response within ${totalMs} ms`),
    totalMs,
  );
  verdict.onSettled(() => {
    clearTimeout(total);
    clearTimeout(firstByte);
  });
  const arm = (socket: Socket): void =>
    setGate(socket, {
      // A call that has its verdict may have been told that nothing was sent: that must stay true.
      permit: () => (verdict.isOpen() ? out.permit() : O.some('the call is over')),
      opened: () => {
        verdict.bytesLeft();
        firstByte = setTimeout(
          () => verdict.fail('Timeout', 'Timeout', `no response within ${firstByteMs} ms`),
          firstByteMs,
        );
      },
      stayedShut: (reason) => verdict.fail('Forbidden', 'Internal', reason),
    });
  line.connected = arm;
  if (line.socket !== undefined) arm(line.socket);

  const chunks: Array<Buffer> = [];
  let bytes = 0;
  let head: ReplyHead | undefined;
  line.gone = (error) => blame(line, error, verdict, head !== undefined);
  line.client.dispatch(
    {
      method: out.method,
      path: out.url.pathname + out.url.search,
      headers: out.headers,
      ...(out.method === 'GET' ? {} : { body: out.body }),
    },
    {
      onRequestStart: () => undefined,
      onResponseStart: (_, status, headers) => {
        if (status < 200) return;
        clearTimeout(firstByte);
        head = replyHead(status, headers);
        verdict.replyBegan(status);
        const refused = refuseHead(head, responseBytesMax);
        if (O.isSome(refused)) verdict.settle(E.left(refused.value));
      },
      onResponseData: (_, chunk) => {
        bytes += chunk.length;
        if (bytes <= responseBytesMax) chunks.push(chunk);
        else verdict.settle(E.left(tooLarge(responseBytesMax, head?.status)));
      },
      // One turn later, so that whatever came in the same breath as the end has been seen.
      onResponseEnd: () => {
        line.gone = () => undefined;
        setImmediate(() => {
          if (line.unread || isMalformed(line, line.socket?.errored))
            verdict.fail('Internal', 'BadHttp', 'bytes came after the end of the response');
          if (head !== undefined) verdict.settle(readReply(head, chunks));
        });
      },
      onResponseError: (_, error) => blame(line, error, verdict, head !== undefined),
    },
  );
};

/** Says what an error of undici means for the call. */
const blame = (line: Line, error: unknown, verdict: Verdict, replyBegan: boolean): void => {
  if (error instanceof NoConnection) return verdict.settle(E.left(error.notSent));
  const code = systemCode(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return verdict.fail('Connect', 'TooLarge', 'the head of the response is too long');
  if (isMalformed(line, error))
    return verdict.fail('Connect', 'BadHttp', `not one well-formed response (${code})`);
  return replyBegan
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
