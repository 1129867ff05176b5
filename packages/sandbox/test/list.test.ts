import { describe, expect, it } from '@jest/globals';
import { START_MS, batchOf, drive, trade } from './driver.js';

/** Five completed batches of one trade, created a minute apart from START_MS on. */
const five = () => {
  const venue = drive({ trades: [], switches: { rateMax: 1000 } });
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    venue.machine.addTrades([trade(n, 'buy', ['SOL', '1'], ['USD', '1'])], venue.now());
    const { id } = batchOf(venue.create());
    ids.unshift(id);
    if (n === 4) break;
    venue.pass(10_000);
    venue.settle(id, 'USD');
    venue.pass(50_000);
  }
  return { venue, newestFirst: ids };
};

describe('the list of batches', () => {
  it('is newest first and leaves the trades out', () => {
    const { venue, newestFirst } = five();
    const listed = venue.list();
    expect(listed.map((batch) => batch.id)).toEqual(newestFirst);
    expect(listed.every((batch) => batch.trade_ids === undefined)).toBe(true);
  });

  it('comes in pages that fit together', () => {
    const { venue, newestFirst } = five();
    const page = (offset: number) => venue.call('ListPrimeSettlementBatches', { limit: 2, offset }).result;
    expect([page(0), page(2), page(4), page(9)]).toMatchObject([
      {
        data: newestFirst.slice(0, 2).map((id) => ({ id })),
        pagination: { has_more: true, limit: 2, offset: 0 },
      },
      {
        data: newestFirst.slice(2, 4).map((id) => ({ id })),
        pagination: { has_more: true, limit: 2, offset: 2 },
      },
      {
        data: newestFirst.slice(4).map((id) => ({ id })),
        pagination: { has_more: false, limit: 2, offset: 4 },
      },
      { data: [], pagination: { has_more: false, limit: 2, offset: 9 } },
    ]);
    expect(venue.call('ListPrimeSettlementBatches', { limit: 5 }).result).toMatchObject({
      pagination: { has_more: false, limit: 5 },
    });
    expect(venue.call('ListPrimeSettlementBatches', {}).result).toMatchObject({
      pagination: { has_more: false, limit: 50, offset: 0 },
    });
  });

  it('begins after `from` and ends with `until`', () => {
    const { venue, newestFirst } = five();
    const ids = (params: unknown) => venue.list(params).map((batch) => batch.id);
    expect(ids({ from: START_MS + 60_000 })).toEqual(newestFirst.slice(0, 3));
    expect(ids({ until: START_MS + 60_000 })).toEqual(newestFirst.slice(3));
    expect(ids({ from: START_MS, until: START_MS + 60_000 })).toEqual(newestFirst.slice(3, 4));
  });

  it('is filtered by status', () => {
    const { venue, newestFirst } = five();
    expect(venue.list({ statuses: ['completed'] }).map((batch) => batch.id)).toEqual(newestFirst.slice(1));
    expect(venue.list({ statuses: ['unsettled', 'settled'] }).map((batch) => batch.id)).toEqual(
      newestFirst.slice(0, 1),
    );
    expect(venue.list({ statuses: [] })).toEqual([]);
  });

  it('shows the past where it is asked to', () => {
    const { venue, newestFirst } = five();
    const past = venue.list({}, { asOfMs: START_MS + 180_000 });
    expect(past.map((batch) => batch.id)).toEqual(newestFirst.slice(1));
  });

  it.each([
    { limit: 0 },
    { limit: 201 },
    { limit: '50' },
    { offset: -1 },
    { from: 1.5 },
    { until: null },
    { statuses: ['done'] },
    { statuses: 'settled' },
    { asset_kind: 'currency' },
    [],
  ])('refuses %j', (params) => {
    expect(drive().call('ListPrimeSettlementBatches', params).error).toEqual(['EGeneral:Invalid arguments']);
  });
});
