import { advance } from './advance.js';
import { type Bend, answerRequest } from './answer-request.js';
import { type Granted, type Refusal, REFUSALS, refuse } from './refusal.js';
import { type Routed, routeOf } from './request.js';
import type { Account } from './account.js';
import { type State, LIMITS } from './state.js';
import type { Switches } from './switches.js';

/** A call whose token was already checked. */
export interface Call {
  /** The account that the token belongs to. */
  readonly account: string;
  readonly method: string;
  /** The path and the query. */
  readonly path: string;
  /** The decoded JSON; null where there is none. */
  readonly body: unknown;
}

/** How to record and bend a call. */
export interface CallNote extends Bend {
  /** The name of the call in the truth; a running number where it is left out. */
  readonly requestId?: string;
  /** What the client put into the header Request-ID, which a refusal echoes (§6). */
  readonly clientRequestId?: string;
}

/** An HTTP status and what stands in the body as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const OK = 200;

/** Brings the machine to `nowMs`, answers the call, and records both in the truth. */
export const call = (state: State, made: Call, nowMs: number, note: CallNote): Answer => {
  advance(state, nowMs);
  const { requests } = state;
  const requestId = note.requestId ?? `r${requests.length + 1}`;
  const reqId = note.clientRequestId ?? `unk-${requestId}`;
  if (requests.length >= LIMITS.requests) return refusal(refuse('full'), reqId, state.switches);
  const routed = routeOf(made.method, made.path);
  const granted = decide(state, made, routed, requestId, note);
  const answer = granted.ok ? { status: OK, body: granted.value } : refusal(granted, reqId, state.switches);
  requests.push({
    requestId,
    account: made.account.slice(0, 64),
    operation: routed?.operation ?? '',
    path: made.path.slice(0, 512),
    receivedAtMs: state.nowMs,
    accepted: granted.ok,
    status: answer.status,
    errorName: granted.ok ? null : REFUSALS[granted.name].errorName,
  });
  return answer;
};

const decide = (
  state: State,
  made: Call,
  routed: Routed | undefined,
  requestId: string,
  bend: Bend,
): Granted<unknown> => {
  const holder = state.accounts.get(made.account);
  if (holder === undefined) return refuse('unauthorized');
  if (!state.rate.admits(made.account, state.nowMs)) return refuse('rateLimit');
  if (routed === undefined) return refuse('notFound');
  const account = reached(state, holder, routed);
  if (!account.ok) return account;
  return answerRequest(state, { routed, account: account.value, body: made.body, requestId, bend });
};

/** The account that a request is about, if the token opens it. */
const reached = (state: State, holder: Account, { params, operation }: Routed): Granted<Account> => {
  const enterpriseId = params['enterpriseId'];
  if (enterpriseId !== undefined && enterpriseId !== state.enterpriseId) return refuse('forbidden');
  const account =
    operation === 'GetKey'
      ? [...state.accounts.values()].find((held) => held.keyId === params['keyId'])
      : state.accounts.get(params['accountId'] ?? holder.accountId);
  if (account === undefined) return refuse('notFound');
  return account === holder || state.switches.tokenReach === 'enterprise'
    ? { ok: true, value: account }
    : refuse('forbidden');
};

/** Writes a refusal in the form that the switch `errorBody` says. */
export const refusal = ({ name, detail }: Refusal, reqId: string, switches: Switches): Answer => {
  const { status, errorName, error: text } = REFUSALS[name];
  const error = detail === undefined ? text : `${text}: ${detail}`;
  switch (switches.errorBody) {
    case 'seed':
      return { status, body: { error, errorName, reqId } };
    case 'platform':
      return { status, body: { error, name: errorName, requestId: reqId, context: {} } };
    case 'clearing':
      return { status, body: { error, errorName } };
  }
};
