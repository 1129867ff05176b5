import { describe, expect, test } from '@jest/globals';
import type { FaultSpec } from '@legwork/sandbox';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { inspect } from 'node:util';
import { left, right } from '@legwork/testkit';
import { ownTrade } from '../fixture/desk.js';
import {
  type World,
  always,
  inWorld,
  intentOf,
  observeAll,
  offered,
  preparedCreation,
  proposed,
} from '../fixture/world.js';

const http = (status: number, when: string, body: string): FaultSpec => ({
  kind: 'http-5xx',
  with: { status, when, body },
});
const refusal = (name: string, when: string): FaultSpec => ({ kind: 'refusal', with: { name, when } });
const odd = (form: string, status: number): FaultSpec => ({ kind: 'odd-error', with: { form, status } });
const malformed = (how: string): FaultSpec => ({ kind: 'malformed', with: { how } });

const unknowns: ReadonlyArray<FaultSpec> = [
  { kind: 'drop-before' },
  { kind: 'drop-before', with: { reset: true } },
  { kind: 'drop-after' },
  { kind: 'drop-after', with: { reset: true } },
  { kind: 'delay', with: { ms: 60_000, when: 'before' } },
  { kind: 'delay', with: { ms: 60_000, when: 'after' } },
  { kind: 'duplicate', with: { reply: 'second' } },
  ...[500, 502, 503, 520, 524].flatMap((status) => [
    http(status, 'before', 'json'),
    http(status, 'after', 'html'),
  ]),
  { kind: 'html-200' },
  { kind: 'truncate' },
  { kind: 'huge', with: { mib: 2 } },
  { kind: 'slow', with: { msPerByte: 100 } },
  { kind: 'redirect', with: { url: 'http://127.0.0.1:1/', status: 307 } },
  { kind: 'gzip' },
  ...['rateLimit', 'full', 'nonceUsed', 'duplicateExternalId', 'notPending'].map((name) =>
    refusal(name, 'after'),
  ),
  ...[
    'error-object',
    'error-number',
    'error-null',
    'error-long',
    'no-error',
    'no-error-name',
    'name-array',
    'req-id-number',
    'only-message',
    'empty-object',
    'array',
    'text',
    'null',
    'no-body',
    'no-json',
  ].map((form) => odd(form, 400)),
  ...[409, 418, 429, 500, 503].map((status) => odd('plain', status)),
  ...['not-json', 'empty', 'cut-short', 'two-values', 'null', 'deep', 'bom', 'nothing-inside'].map(malformed),
  ...['missing-status', 'status-number', 'payload-object', 'amount-number', 'amount-exponent'].map(malformed),
];

const trade = ({ counterparty }: World) =>
  ownTrade('trade-1', counterparty.account, ['0.01', 'BTC'], ['600.5', 'USD']);

/** An affirmation, prepared; the fault strikes when it is sent. */
const affirmUnder = async (world: World, fault: FaultSpec) => {
  const { venue } = world.counterparty;
  const seen = await proposed(world, trade(world));
  const prepared = right(await venue.prepare(intentOf(offered(venue, seen)), seen)());
  await world.fault({ ...fault, on: { method: 'UpdateAffirmation' } });
  return { sent: await venue.send(prepared, always)(), prepared };
};

const createUnder = async (world: World, fault: FaultSpec) => {
  const prepared = await preparedCreation(world.requester, trade(world));
  await world.fault({ ...fault, on: { method: 'CreateSettlement' } });
  return { sent: await world.requester.venue.send(prepared, always)(), prepared };
};

/** Everything a person or a logger could make of it. */
const shown = (value: unknown): string =>
  inspect(value, { depth: Infinity, showHidden: true }) +
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));

const secretsOf = ({ sandbox }: World): ReadonlyArray<string> =>
  sandbox.credentials.accounts.flatMap(({ accessToken, xprv, walletPassphrase }) => [
    accessToken,
    xprv,
    walletPassphrase,
  ]);

const holdsSecret = (value: unknown, world: World): boolean => {
  const text = shown(value);
  return secretsOf(world).some((secret) =>
    Array.from({ length: secret.length - 9 }, (_, at) => secret.slice(at, at + 10)).some((part) =>
      text.includes(part),
    ),
  );
};

const named = (faults: ReadonlyArray<FaultSpec>) =>
  faults.map((fault) => [`${fault.kind} ${JSON.stringify(fault.with ?? {})}`, fault] as const);

describe.each([
  ['a creation', createUnder],
  ['an affirmation', affirmUnder],
])('%s that meets a fault', (_, sendUnder) => {
  test.each(named(unknowns))('has an unknown outcome: %s', (_name, fault) =>
    inWorld(async (world) => {
      const { sent } = await sendUnder(world, fault);
      expect(left(sent)._tag).toBe('OutcomeUnknown');
      expect(holdsSecret(sent, world)).toBe(false);
    }),
  );

  test.each(
    named([
      ...['plain', 'with-context', 'name-unknown', 'no-req-id', 'platform'].map((form) => odd(form, 400)),
      ...[401, 403, 404, 422].map((status) => odd('plain', status)),
      refusal('insufficientFunds', 'before'),
      refusal('invalidSignature', 'before'),
    ]),
  )('is refused: %s', (_name, fault) =>
    inWorld(async (world) => {
      const { sent } = await sendUnder(world, fault);
      expect(left(sent)).toMatchObject({ _tag: 'Refused', money: 'Nothing moved, and nothing will.' });
      expect(O.isSome(left(sent).requestId)).toBe(true);
    }),
  );

  test('was not sent if the venue is not there', () =>
    inWorld(async (world) => {
      const prepared = await preparedCreation(world.requester, trade(world));
      await world.sandbox.close();
      const sent = left(await world.requester.venue.send(prepared, always)());
      expect(sent).toMatchObject({ _tag: 'NotAccepted', left: false });
    }));
});

