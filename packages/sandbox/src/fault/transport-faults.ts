import { gzipSync } from 'node:zlib';
import { type Reply, html, json } from '../http/reply.js';
import { flag, matching, oneOf, record, whole } from '../reader.js';
import { type FaultTable, faultKind } from './fault-kind.js';

const WAIT_MAX_MS = 604_800_000;
const WHEN = ['before', 'after'] as const;
const HTTP_5XX = [500, 502, 503, 504, 520, 522, 524] as const;
const TITLES: Readonly<Record<number, string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  520: 'Web server is returning an unknown error',
  522: 'Connection timed out',
  524: 'A timeout occurred',
};

const titleOf = (status: number): string => TITLES[status] ?? 'Error';

const gzip = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'content-encoding': 'gzip' },
  body: gzipSync(reply.body),
});

/** The faults of networks and intermediaries. Venues share them, each with its own JSON of a server error. */
export const transportFaults = (errorBody: unknown): FaultTable<never> => ({
  'drop-before': faultKind(record({}, { reset: flag }), {
    says: 'the connection ends before the request has any effect',
    takes: '{reset?: boolean}',
    plan: ({ reset }) => ({ effects: 0, delivery: { _tag: 'Nothing', reset: reset ?? false } }),
    draw: (random) => ({ reset: random.below(2) === 0 }),
  }),
  'drop-after': faultKind(record({}, { reset: flag }), {
    says: 'the request takes effect and the connection ends without a reply',
    takes: '{reset?: boolean}',
    plan: ({ reset }) => ({ delivery: { _tag: 'Nothing', reset: reset ?? false } }),
    draw: (random) => ({ reset: random.below(2) === 0 }),
  }),
  delay: faultKind(record({ ms: whole(0, WAIT_MAX_MS) }, { when: oneOf(WHEN) }), {
    says: 'the request waits, before or after its effect, on the clock of the sandbox',
    takes: '{ms: number, when?: "before" | "after"}',
    plan: ({ ms, when }) => (when === 'after' ? { waitAfterMs: ms } : { waitBeforeMs: ms }),
    draw: (random) => ({ ms: random.below(200), when: random.pick(WHEN) }),
  }),
  duplicate: faultKind(record({}, { reply: oneOf(['first', 'second']) }), {
    says: 'the request is executed twice, as an intermediary that re-sends would have it',
    takes: '{reply?: "first" | "second"}',
    plan: ({ reply }) => ({ effects: 2, replyOf: reply ?? 'first' }),
    draw: (random) => ({ reply: random.pick(['first', 'second']) }),
  }),
  'http-5xx': faultKind(
    record({}, { status: whole(500, 599), when: oneOf(WHEN), body: oneOf(['json', 'html']) }),
    {
      says: 'the reply is a server error, before or after the effect',
      takes: '{status?: 500 to 599, when?: "before" | "after", body?: "json" | "html"}',
      plan: ({ status = 502, when, body }) => ({
        effects: when === 'before' ? 0 : 1,
        rewrite: () => (body === 'json' ? json(status, errorBody) : html(status, titleOf(status))),
      }),
      draw: (random) => ({
        status: random.pick(HTTP_5XX),
        when: random.pick(WHEN),
        body: random.pick(['json', 'html']),
      }),
    },
  ),
  'html-200': faultKind(record({}, {}), {
    says: 'the request takes effect and the reply is an HTML page with status 200',
    takes: '{}',
    plan: () => ({ rewrite: () => html(200, 'Please wait') }),
    draw: () => ({}),
  }),
  truncate: faultKind(record({}, { missingBytes: whole(1, 1_000_000) }), {
    says: 'the reply promises more bytes than come, and the connection ends',
    takes: '{missingBytes?: number}',
    plan: ({ missingBytes }) => ({ delivery: { _tag: 'Short', missingBytes: missingBytes ?? 64 } }),
    draw: () => ({}),
  }),
  huge: faultKind(record({}, { mib: whole(1, 1024) }), {
    says: 'the request takes effect and the reply has a body of so many MiB',
    takes: '{mib?: 1 to 1024}',
    plan: ({ mib }) => ({ delivery: { _tag: 'Huge', mib: mib ?? 16 } }),
  }),
  slow: faultKind(record({}, { msPerByte: whole(0, 10_000) }), {
    says: 'the reply comes byte by byte',
    takes: '{msPerByte?: 0 to 10000}',
    plan: ({ msPerByte }) => ({ delivery: { _tag: 'Slow', msPerByte: msPerByte ?? 0 } }),
    draw: () => ({}),
  }),
  redirect: faultKind(
    record(
      { url: matching(/^https?:\/\/[!-~]{1,1000}$/, 'an http address') },
      { status: whole(300, 399), when: oneOf(WHEN) },
    ),
    {
      says: 'the reply points to another address; without effect unless `when` is "after"',
      takes: '{url: string, status?: 300 to 399, when?: "before" | "after"}',
      plan: ({ url, status, when }) => ({
        effects: when === 'after' ? 1 : 0,
        rewrite: () => ({ status: status ?? 307, headers: { location: url }, body: new Uint8Array() }),
      }),
    },
  ),
  gzip: faultKind(record({}, {}), {
    says: 'the reply is compressed although nobody asked for it',
    takes: '{}',
    plan: () => ({ rewrite: gzip }),
    draw: () => ({}),
  }),
});
