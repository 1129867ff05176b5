import { describe, expect, test } from '@jest/globals';
import { UnitRegistry, assetId } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { create, intentOf, observation, settleBtc, settlement, trades } from './fixture/noun.js';
import { scripted } from './fixture/scripted.js';
import { attributes, tradeId, wireBatch, wireLeg } from './fixture/wire-batch.js';

const seen = observation([settlement()]);
const always = (): O.Option<string> => O.none;

const transfer = (asset = 'BTC', leg: Readonly<Record<string, unknown>> = {}) => ({
  error: [],
  result: {
    transfer: {
      id: '100',
      attributes: { transfer_status: 'pending', transfer_amount: '1.50', transfer_asset: asset },
      relationships: { leg: wireLeg({ status: 'in_progress', can_settle: false, ...leg }) },
    },
  },
});

const created = (changes: Readonly<Record<string, unknown>> = {}) => ({
  error: [],
  result: { batch: wireBatch(changes) },
});

const settle = async (reply: unknown) => {
  const { venue } = scripted([reply]);
  return right(await venue.send(right(await venue.prepare(intentOf(settleBtc()), seen)()), always)());
};

const createWith = async (reply: unknown, expected = O.some(trades)) => {
  const { venue } = scripted([reply]);
  const prepared = right(await venue.prepare(intentOf(create(expected)), observation([]))());
  return right(await venue.send(prepared, always)());
};

describe('a settling that was taken', () => {
  test('names what is moved', async () => {
    expect(await settle(transfer())).toEqual({
      settlement: 'B_Y7T2LPVX',
      transfer: O.some({ id: '100', status: 'Pending', quantity: O.some('1.5') }),
      asset: O.some('BTC'),
      quantity: O.some('1.5'),
      oddities: [],
      warnings: [],
    });
  });

  test.each([
    ['another asset', transfer('ETH'), 'another asset'],
    ['another leg', transfer('BTC', { asset: 'ETH' }), 'another leg'],
    ['another payer', transfer('BTC', { direction: 'incoming' }), 'payer'],
  ])('is odd if the venue names %s', async (_, reply, sentence) => {
    const { oddities } = await settle(reply);
    expect(oddities).toHaveLength(1);
    expect(oddities[0]).toContain(sentence);
  });
});

describe('a creation that was taken', () => {
  test('names the new settlement', async () => {
    expect(await createWith(created())).toMatchObject({
      settlement: 'B_Y7T2LPVX',
      oddities: [],
      quantity: O.none,
    });
    expect(await createWith(created({ trade_ids: null }))).toMatchObject({ oddities: [] });
    expect(await createWith(created({ trade_ids: [tradeId(9)] }), O.none)).toMatchObject({ oddities: [] });
  });

  test.each([
    ['of another kind', { attributes: attributes({ asset_kind: 'tokenized_equity' }) }],
    ['of other trades', { trade_ids: [tradeId(1), tradeId(9)] }],
    ['of more trades', { trade_ids: [tradeId(1), tradeId(2), tradeId(3)] }],
  ])('is odd if it is %s', async (_, changes) => {
    expect((await createWith(created(changes))).oddities).toHaveLength(1);
  });
});

