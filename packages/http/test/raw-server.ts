import * as net from 'node:net';
import * as tls from 'node:tls';

/** What a raw server saw of one connection: every byte, in order. */
export interface Seen {
  readonly socket: net.Socket;
  bytes: Buffer;
  closed: boolean;
}

export interface RawServer {
  readonly port: number;
  readonly seen: ReadonlyArray<Seen>;
  /** Resolves once every connection so far is closed. */
  readonly quiet: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Script {
  readonly onConnect?: (seen: Seen) => void;
  readonly onBytes?: (seen: Seen) => void;
  readonly tls?: tls.TlsOptions;
}

/** A server without any HTTP in it: the test writes every byte of an answer itself. */
export const rawServer = async (script: Script): Promise<RawServer> => {
  const all: Array<Seen> = [];
  const accept = (socket: net.Socket): void => {
    const seen: Seen = { socket, bytes: Buffer.alloc(0), closed: false };
    all.push(seen);
    socket.on('error', () => {});
    socket.on('close', () => {
      seen.closed = true;
    });
    socket.on('data', (chunk: Buffer) => {
      seen.bytes = Buffer.concat([seen.bytes, chunk]);
      script.onBytes?.(seen);
    });
    script.onConnect?.(seen);
  };
  const server = script.tls === undefined ? net.createServer(accept) : tls.createServer(script.tls, accept);
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const quiet = async (): Promise<void> => {
    await Promise.all(
      all.map(
        (seen) =>
          new Promise<void>((resolve) => {
            if (seen.closed) resolve();
            else seen.socket.once('close', () => resolve());
          }),
      ),
    );
  };
  return {
    port: address.port,
    seen: all,
    quiet,
    close: async () => {
      for (const { socket } of all) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
};

/** Splits what was received into whole requests; the rest is what is not whole yet. */
export const wholeRequests = (bytes: Buffer): ReadonlyArray<string> => {
  const whole: Array<string> = [];
  let text = bytes.toString('latin1');
  for (;;) {
    const headEnd = text.indexOf('\r\n\r\n');
    if (headEnd < 0) return whole;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
    const end = headEnd + 4 + length;
    if (text.length < end) return whole;
    whole.push(text.slice(0, end));
    text = text.slice(end);
  }
};

/** Answers every whole request with the same bytes, and keeps the connection. */
export const answering =
  (answer: string | Buffer) =>
  (seen: Seen): void => {
    const { length } = wholeRequests(seen.bytes);
    if (length === 0) return;
    seen.bytes = Buffer.alloc(0);
    seen.socket.write(answer);
  };

/** A whole response with a declared length. */
export const reply = (body: string, status = '200 OK', headers: ReadonlyArray<string> = []): string =>
  [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n');
