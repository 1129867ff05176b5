import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type Answer, type Move, type Proposal, openBooks } from './books.js';
import type { Pace } from './deal.js';

/** How the sandbox is opened. */
export interface SandboxOptions extends Partial<Pace> {
  /** Milliseconds since the Unix epoch. Left out: this machine's clock. */
  readonly clock?: () => number;
}

/** Twinbook as a server on this machine, and what makes things happen there. No real money moves. */
export interface TwinbookSandbox {
  readonly baseUrl: string;
  readonly account: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The counterparty puts a deal up and, unless told otherwise, affirms it at once. */
  readonly propose: (proposal: Proposal, affirms?: boolean) => string;
  readonly counterpartyAffirms: (deal: string) => void;
  /** Somebody of ours affirms on the venue's own screen. */
  readonly weAffirmOnScreen: (deal: string) => void;
  /** The reply to the next affirmation is lost: before the venue has done it, or after. */
  readonly loseNext: (where: 'BeforeEffect' | 'AfterEffect') => void;
  readonly lost: () => number;
  /** From now on every deal is in a state that nobody knows. */
  readonly bewilder: () => void;
  readonly advance: (ms: number) => void;
  readonly moves: () => ReadonlyArray<Move>;
  /** How many affirmations reached the venue, whatever it made of them. */
  readonly received: () => number;
  readonly close: () => Promise<void>;
}

const [account, counterparty] = ['desk', 'other-desk'];
const [apiKey, apiSecret] = ['twinbook-key-1', 'twinbook-secret-1'];
const bodyMax = 65_536;

/** Opens the sandbox on a free port of the loopback. */
export const startTwinbook = async (options: SandboxOptions = {}): Promise<TwinbookSandbox> => {
  const { applyMs = 0, settleMs = 10, clock = Date.now } = options;
  const books = openBooks({ applyMs, settleMs });
  const isLoss = { BeforeEffect: false, AfterEffect: false };
  let [lost, received, skewMs, odd] = [0, 0, 0, false];
  const nowMs = (): number => clock() + skewMs;

  const answer = (request: IncomingMessage, body: string): Answer => {
    const sequence = authenticated(request, body);
    if (sequence === undefined) return { status: 401, body: { error: { code: 'bad_signature' } } };
    const route = `${request.method} ${request.url}`;
    if (route !== (body === '' ? 'GET /deals' : 'POST /affirmations')) return { status: 404, body: {} };
    if (body !== '') received += 1;
    return books.call({ account, key: apiKey, sequence, body }, nowMs());
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const takeLoss = (where: keyof typeof isLoss): boolean => {
      const now = isLoss[where] && request.method === 'POST';
      if (now) [isLoss[where], lost] = [false, lost + 1];
      return now;
    };
    if (body === undefined || takeLoss('BeforeEffect')) return void request.socket.destroy();
    const { status, body: answered } = answer(request, body);
    if (takeLoss('AfterEffect')) return void request.socket.destroy();
    const text = JSON.stringify(answered, (name, value: unknown) =>
      odd && name === 'state' ? 'befuddled' : value,
    );
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  return {
    baseUrl: await listen(server),
    account,
    apiKey,
    apiSecret,
    propose: (proposal, affirms = true) => {
      const deal = books.propose(proposal, nowMs());
      if (affirms) books.affirm(deal, counterparty, nowMs());
      return deal;
    },
    counterpartyAffirms: (deal) => books.affirm(deal, counterparty, nowMs()),
    weAffirmOnScreen: (deal) => books.affirm(deal, account, nowMs()),
    loseNext: (where) => {
      isLoss[where] = true;
    },
    lost: () => lost,
    bewilder: () => {
      odd = true;
    },
    advance: (ms) => {
      skewMs += ms;
    },
    moves: () => books.moves(nowMs()),
    received: () => received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** The sequence of a call that is signed with our key. */
const authenticated = (
  { method = '', url = '', headers }: IncomingMessage,
  body: string,
): bigint | undefined => {
  const sequence = headers['x-sequence'];
  if (headers['x-key'] !== apiKey || typeof sequence !== 'string' || !/^\d{1,16}$/.test(sequence))
    return undefined;
  const expected = createHmac('sha256', apiSecret)
    .update(`${sequence}\n${method}\n${url}\n${body}`)
    .digest('hex');
  return headers['x-signature'] === expected ? BigInt(sequence) : undefined;
};

const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Array<Buffer> = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return undefined;
    length += chunk.length;
    if (length > bodyMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};