describe('a prepared request', () => {
  test('is exactly what is sent, with its own nonce', async () => {
    const { venue, requests, turns } = scripted([transfer()]);
    const prepared = right(await venue.prepare(intentOf(settleBtc()), seen)());
    right(await venue.send(prepared, always)());
    expect(requests.map(({ body, path, effect }) => [body, path, effect])).toEqual([
      [prepared.body, '/0/private/SettlePrimeSettlementBatchAsset', 'Write'],
    ]);
    expect(prepared.body).toBe(`{"nonce":${prepared.order},"batch_id":"B_Y7T2LPVX","asset":"BTC"}`);
    expect(
      JSON.stringify(prepared, (_, item: unknown) => (typeof item === 'bigint' ? '' : item)),
    ).not.toContain('API');
    expect(turns).toEqual(['Used']);
  });

  test('leaves once, even if its turn would last', async () => {
    const { venue, requests } = scripted([transfer(), transfer()]);
    const prepared = right(await venue.prepare(intentOf(settleBtc()), seen)());
    right(await venue.send(prepared, always)());
    expect(left(await venue.send(prepared, always)())).toMatchObject({ _tag: 'NotAccepted', left: false });
    venue.discard(prepared)();
    expect(requests).toHaveLength(1);
  });

  test('does not leave once its turn has passed on', async () => {
    const { venue, requests, turns, holds } = scripted([transfer()]);
    const prepared = right(await venue.prepare(intentOf(settleBtc()), seen)());
    holds.yes = false;
    expect(left(await venue.send(prepared, always)()).what).toContain('passed on');
    expect(requests).toEqual([]);
    expect(turns).toEqual(['Unused']);
  });

  test('is none if the signer refuses, and gives its turn back', async () => {
    const signer = { sign: () => TE.left({ _tag: 'SigningRefused', detail: 'the policy says no' } as const) };
    const { venue, turns } = scripted([], { signer });
    expect(left(await venue.prepare(intentOf(settleBtc()), seen)()).what).toContain('the policy says no');
    expect(left(await venue.observe({ _tag: 'Prospective', scope: 'currency' }, O.none)()).lasts).toBe(
      'Lasting',
    );
    expect(turns).toEqual(['Unused', 'Unused']);
  });

  test('tells the signer of a write its intent, and of a read that it is one', async () => {
    const purposes: Array<string> = [];
    const signer = {
      sign: (_: Uint8Array, purpose: { readonly _tag: string }) => {
        purposes.push(purpose._tag);
        return TE.right(new Uint8Array(64));
      },
    };
    const { venue } = scripted([created()], { signer });
    right(await venue.prepare(intentOf(settleBtc()), seen)());
    right(await venue.observe({ _tag: 'Existing', settlement: settleBtc().settlement }, O.none)());
    expect(purposes).toEqual(['CarryingOut', 'Reading']);
  });

  test('is none if the registry has another name for the asset than the leg', async () => {
    const table = [{ asset: right(assetId('BTC')), venueName: 'XBT', decimals: 8 }];
    const { venue, turns } = scripted([], { units: right(UnitRegistry.agree(table, table)) });
    expect(left(await venue.prepare(intentOf(settleBtc()), seen)())._tag).toBe('Refused');
    expect(turns).toEqual([]);
  });
});

describe('a reading', () => {
  test('is refused if the venue answers about another batch', async () => {
    const { venue } = scripted([created({ id: 'B_OTHER' })]);
    const subject = { _tag: 'Existing', settlement: settleBtc().settlement } as const;
    expect(left(await venue.observe(subject, O.none)()).what).toContain('another batch');
  });

  test('of what a creation may have brought about has open and recent batches, the newest five with trades', async () => {
    const page = (ids: ReadonlyArray<number>, status: string) => ({
      error: [],
      result: {
        data: ids.map((at) => ({
          ...wireBatch({ id: `B_${at}`, trade_ids: null, legs: [] }),
          attributes: attributes({ status, created_at: at }),
        })),
        pagination: { has_more: false },
      },
    });
    const details = [7, 6, 5, 4, 3].map((at) =>
      created({ id: `B_${at}`, legs: [], attributes: attributes({ status: 'completed', created_at: at }) }),
    );
    const { venue, requests } = scripted([
      page([1], 'unsettled'),
      page([7, 6, 5, 4, 3, 2], 'completed'),
      ...details,
    ]);
    const reading = right(await venue.observe({ _tag: 'Prospective', scope: 'currency' }, O.some(40n))());
    expect(reading.settlements.map(({ id, trades: shown }) => [id, O.isSome(shown)])).toEqual([
      ['B_7', true],
      ['B_6', true],
      ['B_5', true],
      ['B_4', true],
      ['B_3', true],
      ['B_2', false],
      ['B_1', false],
    ]);
    expect(reading.order).toBe(40n);
    expect(requests.map(({ effect }) => effect)).toEqual(Array.from({ length: 7 }, () => 'Read'));
    expect(requests[0]?.body).toBe(
      '{"nonce":40,"statuses":["unsettled","partially_settled","settled"],"limit":50}',
    );
    expect(requests[1]?.body).toBe('{"nonce":41,"limit":50}');
  });
});
