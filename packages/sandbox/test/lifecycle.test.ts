import { describe, expect, it } from '@jest/globals';
import { DAY, START_MS, batchOf, confirmed, drive, leg, trade, transferOf } from './driver.js';

describe('the life of a batch', () => {
  it('begins unsettled and unconfirmed, with the net position of each asset', () => {
    const venue = drive();
    const batch = batchOf(venue.create());
    expect(batch.id).toMatch(/^B_[A-Z2-9]{8}$/);
    expect(batch.attributes).toEqual({
      status: 'unsettled',
      confirmed: false,
      created_at: START_MS,
      updated_at: null,
      trade_count: 3,
      asset_kind: 'currency',
    });
    expect(batch.legs).toEqual([
      {
        status: 'unsettled',
        asset: 'USD',
        amount: '120000.5',
        direction: 'incoming',
        can_settle: false,
        settled_at: null,
        latest_spot_transfer: null,
      },
      expect.objectContaining({ asset: 'BTC', amount: '1.5', direction: 'outgoing', can_settle: false }),
      expect.objectContaining({ asset: 'ETH', amount: '10', direction: 'outgoing', can_settle: false }),
    ]);
    expect(batch.trade_ids).toEqual(DAY.map((made) => made.id));
  });

  it('is confirmed, settled leg by leg by those who pay, and completed', () => {
    const { venue, id } = confirmed();
    expect(venue.get(id).legs.map((held) => held.can_settle)).toEqual([false, true, true]);

    expect(transferOf(venue.settle(id, 'BTC'))).toEqual({ id: '100', status: 'pending', amount: '1.5' });
    expect(leg(venue.get(id), 'BTC')).toMatchObject({ status: 'in_progress', can_settle: false });
    expect(venue.settle(id, 'BTC').error).toEqual(['EGeneral:Invalid arguments:leg cannot be settled']);

    venue.pass(1500);
    expect(leg(venue.get(id), 'BTC')).toMatchObject({
      status: 'settled',
      settled_at: START_MS + 3500,
      latest_spot_transfer: {
        id: '100',
        transfer_status: 'completed',
        transfer_amount: '1.5',
        transfer_asset: 'BTC',
      },
    });
    expect(venue.get(id).attributes.status).toBe('partially_settled');

    venue.settle(id, 'ETH');
    venue.pass(1500);
    expect(venue.get(id).attributes.status).toBe('settled');
    venue.pass(1000);
    expect(venue.get(id).attributes.status).toBe('completed');
    expect(venue.machine.truth().transfers.map(({ asset, moved, payer }) => [asset, moved, payer])).toEqual([
      ['BTC', '1.5', 'client'],
      ['USD', '120000.5', 'venue'],
      ['ETH', '10', 'client'],
    ]);
  });

  it('refuses what cannot be settled, each with its own invented sentence', () => {
    const venue = drive();
    const { id } = batchOf(venue.create());
    expect(venue.settle(id, 'BTC').error).toEqual(['EGeneral:Invalid arguments:batch not confirmed']);
    venue.pass(2000);
    expect(venue.settle('B_NOBODY00', 'BTC').error).toEqual(['EGeneral:Invalid arguments:unknown batch']);
    expect(venue.settle(id, 'XBT').error).toEqual(['EGeneral:Invalid arguments:unknown asset in batch']);
    expect(venue.settle(id, 'USD').error).toEqual(['EGeneral:Invalid arguments:leg cannot be settled']);
    expect(venue.machine.truth().transfers).toEqual([]);
  });

  it('answers with other texts where they are given', () => {
    const venue = drive({ errors: { batchUnknown: 'EQuery:Unknown batch' } });
    expect(venue.settle('B_NOBODY00', 'BTC').error).toEqual(['EQuery:Unknown batch']);
  });

  it('lets later trades wait for the next batch, and keeps the kinds apart', () => {
    const venue = drive();
    const { id } = batchOf(venue.create());
    const equity = trade(11, 'buy', ['AAPLx', '3'], ['USD', '600'], 'tokenized_equity');
    venue.machine.addTrades([trade(10, 'buy', ['SOL', '1'], ['USD', '150']), equity], venue.now());
    expect(venue.create().error).toEqual(['EGeneral:Invalid arguments:batch already active']);
    expect(batchOf(venue.create({ asset_kind: 'tokenized_equity' })).trade_ids).toEqual([equity.id]);
    expect(venue.get(id).attributes.trade_count).toBe(3);

    venue.pass(2000);
    venue.settle(id, 'BTC');
    venue.settle(id, 'ETH');
    venue.pass(10_000);
    expect(batchOf(venue.create()).legs.map((held) => held.asset)).toEqual(['SOL', 'USD']);
  });

  it('refuses a trade it already has, and books none of its companions', () => {
    const venue = drive();
    const done = venue.machine.addTrades([trade(9, 'buy', ['SOL', '1'], ['USD', '1']), ...DAY], venue.now());
    expect(done).toMatchObject({ ok: false });
    expect(venue.machine.overview().unsettledTradeIds).toHaveLength(3);
  });

  it('returns a leg to unsettled after a failed transfer', () => {
    const { venue, id } = confirmed({ transfers: [{ asset: 'BTC', outcome: { _tag: 'Failed' } }] });
    venue.settle(id, 'BTC');
    venue.pass(1500);
    expect(leg(venue.get(id), 'BTC')).toMatchObject({
      status: 'unsettled',
      can_settle: true,
      latest_spot_transfer: { id: '100', transfer_status: 'failed' },
    });
    expect(transferOf(venue.settle(id, 'BTC')).amount).toBe('1.5');
  });

  it('settles what is left after a partial transfer, and no more', () => {
    const { venue, id } = confirmed({
      transfers: [{ asset: 'BTC', outcome: { _tag: 'PartialAmount', amount: '0.4' } }],
    });
    venue.settle(id, 'BTC');
    venue.pass(1500);
    expect(leg(venue.get(id), 'BTC')).toMatchObject({ status: 'partially_settled', can_settle: true });
    expect(transferOf(venue.settle(id, 'BTC')).amount).toBe('1.1');
    venue.pass(1500);
    expect(leg(venue.get(id), 'BTC').status).toBe('settled');
    const moved = venue.machine.truth().transfers.filter((done) => done.asset === 'BTC');
    expect(moved.map((done) => [done.outcome, done.moved])).toEqual([
      ['partial', '0.4'],
      ['completed', '1.1'],
    ]);
  });

  it('keeps a stuck transfer on its way until it is released', () => {
    const { venue, id } = confirmed({ transfers: [{ asset: 'BTC', outcome: { _tag: 'Stuck' } }] });
    venue.settle(id, 'BTC');
    venue.pass(86_400_000);
    expect(leg(venue.get(id), 'BTC').status).toBe('in_progress');
    expect(venue.machine.release({}, venue.now())).toEqual({ ok: true, value: '100' });
    expect(leg(venue.get(id), 'BTC').status).toBe('settled');
    expect(venue.machine.release({}, venue.now())).toMatchObject({ ok: false });
  });

  it('has the venue pay what is left when its own transfer was partial', () => {
    const { venue, id } = confirmed({
      transfers: [{ asset: 'USD', outcome: { _tag: 'PartialPercent', percent: 50 } }],
    });
    venue.pass(10_000);
    expect(leg(venue.get(id), 'USD').status).toBe('settled');
    const paid = venue.machine.truth().transfers.map((done) => [done.moved, done.cause]);
    expect(paid).toEqual([
      ['60000.2', 'venue'],
      ['60000.3', 'venue'],
    ]);
  });

  it('stops settling while a confirmation is withdrawn', () => {
    const { venue, id } = confirmed();
    venue.machine.flipConfirmed(id, venue.now(), 5000);
    expect(venue.get(id).attributes.confirmed).toBe(false);
    expect(venue.settle(id, 'BTC').error).toEqual(['EGeneral:Invalid arguments:batch not confirmed']);
    venue.pass(5000);
    expect(venue.settle(id, 'BTC').error).toEqual([]);
  });

  it('has the venue pay only into a confirmed batch', () => {
    const { venue, id } = confirmed();
    venue.machine.flipConfirmed(id, venue.now(), 60_000);
    venue.pass(59_000);
    expect(leg(venue.get(id), 'USD').status).toBe('unsettled');
    venue.pass(2000);
    expect(leg(venue.get(id), 'USD').status).toBe('in_progress');
  });

  it('is not settled as long as its confirmation is withdrawn', () => {
    const { venue, id } = confirmed();
    venue.settle(id, 'BTC');
    venue.settle(id, 'ETH');
    venue.pass(1000);
    venue.machine.flipConfirmed(id, venue.now(), 60_000);
    venue.pass(10_000);
    expect(venue.get(id).legs.map((held) => held.status)).toEqual(['settled', 'settled', 'settled']);
    expect(venue.get(id).attributes.status).toBe('partially_settled');
    venue.pass(50_000);
    expect(venue.get(id).attributes.status).toBe('settled');
  });

  it('takes a part that is no part for the whole', () => {
    const whole = (amount: string) => {
      const { venue, id } = confirmed({
        transfers: [{ asset: 'BTC', outcome: { _tag: 'PartialAmount', amount } }],
      });
      venue.settle(id, 'BTC');
      venue.pass(1500);
      return leg(venue.get(id), 'BTC').status;
    };
    expect([whole('0'), whole('1.5'), whole('2'), whole('1.49')]).toEqual([
      'settled',
      'settled',
      'settled',
      'partially_settled',
    ]);
  });

  it('leaves a confirmation to the hand that took it', () => {
    const venue = drive();
    const { id } = batchOf(venue.create());
    venue.machine.setConfirmed(undefined, false, venue.now());
    venue.pass(60_000);
    expect(venue.get(id).attributes.confirmed).toBe(false);
    venue.machine.setConfirmed(id, true, venue.now());
    expect(venue.get(id).attributes.confirmed).toBe(true);
  });
});

