import { describe, expect, test } from '@jest/globals';
import { defined, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { SettlementBatch, toSettlement } from '../src/index.js';
import { configWith } from './fixture/config.js';
import { settlement } from './fixture/noun.js';
import { attributes, batch, tradeId, wireBatch, wireLeg } from './fixture/wire-batch.js';

const legWith = (changes: Readonly<Record<string, unknown>>) =>
  defined(settlement({ legs: [wireLeg(changes)] }).legs[0]);
const odditiesOf = (changes: Readonly<Record<string, unknown>>) =>
  settlement(changes).oddities.map(({ what }) => what);
const oddLeg = (changes: Readonly<Record<string, unknown>>) => odditiesOf({ legs: [wireLeg(changes)] });

const transfer = { transfer_status: 'completed', transfer_amount: '0.50', transfer_asset: 'BTC' };

describe('a batch in the library’s words', () => {
  test('says who pays and who can act', () => {
    const { legs, consents, finality, oddities, scope, createdAtMs, trades } = settlement();
    expect(oddities).toEqual([]);
    expect([scope, createdAtMs, finality]).toEqual(['currency', 1_700_000_000_000, 'Open']);
    expect(consents).toMatchObject([{ by: { role: 'Venue' }, status: 'Given' }]);
    expect(trades).toEqual(O.some([tradeId(1), tradeId(2)]));
    expect(legs).toMatchObject([
      {
        id: 'BTC',
        asset: O.some('BTC'),
        quantity: '1.5',
        status: 'Open',
        actionableBy: ['Us'],
        mark: 'null',
      },
      {
        id: 'USD',
        asset: O.some('USD'),
        quantity: '90000',
        status: 'Open',
        actionableBy: ['Venue'],
        mark: 'null',
      },
    ]);
    expect(
      legs.map(({ flow }) => O.isSome(flow) && [flow.value.payer.role, flow.value.receiver.role]),
    ).toEqual([
      ['Us', 'Venue'],
      ['Venue', 'Us'],
    ]);
  });

  test('turns around with the declared meaning of outgoing', () => {
    const other = toSettlement(configWith({ outgoingMeans: 'we-receive' }));
    const { legs, oddities } = other(batch({ legs: [wireLeg({ direction: 'incoming' })] }));
    expect(oddities).toEqual([]);
    expect(legs).toMatchObject([{ actionableBy: ['Us'], flow: { value: { payer: { role: 'Us' } } } }]);
  });

  test.each([
    ['unsettled', 'Open', O.some('1.5')],
    ['in_progress', 'InProgress', O.none],
    ['partially_settled', 'PartlySettled', O.none],
    ['settled', 'Settled', O.some('0')],
    ['reversed', 'Unrecognised', O.none],
  ])('has a leg that is %s as %s', (status, word, residual) => {
    expect(legWith({ status, can_settle: false })).toMatchObject({ status: word, residual });
  });

  test('knows what is left of a partly settled leg only if that was declared', () => {
    const declared = toSettlement(configWith({ amountAfterPartial: 'remaining' }));
    const { legs } = declared(batch({ legs: [wireLeg({ status: 'partially_settled', amount: '0.9' })] }));
    expect(legs).toMatchObject([{ residual: O.some('0.9'), actionableBy: ['Us'] }]);
  });

  test.each([
    ['unsettled', 'Open'],
    ['partially_settled', 'Open'],
    ['settled', 'Reversible'],
    ['completed', 'Final'],
    ['reversed', 'Unrecognised'],
  ])('is %s as %s', (status, finality) => {
    expect(settlement({ attributes: attributes({ status }) }).finality).toBe(finality);
  });

  test('reads null and absent alike', () => {
    const { settled_at: _, latest_spot_transfer: __, ...bare } = wireLeg();
    expect(settlement({ legs: [bare] }).legs).toEqual(settlement({ legs: [wireLeg()] }).legs);
    expect(settlement({ trade_ids: null }).trades).toEqual(O.none);
  });

  test('marks a leg by its transfer, whatever the order of names', () => {
    const one = legWith({ latest_spot_transfer: { id: '1', transfer_status: 'pending' } });
    const same = legWith({ latest_spot_transfer: { transfer_status: 'pending', id: '1' } });
    const other = legWith({ latest_spot_transfer: { id: '1', transfer_status: 'failed' } });
    expect(one.mark).toBe(same.mark);
    expect(one.mark).not.toBe(other.mark);
  });

  test.each([
    ['under attributes, as the settle call answers it', { attributes: transfer }],
    ['beside its id', transfer],
  ])('shows the latest transfer of a leg, %s', (_, fields) => {
    const { transfers } = legWith({ latest_spot_transfer: { id: 'X1', ...fields } });
    expect(transfers).toEqual([{ id: 'X1', status: 'Completed', quantity: O.some('0.5') }]);
  });

  test.each([
    ['pending', 'Pending'],
    ['failed', 'Failed'],
    ['reversed', 'Unrecognised'],
  ])('has a transfer that is %s as %s', (transfer_status, status) => {
    const { transfers } = legWith({ latest_spot_transfer: { id: 'X1', ...transfer, transfer_status } });
    expect(transfers.map((one) => one.status)).toEqual([status]);
  });

  test.each([
    ['no id', transfer],
    ['an id that is none', { id: 'X 1', ...transfer }],
    ['an id that is a number', { id: 7, ...transfer }],
    ['no amount', { id: 'X1', ...transfer, transfer_amount: null }],
    ['an amount that is a number', { id: 'X1', ...transfer, transfer_amount: 0.5 }],
    ['an amount with a sign', { id: 'X1', ...transfer, transfer_amount: '-0.5' }],
    ['no asset', { id: 'X1', ...transfer, transfer_asset: null }],
    ['no status', { id: 'X1', ...transfer, transfer_status: null }],
    ['another shape', { ref: 'spot-X1' }],
  ])('does not read a transfer with %s, and marks the leg by it all the same', (_, shown) => {
    const { transfers, mark } = legWith({ latest_spot_transfer: shown });
    expect(transfers).toEqual([]);
    expect(mark).not.toBe(legWith({}).mark);
  });

  test('keeps the venue’s object', () => {
    const json = wireBatch({ news: 'kept' });
    expect(toSettlement(configWith())(right(SettlementBatch.decode(json))).raw).toBe(json);
  });
});

describe('an oddity', () => {
  test.each([
    ['an unknown batch status', { attributes: attributes({ status: 'reversed' }) }, 'status of the batch'],
    ['an unknown asset kind', { attributes: attributes({ asset_kind: 'bonds' }) }, 'asset kind'],
    ['two legs in one asset', { legs: [wireLeg(), wireLeg()] }, 'two legs'],
    [
      'a settled batch with an open leg',
      { attributes: attributes({ status: 'settled' }) },
      'a leg of it is not',
    ],
    [
      'a completed batch with an open leg',
      { attributes: attributes({ status: 'completed' }) },
      'a leg of it is not',
    ],
    ['too few trade ids', { trade_ids: [tradeId(1)] }, 'trade count'],
    ['a repeated trade id', { trade_ids: [tradeId(1), tradeId(1)] }, 'twice'],
    [
      'an unconfirmed batch with an eligible leg',
      { attributes: attributes({ confirmed: false }) },
      'not confirmed',
    ],
  ])('is %s', (_, changes, sentence) => {
    expect(odditiesOf(changes).join()).toContain(sentence);
  });

  test.each([
    ['an unknown status', { status: 'reversed', can_settle: false }, 'status of the leg'],
    ['an unknown direction', { direction: 'sideways', can_settle: false }, 'direction of the leg'],
    ['an eligible leg that we receive (H1)', { direction: 'incoming' }, 'a leg that we receive'],
    ['an eligible leg that is settled', { status: 'settled' }, 'settled or in progress'],
    ['an eligible leg in progress', { status: 'in_progress' }, 'settled or in progress'],
    ['more digits than the asset has', { amount: '1.123456789' }, 'more digits'],
    [
      'a transfer of another asset',
      { latest_spot_transfer: { id: 'X1', ...transfer, transfer_asset: 'ETH' }, can_settle: false },
      'of another asset',
    ],
    [
      'a transfer with an unknown status',
      { latest_spot_transfer: { id: 'X1', ...transfer, transfer_status: 'reversed' }, can_settle: false },
      'status of the transfer',
    ],
  ])('is %s', (_, changes, sentence) => {
    expect(oddLeg(changes).join()).toContain(sentence);
  });

  test('takes every leg of the settlement out of our hands', () => {
    const { legs, oddities } = settlement({
      legs: [wireLeg(), wireLeg({ asset: 'ETH', status: 'reversed' })],
    });
    expect(oddities.length).toBeGreaterThan(0);
    expect(legs.map(({ actionableBy }) => actionableBy)).toEqual([[], []]);
  });

  test('is not an unknown asset: that leg alone is left alone', () => {
    const { legs, oddities } = settlement({ legs: [wireLeg(), wireLeg({ asset: 'NEW' })] });
    expect(oddities).toEqual([]);
    expect(legs.map(({ asset }) => asset)).toEqual([O.some('BTC'), O.none]);
  });
});
