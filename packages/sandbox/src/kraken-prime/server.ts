import type { IncomingMessage } from 'node:http';
import type { Credentials } from '../credentials.js';
import { type Exchange, carryOut } from '../fault/carry-out.js';
import type { FaultQueue } from '../fault/fault-queue.js';
import type { Handler } from '../http/loopback.js';
import { readBody } from '../http/read-body.js';
import { type Reply, json } from '../http/reply.js';
import type { OffsetClock } from '../offset-clock.js';
import { type RawRequest, authenticate, bodyOf, methodOf } from './authenticate.js';
import { failure } from './answer.js';
import type { Machine } from './machine.js';
import type { Deed, Tune } from './tune.js';

/** What the HTTP face of a venue stands on. */
export interface ServerParts {
  readonly machine: Machine;
  readonly credentials: Credentials;
  readonly faults: FaultQueue<Tune>;
  readonly clock: OffsetClock;
  /** Takes one line a request, for people; never a secret. */
  readonly log: (line: string) => void;
}

const BODY_MAX = 65_536;

/** Receives requests, lets at most one fault strike each, and has the machine answer. */
export const makeHandler = (parts: ServerParts): Handler => {
  let count = 0;
  return async (request, response) => {
    count += 1;
    const requestId = `q${count}`;
    const body = await readBody(request, BODY_MAX);
    const raw = rawRequest(request, body.ok ? body.value : new Uint8Array());
    const subject = subjectOf(raw, requestId);
    const exchange = exchangeOf(parts, raw, subject);
    await carryOut(parts.faults.take(subject) ?? {}, exchange, response, parts.clock);
  };
};

interface Subject {
  readonly requestId: string;
  readonly method: string;
  readonly asset: string | undefined;
  readonly batch: string | undefined;
}

const rawRequest = (request: IncomingMessage, body: Uint8Array): RawRequest => ({
  httpMethod: request.method ?? '',
  path: request.url ?? '',
  contentType: request.headers['content-type'] ?? '',
  apiKey: headerOf(request, 'api-key'),
  apiSign: headerOf(request, 'api-sign'),
  body,
});

const headerOf = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const subjectOf = (raw: RawRequest, requestId: string): Subject => {
  const body = bodyOf(raw.body);
  const textOf = (name: string): string | undefined => {
    const value = body?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  return { requestId, method: methodOf(raw.path), asset: textOf('asset'), batch: textOf('batch_id') };
};

const exchangeOf = (parts: ServerParts, raw: RawRequest, subject: Subject): Exchange<Tune> => {
  const record = (requestId: string, error: ReadonlyArray<string>): void => {
    const { method } = subject;
    const nonce = bodyOf(raw.body)?.['nonce'];
    const request = {
      requestId,
      key: raw.apiKey.slice(0, 128),
      nonce: typeof nonce === 'bigint' ? nonce.toString() : null,
      method: method.slice(0, 128),
      accepted: false,
      nonceUsed: false,
      error,
    };
    parts.machine.record(request, parts.clock.nowMs());
  };

  const execute = (tune: Tune | undefined, copy: 1 | 2): Reply => {
    const requestId = copy === 1 ? subject.requestId : `${subject.requestId}-copy`;
    const reply = (error: string): Reply => {
      record(requestId, [error]);
      return json(200, failure(error, parts.machine.switches));
    };
    const call = authenticate(raw, parts.credentials, parts.machine.switches.nonceType);
    parts.log(`${requestId} ${subject.method} ${call.ok ? 'authentic' : call.why}`);
    if (!call.ok) return reply(call.why);
    const nowMs = parts.clock.nowMs();
    doDeed(parts.machine, subject, tune?.deed, 'before', nowMs);
    const answer = parts.machine.call(call.value, nowMs, {
      requestId,
      ...(tune?.staleMs !== undefined && { asOfMs: nowMs - tune.staleMs }),
      ...(tune?.applyDelayMs !== undefined && { applyDelayMs: tune.applyDelayMs }),
      ...(tune?.transferOutcome !== undefined && { transferOutcome: tune.transferOutcome }),
    });
    doDeed(parts.machine, subject, tune?.deed, 'after', nowMs);
    return json(200, answer);
  };

  return { execute, lose: () => record(subject.requestId, []) };
};

const doDeed = (
  machine: Machine,
  subject: Subject,
  deed: Deed | undefined,
  when: 'before' | 'after',
  nowMs: number,
): void => {
  if (deed === undefined || deed.when !== when) return;
  if (deed._tag === 'FlipConfirmed') {
    machine.flipConfirmed(subject.batch, nowMs, deed.backAfterMs);
    return;
  }
  const { batch, asset } = subject;
  const about = {
    ...(batch !== undefined && { batchId: batch }),
    ...(asset !== undefined && { asset }),
  };
  machine.secondActor({ ...about, ...deed.act }, nowMs);
};
