import { advance } from './advance.js';
import { type Answer, failure, success } from './answer.js';
import { type Bend, answerRequest } from './answer-request.js';
import { KNOWN } from './error-strings.js';
import type { Permission } from './key-gate.js';
import { type Method, parse } from './request.js';
import { type State, LIMITS } from './state.js';

/** A call whose signature was already checked. `params` is the decoded body without its nonce. */
export interface Call {
  readonly key: string;
  readonly nonce: bigint;
  readonly method: string;
  readonly params: unknown;
}

/** How to record and bend a call. */
export interface CallNote extends Bend {
  /** The name of the call in the truth; a running number where it is left out. */
  readonly requestId?: string;
}

const NEEDS: Readonly<Record<Method, Permission>> = {
  CreatePrimeSettlementBatch: 'modify',
  GetPrimeSettlementBatch: 'query',
  ListPrimeSettlementBatches: 'query',
  SettlePrimeSettlementBatchAsset: 'modify',
};

const NONCE_MAX = 2n ** 63n - 1n;

/** What was decided about a call. */
interface Verdict {
  readonly answer: Answer;
  readonly nonceUsed: boolean;
}

/** Brings the machine to `nowMs`, answers the call, and records both in the truth. */
export const call = (state: State, made: Call, nowMs: number, note: CallNote): Answer => {
  advance(state, nowMs);
  const { requests } = state.truth;
  if (requests.length >= LIMITS.requests) return failure(KNOWN.busy, state.switches);
  const requestId = note.requestId ?? `r${requests.length + 1}`;
  const { answer, nonceUsed } = decide(state, made, requestId, note);
  requests.push({
    requestId,
    key: made.key,
    nonce: made.nonce.toString(),
    method: made.method,
    receivedAtMs: state.nowMs,
    accepted: answer.error.length === 0,
    nonceUsed,
    error: answer.error,
  });
  return answer;
};

const decide = (state: State, made: Call, requestId: string, bend: Bend): Verdict => {
  const refuse = (error: string, nonceUsed: boolean): Verdict => ({
    answer: failure(error, state.switches),
    nonceUsed,
  });
  const gate = state.keys.get(made.key);
  if (gate === undefined) return refuse(KNOWN.invalidKey, false);
  const request = parse(made.method, made.params);
  if (!request.ok) return refuse(request.why, false);
  if (made.nonce < 0n || made.nonce > NONCE_MAX) return refuse(KNOWN.arguments, false);
  const refusal = gate.admit(made.nonce, state.nowMs);
  if (refusal !== undefined) return refuse(refusal, false);
  if (!gate.permissions.includes(NEEDS[request.value.method])) return refuse(KNOWN.permission, true);
  const cause = { requestId, key: made.key, nonce: made.nonce.toString() };
  const result = answerRequest(state, request.value, cause, bend);
  return result.ok ? { answer: success(result.value), nonceUsed: true } : refuse(result.why, true);
};
