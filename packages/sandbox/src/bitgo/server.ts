import type { IncomingMessage } from 'node:http';
import { type Exchange, carryOut } from '../fault/carry-out.js';
import type { FaultQueue, FaultSubject } from '../fault/fault-queue.js';
import type { Handler } from '../http/loopback.js';
import { readBody } from '../http/read-body.js';
import { type Reply, json } from '../http/reply.js';
import { parseBytes } from '../json-text.js';
import type { OffsetClock } from '../offset-clock.js';
import { type Authentic, type RawRequest, authenticate } from './authenticate.js';
import { type Answer, refusal } from './call.js';
import type { AccountCredentials } from './credentials.js';
import { doDeed } from './deeds.js';
import type { Machine } from './machine.js';
import { type RefusalName, REFUSALS, refuse } from './refusal.js';
import { routeOf } from './request.js';
import { replyHmac } from './token.js';
import type { Tune } from './tune.js';

/** What the HTTP face of a venue stands on. */
export interface ServerParts {
  readonly machine: Machine;
  readonly accounts: ReadonlyArray<AccountCredentials>;
  readonly faults: FaultQueue<Tune>;
  readonly clock: OffsetClock;
  /** Takes one line a request, for people; never a secret. */
  readonly log: (line: string) => void;
}

const BODY_MAX = 262_144;
const JSON_TYPE = /^application\/json\s*(;\s*charset=utf-8\s*)?$/i;

/** Receives requests, lets at most one fault strike each, and has the machine answer. */
export const makeHandler = (parts: ServerParts): Handler => {
  let count = 0;
  return async (request, response) => {
    count += 1;
    const requestId = `q${count}`;
    const body = await readBody(request, BODY_MAX);
    const raw = rawRequest(request, body.ok ? body.value : new Uint8Array());
    const subject = subjectOf(raw, requestId);
    const received = { raw, subject, request, isWhole: body.ok };
    await carryOut(parts.faults.take(subject) ?? {}, exchangeOf(parts, received), response, parts.clock);
  };
};

/** One request as it was received. */
interface Received {
  readonly raw: RawRequest;
  readonly subject: FaultSubject;
  readonly request: IncomingMessage;
  readonly isWhole: boolean;
}

const headerOf = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const rawRequest = (request: IncomingMessage, body: Uint8Array): RawRequest => ({
  method: request.method ?? '',
  target: request.url ?? '',
  authorization: headerOf(request, 'authorization'),
  authVersion: headerOf(request, 'bitgo-auth-version'),
  authTimestamp: headerOf(request, 'auth-timestamp'),
  hmac: headerOf(request, 'hmac'),
  body,
});

const subjectOf = (raw: RawRequest, requestId: string): FaultSubject => {
  const routed = routeOf(raw.method, raw.target);
  const { accountId, id } = routed?.params ?? {};
  return { requestId, method: routed?.operation ?? '', account: accountId, id };
};

const exchangeOf = (parts: ServerParts, received: Received): Exchange<Tune> => {
  const { raw, subject, request } = received;
  const record = (requestId: string, account: string, refused: RefusalName | undefined): void => {
    const unanswered = { status: 0, errorName: null };
    const seen = {
      requestId,
      account,
      operation: subject.method,
      path: raw.target.slice(0, 512),
      accepted: false,
      ...(refused === undefined
        ? unanswered
        : { status: REFUSALS[refused].status, errorName: REFUSALS[refused].errorName }),
    };
    parts.machine.record(seen, parts.clock.nowMs());
  };

  const execute = (tune: Tune | undefined, copy: 1 | 2): Reply => {
    const requestId = copy === 1 ? subject.requestId : `${subject.requestId}-copy`;
    const nowMs = parts.clock.nowMs();
    const { machine } = parts;
    const clientId = headerOf(request, 'request-id').slice(0, 128);
    const reqId = clientId === '' ? `unk-${requestId}` : clientId;
    const authentic = authenticate(raw, parts.accounts, machine.switches, nowMs);
    parts.log(`${requestId} ${subject.method} ${authentic === undefined ? 'refused' : 'authentic'}`);
    const answerWith = (answer: Answer): Reply =>
      signedReply(json(answer.status, answer.body), authentic, nowMs);
    const refused = (name: RefusalName, account: string): Reply => {
      record(requestId, account, name);
      return answerWith(refusal(refuse(name), reqId, machine.switches));
    };
    if (authentic === undefined) return refused('unauthorized', '');
    const { accountId } = authentic.account;
    const body = bodyOf(received);
    if (!body.ok) return refused('malformedJson', accountId);

    doDeed(machine, accountId, subject, tune?.deed, 'before', nowMs);
    const made = { account: accountId, method: raw.method, path: raw.target, body: body.value };
    const answer = machine.call(made, nowMs, {
      requestId,
      clientRequestId: reqId,
      ...(tune?.staleMs !== undefined && { asOfMs: nowMs - tune.staleMs }),
      ...(tune?.applyDelayMs !== undefined && { applyDelayMs: tune.applyDelayMs }),
      ...(tune?.lie !== undefined && { lie: tune.lie }),
      ...(tune?.settleFails !== undefined && { settleFails: tune.settleFails }),
    });
    doDeed(machine, accountId, subject, tune?.deed, 'after', nowMs);
    return answerWith(answer);
  };

  return { execute, lose: () => record(subject.requestId, '', undefined) };
};

/** The body as JSON: null where a request has none. */
const bodyOf = ({ raw, request, isWhole }: Received): ReturnType<typeof parseBytes> => {
  if (!isWhole) return { ok: false, why: 'the body is too large or ended early' };
  if (raw.body.length === 0) return { ok: true, value: null };
  return JSON_TYPE.test(headerOf(request, 'content-type'))
    ? parseBytes(raw.body)
    : { ok: false, why: 'the body is not JSON' };
};

/** The reply to a request with an HMAC carries one too. */
const signedReply = (reply: Reply, authentic: Authentic | undefined, nowMs: number): Reply => {
  if (authentic?.signed === undefined) return reply;
  const timestamp = `${nowMs}`;
  const signed = { ...authentic.signed, timestamp };
  const hmac = replyHmac(authentic.account.accessToken, signed, reply.status, reply.body);
  return { ...reply, headers: { ...reply.headers, hmac, timestamp } };
};
