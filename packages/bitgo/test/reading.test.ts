import { describe, expect, test } from '@jest/globals';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type PayloadNonce, memoryNonces, parsePayload } from '../src/index.js';
import { scripted } from './fixture/scripted.js';
import {
  ourAffirmationId,
  payloadText,
  sampleId,
  them,
  us,
  wireOurs,
  wireSettlement,
} from './fixture/wire-settlement.js';

const existing = { _tag: 'Existing', settlement: sampleId } as const;

describe('a reading', () => {
  test('is of the settlement that was asked for', async () => {
    const { venue, requests } = scripted([{ body: wireSettlement() }]);
    const seen = right(await venue.observe(existing, O.none)());
    expect(seen).toMatchObject({ subject: existing, settlements: [{ id: sampleId }] });
    expect(requests.map(({ method, path, body, effect }) => [method, path, body, effect])).toEqual([
      ['GET', `/api/trade/v1/enterprise/e1/account/${us}/settlements/${sampleId}`, '', 'Read'],
    ]);
    const other = scripted([{ body: wireSettlement({ id: 'another' }) }]);
    expect(left(await other.venue.observe(existing, O.none)())).toMatchObject({ lasts: 'Lasting' });
  });

  test('of a scope leaves out what is surely of another', async () => {
    const settlements = ['direct', 'agency', 'barter', null].map((type, at) =>
      wireSettlement({ id: `s${at}`, type, createdAt: `2026-11-0${at + 1}T10:00:00Z` }),
    );
    const { venue } = scripted([{ body: { settlements } }]);
    const seen = right(await venue.observe({ _tag: 'Prospective', scope: 'direct' }, O.none)());
    expect(seen.settlements.map(({ id, scope }) => [id, scope])).toEqual([
      ['s3', 'unknown'],
      ['s2', 'barter'],
      ['s0', 'direct'],
    ]);
  });
});

describe('what waits for us', () => {
  test('is what the venue calls pending, whatever it did with the filter', async () => {
    const affirmations = [
      wireOurs({ settlement: '' }),
      wireOurs({ id: 'given', status: 'affirmed' }),
      wireOurs({ id: 'theirs', partyAccountId: them }),
      wireOurs({ id: 'lost' }),
    ];
    const { desk, requests } = scripted([
      { body: { affirmations } },
      { body: { settlements: [wireSettlement()] } },
    ]);
    const pending = right(await desk.pendingAffirmations());
    expect(pending.map(({ id, settlement }) => [id, O.isSome(settlement)])).toEqual([
      [ourAffirmationId, true],
      ['lost', false],
    ]);
    expect(requests[0]?.path).toContain('/affirmations?status=pending');
  });

  test('is not looked for among settlements when nothing waits', async () => {
    const { desk, requests } = scripted([{ body: { affirmations: [] } }]);
    expect(right(await desk.pendingAffirmations())).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});

describe('the book of nonces in memory', () => {
  const { nonceHold, nonceSettle } = right(parsePayload(payloadText()));

  test('knows what a nonce was taken for', async () => {
    const book = memoryNonces();
    expect(book.takenFor(nonceHold)).toEqual(O.none);
    right(await book.take([nonceHold], 'a creation')());
    expect(book.takenFor(nonceHold)).toEqual(O.some('a creation'));
    expect(book.takenFor(nonceSettle)).toEqual(O.none);
  });

  test('takes no more than it can hold', async () => {
    const many = Array.from({ length: 1_000_001 }, (): PayloadNonce => nonceHold);
    expect(E.isLeft(await memoryNonces().take(many, 'too many')())).toBe(true);
  });
});
