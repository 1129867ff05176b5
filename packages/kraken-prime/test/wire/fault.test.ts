import { describe, expect, test } from '@jest/globals';
import type { FaultSpec } from '@legwork/sandbox';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { inspect } from 'node:util';
import { left, right } from '@legwork/testkit';
import { type World, always, confirmedBatch, inWorld, preparedBtc } from '../fixture/world.js';

const method = 'SettlePrimeSettlementBatchAsset';
const on = { method };
const malformed = (how: string): FaultSpec => ({ kind: 'malformed', on, with: { how } });
const http = (status: number, when: string, body: string): FaultSpec => ({
  kind: 'http-5xx',
  on,
  with: { status, when, body },
});

const unknowns: ReadonlyArray<FaultSpec> = [
  { kind: 'drop-before', on },
  { kind: 'drop-before', on, with: { reset: true } },
  { kind: 'drop-after', on },
  { kind: 'drop-after', on, with: { reset: true } },
  { kind: 'delay', on, with: { ms: 60_000, when: 'before' } },
  { kind: 'delay', on, with: { ms: 60_000, when: 'after' } },
  { kind: 'duplicate', on, with: { reply: 'second' } },
  ...[500, 502, 503, 520, 524].flatMap((status) => [
    http(status, 'before', 'json'),
    http(status, 'after', 'html'),
  ]),
  { kind: 'html-200', on },
  { kind: 'error-on-200', on },
  { kind: 'error-on-200', on, with: { error: 'EGeneral:Invalid arguments', keepResult: true } },
  { kind: 'error-on-200', on, with: { error: 'EAPI:Rate limit exceeded' } },
  { kind: 'error-on-200', on, with: { error: 'EService:Throttled:1700000000' } },
  { kind: 'error-on-200', on, with: { error: 'EGeneral:Temporary lockout' } },
  { kind: 'error-on-200', on, with: { error: 'EPrime:Batch locked' } },
  { kind: 'truncate', on },
  { kind: 'huge', on, with: { mib: 2 } },
  { kind: 'slow', on, with: { msPerByte: 100 } },
  { kind: 'redirect', on, with: { url: 'http://127.0.0.1:1/', status: 307 } },
  { kind: 'gzip', on },
  ...[
    'not-json',
    'empty',
    'cut-short',
    'two-values',
    'array',
    'null',
    'deep',
    'bom',
    'bad-utf8',
    'proto-key',
    'no-error',
    'no-result',
    'null-result',
    'wrong-types',
    'missing-fields',
    'text-for-boolean',
    'amount-number',
    'amount-exponent',
    'amount-negative',
    'amount-digits',
    'amount-long',
    'amount-empty',
  ].map(malformed),
];

const sendBtc = async (world: World, fault: FaultSpec) => {
  const seen = await confirmedBatch(world);
  const prepared = await preparedBtc(world.venue, seen);
  await world.fault(fault);
  return world.venue.send(prepared, always)();
};

/** Everything a person or a logger could make of it. */
const shown = (value: unknown): string =>
  inspect(value, { depth: Infinity, showHidden: true }) +
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));

const holdsSecret = (value: unknown, { apiKey, apiSecret }: World['sandbox']['credentials']): boolean => {
  const text = shown(value);
  return [apiKey, apiSecret].some((secret) =>
    Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)).some((part) =>
      text.includes(part),
    ),
  );
};

describe('a settle call that meets a fault', () => {
  test.each(unknowns.map((fault) => [`${fault.kind} ${JSON.stringify(fault.with ?? {})}`, fault] as const))(
    'has an unknown outcome: %s',
    (_, fault) =>
      inWorld(async (world) => {
        const sent = await sendBtc(world, fault);
        expect(left(sent)._tag).toBe('OutcomeUnknown');
        expect(holdsSecret(sent, world.sandbox.credentials)).toBe(false);
      }),
  );

  test('is accepted with a warning, which is kept', () =>
    inWorld(async (world) => {
      expect(right(await sendBtc(world, { kind: 'warn', on }))).toMatchObject({
        warnings: ['WGeneral:Notice'],
        oddities: [],
      });
    }));

  test.each(['other-asset', 'unknown-direction'])(
    'is accepted with an oddity if the venue answers about something else: %s',
    (how) =>
      inWorld(async (world) => {
        expect(right(await sendBtc(world, malformed(how))).oddities.length).toBeGreaterThan(0);
      }),
  );

  test('is accepted with a transfer of unknown state if the venue uses a new word', () =>
    inWorld(async (world) => {
      const receipt = right(await sendBtc(world, malformed('unknown-enum')));
      expect(receipt.transfer).toMatchObject({ value: { status: 'Unrecognised' } });
    }));

  test('is refused by a complete envelope with a known error alone', () =>
    inWorld(async (world) => {
      const seen = await confirmedBatch(world);
      const prepared = await preparedBtc(world.venue, seen);
      await world.control('/confirm', { confirmed: false });
      expect(left(await world.venue.send(prepared, always)())).toMatchObject({
        _tag: 'Refused',
        money: 'Nothing moved, and nothing will.',
      });
    }));

  test('was not sent if the venue is not there', () =>
    inWorld(async (world) => {
      const seen = await confirmedBatch(world);
      const prepared = await preparedBtc(world.venue, seen);
      await world.sandbox.close();
      const sent = left(await world.venue.send(prepared, always)());
      expect(sent).toMatchObject({ _tag: 'NotAccepted', left: false });
      expect(holdsSecret(sent, world.sandbox.credentials)).toBe(false);
    }));
});

describe('a read that meets a fault', () => {
  const read = { method: 'GetPrimeSettlementBatch' };

  test.each([
    ['drop-before', {}, 'Passing'],
    ['http-5xx', { status: 502 }, 'Passing'],
    ['html-200', {}, 'Passing'],
    ['error-on-200', { error: 'EService:Busy' }, 'Passing'],
    ['error-on-200', { error: 'EGeneral:Permission denied' }, 'Lasting'],
    ['malformed', { how: 'amount-number' }, 'Lasting'],
    ['malformed', { how: 'missing-fields' }, 'Lasting'],
    ['huge', { mib: 2 }, 'Passing'],
  ])('fails: %s %j, %s', (kind, parameters, lasts) =>
    inWorld(async (world) => {
      const { subject } = await confirmedBatch(world);
      await world.fault({ kind, on: read, with: parameters });
      const failed = await world.venue.observe(subject, O.none)();
      expect(left(failed)).toMatchObject({ _tag: 'ReadFailed', lasts });
      expect(holdsSecret(failed, world.sandbox.credentials)).toBe(false);
      expect(E.isRight(await world.venue.observe(subject, O.none)())).toBe(true);
    }),
  );

  test('shows new words as oddities and offers nothing', () =>
    inWorld(async (world) => {
      const { subject } = await confirmedBatch(world);
      await world.fault({ kind: 'malformed', on: read, with: { how: 'unknown-enum' } });
      const seen = right(await world.venue.observe(subject, O.none)());
      expect(seen.settlements.flatMap(world.venue.allowed)).toEqual([]);
      expect(seen.settlements[0]?.oddities.length).toBeGreaterThan(0);
    }));
});

describe('a venue that means the other direction', () => {
  test('is found out by the first leg that can be settled (H1)', () =>
    inWorld(
      async (world) => {
        const seen = await confirmedBatch(world);
        expect(JSON.stringify(seen.settlements[0]?.oddities)).toContain('a leg that we receive');
        expect(seen.settlements.flatMap(world.venue.allowed)).toEqual([]);
      },
      { scenario: 'venue-perspective' },
    ));
});