describe('an answer that is about something else', () => {
  test.each(['other-id', 'other-party', 'unknown-status'])('is odd, which halts the account: %s', (how) =>
    inWorld(async (world) => {
      const { sent } = await affirmUnder(world, malformed(how));
      const halts = E.isLeft(sent) ? sent.left._tag === 'OutcomeUnknown' : sent.right.oddities.length > 0;
      expect(halts).toBe(true);
    }),
  );

  test.each(['payload-twice'])('is odd if it shows another payload than was signed: %s', (how) =>
    inWorld(async (world) => {
      const { sent } = await affirmUnder(world, malformed(how));
      expect(right(sent).oddities).toEqual(['the venue shows another payload than the one that was signed']);
    }),
  );
});

describe('a response that does not prove to be the venue’s own', () => {
  test('leaves a write unknown, and a read without a result', () =>
    inWorld(
      async (world) => {
        const { sent } = await createUnder(world, { kind: 'bad-hmac' });
        expect(left(sent)).toMatchObject({ _tag: 'OutcomeUnknown' });
        expect(left(sent).what).toContain('NotTheVenues');
        await world.fault({ kind: 'bad-hmac', on: { method: 'ListSettlements' } });
        const read = await world.requester.venue.observe({ _tag: 'Prospective', scope: 'direct' }, O.none)();
        expect(left(read)).toMatchObject({ _tag: 'ReadFailed', lasts: 'Passing' });
      },
      { switches: { tokenKind: 'v2x' } },
    ));
});

describe('a read that meets a fault', () => {
  test.each([
    [{ kind: 'drop-before' }, 'Passing'],
    [http(502, 'before', 'html'), 'Passing'],
    [{ kind: 'html-200' }, 'Passing'],
    [refusal('forbidden', 'before'), 'Lasting'],
    [odd('no-json', 404), 'Lasting'],
    [malformed('amount-number'), 'Lasting'],
    [malformed('missing-status'), 'Lasting'],
    [{ kind: 'huge', with: { mib: 2 } }, 'Passing'],
  ])('fails: %j, %s', (fault: FaultSpec, lasts) =>
    inWorld(async (world) => {
      const { subject } = await proposed(world, trade(world));
      await world.fault({ ...fault, on: { method: 'GetSettlement' } });
      const { venue } = world.requester;
      const failed = await venue.observe(subject, O.none)();
      expect(left(failed)).toMatchObject({ _tag: 'ReadFailed', lasts });
      expect(holdsSecret(failed, world)).toBe(false);
      expect(E.isRight(await venue.observe(subject, O.none)())).toBe(true);
    }),
  );

  test('fails for now when there were too many calls', () =>
    inWorld(async (world) => {
      const { subject } = await proposed(world, trade(world));
      await world.fault({ ...refusal('rateLimit', 'before'), on: { method: 'GetSettlement' } });
      const failed = left(await world.requester.venue.observe(subject, O.none)());
      expect(failed).toMatchObject({ lasts: 'Passing', code: O.some('backend:common:rateLimitExceeded') });
    }));

  test.each(['unknown-status', 'unknown-type', 'other-currency', 'null-lists', 'other-party'])(
    'shows what is new or wrong as oddities and offers nothing: %s',
    (how) =>
      inWorld(async (world) => {
        const { venue } = world.counterparty;
        const { subject } = await proposed(world, trade(world));
        await world.fault({ ...malformed(how), on: { method: 'GetSettlement' } });
        const seen = right(await venue.observe(subject, O.none)());
        expect(seen.settlements.flatMap(venue.allowed)).toEqual([]);
        expect(seen.settlements[0]?.oddities.length).toBeGreaterThan(0);
      }),
  );

  test.each(['odd-dates', 'payload-null', 'payload-empty'])('bears what is only left out: %s', (how) =>
    inWorld(async (world) => {
      const { venue } = world.counterparty;
      const { subject } = await proposed(world, trade(world));
      await world.fault({ ...malformed(how), on: { method: 'GetSettlement' } });
      const seen = right(await venue.observe(subject, O.none)());
      expect(seen.settlements[0]?.oddities).toEqual([]);
      expect(seen.settlements.flatMap(venue.allowed)).toHaveLength(1);
    }),
  );
});

describe('secrets', () => {
  test('are in nothing that is handed out', () =>
    inWorld(async (world) => {
      const { requester } = world;
      const seen = await observeAll(requester.venue);
      const prepared = await preparedCreation(requester, trade(world));
      const { venue, desk } = requester;
      expect(holdsSecret([prepared, seen, venue, desk], world)).toBe(false);
      const refused = await world.connect('requester', { quietMs: -1 }).catch(String);
      expect(holdsSecret(refused, world)).toBe(false);
    }));
});