describe('the second actor', () => {
  it('settles a leg and says so in the truth alone', () => {
    const { venue, id } = confirmed();
    expect(venue.machine.secondActor({ act: 'settle', asset: 'ETH' }, venue.now())).toMatchObject({
      ok: true,
    });
    expect(venue.settle(id, 'ETH').error).toEqual(['EGeneral:Invalid arguments:leg cannot be settled']);
    expect(venue.machine.truth().transfers).toEqual([
      expect.objectContaining({ asset: 'ETH', cause: 'second-actor', payer: 'client' }),
    ]);
  });

  it('settles outside the venue, at once', () => {
    const { venue, id } = confirmed();
    venue.machine.secondActor({ act: 'pay-outside', batchId: id }, venue.now());
    expect(leg(venue.get(id), 'BTC').status).toBe('settled');
    expect(venue.machine.overview().stuckTransferIds).toEqual([]);
  });

  it('creates a batch later, before the client does', () => {
    const venue = drive();
    expect(venue.machine.secondActor({ act: 'create', afterMs: 10 }, venue.now())).toEqual({
      ok: true,
      value: 'later',
    });
    expect(venue.list()).toEqual([]);
    venue.pass(10);
    expect(venue.create().error).toEqual(['EGeneral:Invalid arguments:batch already active']);
    expect(venue.machine.truth().batches).toEqual([expect.objectContaining({ cause: 'second-actor' })]);
  });

  it('is told why it cannot act', () => {
    const { venue, id } = confirmed();
    expect(venue.machine.secondActor({ act: 'settle', batchId: 'B_NONE' }, venue.now())).toMatchObject({
      ok: false,
    });
    venue.machine.secondActor({ act: 'pay-outside', batchId: id, asset: 'BTC' }, venue.now());
    venue.machine.secondActor({ act: 'pay-outside', batchId: id, asset: 'ETH' }, venue.now());
    expect(venue.machine.secondActor({ act: 'settle' }, venue.now())).toEqual({
      ok: false,
      why: 'No leg of the batch waits for the client.',
    });
  });
});
