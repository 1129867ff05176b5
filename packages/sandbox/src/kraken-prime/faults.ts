import { type FaultTable, faultKind } from '../fault/fault-kind.js';
import { transportFaults } from '../fault/transport-faults.js';
import { type Reply, withBody } from '../http/reply.js';
import { type Json, isObject, parseBytes, stringify } from '../json-text.js';
import { flag, matching, oneOf, record, text, whole } from '../reader.js';
import { KRAKEN_DAMAGE } from './damage.js';
import * as TransferOutcome from './transfer-outcome.js';
import type { Tune } from './tune.js';

const WAIT_MAX_MS = 604_800_000;
const WHEN = ['before', 'after'] as const;
const AMBIGUOUS = [
  'EGeneral:Internal error',
  'EService:Unavailable',
  'EService:Busy',
  'EService:Timeout',
  'EService:Deadline elapsed',
  'EDatabase:Internal error',
] as const;
const DAMAGES = Object.keys(KRAKEN_DAMAGE);

const withErrors = (reply: Reply, errors: ReadonlyArray<string>, keepResult: boolean): Reply => {
  const parsed = parseBytes(reply.body);
  const body: Json = parsed.ok ? parsed.value : null;
  const kept =
    keepResult && isObject(body) && body['result'] !== undefined ? { result: rounded(body['result']) } : {};
  return withBody(reply, stringify({ error: errors, ...kept }));
};

// Our own replies hold no whole number beyond 2^53, so they go back to JSON numbers exactly.
const rounded = (value: Json): unknown => {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((item: Json) => rounded(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, rounded(held)]));
};

const damaged = (reply: Reply, name: string): Reply => {
  const damage = Object.hasOwn(KRAKEN_DAMAGE, name) ? KRAKEN_DAMAGE[name] : undefined;
  return damage === undefined ? reply : withBody(reply, damage(Buffer.from(reply.body).toString()));
};

const VENUE_FAULTS = {
  'error-on-200': faultKind(record({}, { error: text, keepResult: flag }), {
    says: 'the request takes effect and the reply is an error, alone or beside the result',
    takes: '{error?: string, keepResult?: boolean}',
    plan: ({ error = 'EGeneral:Internal error', keepResult = false }) => ({
      rewrite: (reply) => withErrors(reply, [error], keepResult),
    }),
    draw: (random) => ({ error: random.pick(AMBIGUOUS), keepResult: random.below(2) === 0 }),
  }),
  warn: faultKind(record({}, { warning: matching(/^W/, 'a text that begins with W') }), {
    says: 'the reply carries a warning beside its result',
    takes: '{warning?: string}',
    plan: ({ warning = 'WGeneral:Notice' }) => ({ rewrite: (reply) => withErrors(reply, [warning], true) }),
    draw: () => ({}),
  }),
  stale: faultKind(record({ ms: whole(0, WAIT_MAX_MS) }, {}), {
    says: 'a read answers as of so long ago',
    takes: '{ms: number}',
    plan: ({ ms }) => ({ tune: { staleMs: ms } }),
    draw: (random) => ({ ms: random.below(10_000) }),
  }),
  'async-apply': faultKind(record({ ms: whole(0, WAIT_MAX_MS) }, {}), {
    says: 'a write is answered at once and takes effect so much later',
    takes: '{ms: number}',
    plan: ({ ms }) => ({ tune: { applyDelayMs: ms } }),
    draw: (random) => ({ ms: random.below(10_000) }),
  }),
  partial: faultKind(record({ outcome: TransferOutcome.readPart }, {}), {
    says: 'the transfer moves a part of the leg: a percentage or an amount',
    takes: '{outcome: {percent: 1 to 99} | {amount: string}}',
    plan: ({ outcome }) => ({ tune: { transferOutcome: outcome } }),
    draw: (random) => ({ outcome: { percent: 1 + random.below(99) } }),
  }),
  'fail-transfer': faultKind(record({}, {}), {
    says: 'the transfer fails and moves nothing',
    takes: '{}',
    plan: () => ({ tune: { transferOutcome: { _tag: 'Failed' } } }),
    draw: () => ({}),
  }),
  stuck: faultKind(record({}, {}), {
    says: 'the transfer stays on its way until it is released',
    takes: '{}',
    plan: () => ({ tune: { transferOutcome: { _tag: 'Stuck' } } }),
  }),
  'confirm-flip': faultKind(record({}, { when: oneOf(WHEN), backAfterMs: whole(0, WAIT_MAX_MS) }), {
    says: 'the batch of the request, or the newest, loses its confirmation or gains it',
    takes: '{when?: "before" | "after", backAfterMs?: number}',
    plan: ({ when = 'before', backAfterMs }) => ({
      tune: { deed: { _tag: 'FlipConfirmed', when, backAfterMs } },
    }),
    draw: (random) => ({ when: random.pick(WHEN), backAfterMs: random.below(5000) }),
  }),
  'second-actor': faultKind(
    record({ act: oneOf(['settle', 'create', 'pay-outside']) }, { when: oneOf(WHEN) }),
    {
      says: 'somebody else acts on the batch and the leg of the request, just before or after it',
      takes: '{act: "settle" | "create" | "pay-outside", when?: "before" | "after"}',
      plan: ({ act, when = 'before' }) => ({ tune: { deed: { _tag: 'SecondActor', when, act: { act } } } }),
      draw: (random) => ({ act: random.pick(['settle', 'create', 'pay-outside']), when: random.pick(WHEN) }),
    },
  ),
  malformed: faultKind(record({ how: oneOf(DAMAGES) }, {}), {
    says: 'the request takes effect and its reply is broken in a named way',
    takes: '{how: string}',
    plan: ({ how }) => ({ rewrite: (reply) => damaged(reply, how) }),
    draw: (random) => ({ how: DAMAGES[random.below(DAMAGES.length)] }),
  }),
} satisfies FaultTable<Tune>;

/** Every fault of the Kraken Prime venue. */
export const FAULTS: FaultTable<Tune> = {
  ...transportFaults({ error: ['EGeneral:Internal error'] }),
  ...VENUE_FAULTS,
};
