import { describe, expect, it } from '@jest/globals';
import { START_MS, batchOf, confirmed, drive, leg, trade } from './driver.js';

describe('a write that takes effect later', () => {
  const late = (ms: number) => ({ applyDelayMs: ms });

  it('shows the latest transfer of a double, and keeps the time at which the leg was first settled', () => {
    const { venue, id } = confirmed({ switches: { guardSeesQueued: false } });
    venue.settle(id, 'BTC', late(1000));
    venue.settle(id, 'BTC', late(2000));
    venue.settle(id, 'BTC', late(9000));
    venue.pass(3000);
    expect(leg(venue.get(id), 'BTC')).toMatchObject({
      status: 'in_progress',
      latest_spot_transfer: { id: '101', transfer_status: 'pending' },
    });
    venue.pass(1000);
    const settledAt = { status: 'settled', settled_at: START_MS + 2000 + 3500 };
    expect(leg(venue.get(id), 'BTC')).toMatchObject(settledAt);
    venue.pass(20_000);
    expect(leg(venue.get(id), 'BTC')).toMatchObject(settledAt);
    const moved = venue.machine.truth().transfers.filter((done) => done.asset === 'BTC');
    expect(moved.map((done) => done.moved)).toEqual(['1.5', '1.5', '1.5']);
  });

  it('is in nobody’s way once it has failed', () => {
    const { venue, id } = confirmed();
    venue.settle(id, 'BTC', { ...late(1000), transferOutcome: { _tag: 'Failed' } });
    venue.pass(3000);
    expect(venue.settle(id, 'BTC').error).toEqual([]);
  });

  it('is in nobody’s way once its batch is completed', () => {
    const venue = drive();
    const { id } = batchOf(venue.create({}, late(1000)));
    expect(venue.create().error).toEqual(['EGeneral:Invalid arguments:batch already active']);
    venue.pass(3000);
    venue.settle(id, 'BTC');
    venue.settle(id, 'ETH');
    venue.pass(10_000);
    venue.machine.addTrades([trade(70, 'buy', ['SOL', '1'], ['USD', '1'])], venue.now());
    expect(venue.create().error).toEqual([]);
  });
});
