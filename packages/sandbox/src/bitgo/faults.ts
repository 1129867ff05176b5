import { type FaultTable, faultKind } from '../fault/fault-kind.js';
import { transportFaults } from '../fault/transport-faults.js';
import { type Reply, json, withBody } from '../http/reply.js';
import { oneOf, record, whole } from '../reader.js';
import { BITGO_DAMAGE } from './damage.js';
import { type LieName, LIE_NAMES } from './lies.js';
import { ODD_FORMS, oddError } from './odd-error.js';
import { REFUSALS } from './refusal.js';
import type { Tune } from './tune.js';

const WAIT_MAX_MS = 604_800_000;
const WHEN = ['before', 'after'] as const;
const ACTS = ['affirm', 'reject', 'cancel'] as const;
const STATUSES = [400, 401, 403, 404, 409, 422, 429, 500, 503] as const;
const DAMAGES = Object.keys(BITGO_DAMAGE);
const REFUSAL_NAMES = Object.keys(REFUSALS);
const LIE_CHOICES: ReadonlyArray<LieName | 'random'> = [...LIE_NAMES, 'random'];
const INTERNAL = {
  error: 'internal server error',
  errorName: 'backend:common:internalServerError',
  reqId: 'unk-0',
};

const damaged = (reply: Reply, name: string): Reply => {
  const damage = Object.hasOwn(BITGO_DAMAGE, name) ? BITGO_DAMAGE[name] : undefined;
  return damage === undefined ? reply : withBody(reply, damage(Buffer.from(reply.body).toString()));
};

const refusalReply = (name: string): Reply => {
  const found = Object.entries(REFUSALS).find(([known]) => known === name);
  const { status, ...texts } = found?.[1] ?? REFUSALS.invalidRequest;
  return json(status, { ...texts, reqId: 'unk-0' });
};

const effectOf = (when: 'before' | 'after' | undefined): 0 | 1 => (when === 'after' ? 1 : 0);

const VENUE_FAULTS = {
  refusal: faultKind(record({ name: oneOf(REFUSAL_NAMES) }, { when: oneOf(WHEN) }), {
    says: 'the reply is a refusal of the venue’s table, without effect unless `when` is "after"',
    takes: '{name: string, when?: "before" | "after"}',
    plan: ({ name, when }) => ({ effects: effectOf(when), rewrite: () => refusalReply(name) }),
    draw: (random) => ({
      name: REFUSAL_NAMES[random.below(REFUSAL_NAMES.length)],
      when: random.pick(WHEN),
    }),
  }),
  'odd-error': faultKind(record({ form: oneOf(ODD_FORMS) }, { status: whole(400, 599), when: oneOf(WHEN) }), {
    says: 'the reply is a refusal in an odd form, without effect unless `when` is "after"',
    takes: '{form: string, status?: 400 to 599, when?: "before" | "after"}',
    plan: ({ form, status = 400, when }) => ({
      effects: effectOf(when),
      rewrite: () => oddError(status, form),
    }),
    draw: (random) => ({
      form: ODD_FORMS[random.below(ODD_FORMS.length)],
      status: random.pick(STATUSES),
      when: random.pick(WHEN),
    }),
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
  lie: faultKind(record({ lie: oneOf(LIE_CHOICES) }, {}), {
    says: 'payloads to sign are told with a lie in them, on answers of BuildPayload and on pending affirmations',
    takes: '{lie: string}',
    plan: ({ lie }) => ({ tune: { lie } }),
    draw: (random) => ({ lie: LIE_NAMES[random.below(LIE_NAMES.length)] }),
  }),
  'fail-settle': faultKind(record({}, {}), {
    says: 'the settlement that the request completes fails, and everything held is given back',
    takes: '{}',
    plan: () => ({ tune: { settleFails: true } }),
    draw: () => ({}),
  }),
  'other-party': faultKind(record({ act: oneOf(ACTS) }, { when: oneOf(WHEN) }), {
    says: 'another party of the settlement of the request, or of the newest, acts just before or after it',
    takes: '{act: "affirm" | "reject" | "cancel", when?: "before" | "after"}',
    plan: ({ act, when = 'before' }) => ({ tune: { deed: { _tag: 'OtherParty', when, act } } }),
    draw: (random) => ({ act: random.pick(ACTS), when: random.pick(WHEN) }),
  }),
  drain: faultKind(record({}, { when: oneOf(WHEN) }), {
    says: 'everything available leaves the account of the request just before or after it',
    takes: '{when?: "before" | "after"}',
    plan: ({ when = 'before' }) => ({ tune: { deed: { _tag: 'Drain', when } } }),
  }),
  'bad-hmac': faultKind(record({}, {}), {
    says: 'the request takes effect and the HMAC of the reply, if it has one, is wrong',
    takes: '{}',
    plan: () => ({
      rewrite: (reply) => ({
        ...reply,
        headers: { ...reply.headers, ...('hmac' in reply.headers && { hmac: '0'.repeat(64) }) },
      }),
    }),
    draw: () => ({}),
  }),
  malformed: faultKind(record({ how: oneOf(DAMAGES) }, {}), {
    says: 'the request takes effect and its reply is broken in a named way',
    takes: '{how: string}',
    plan: ({ how }) => ({ rewrite: (reply) => damaged(reply, how) }),
    draw: (random) => ({ how: DAMAGES[random.below(DAMAGES.length)] }),
  }),
} satisfies FaultTable<Tune>;

/** Every fault of the BitGo venue. */
export const FAULTS: FaultTable<Tune> = { ...transportFaults(INTERNAL), ...VENUE_FAULTS };
