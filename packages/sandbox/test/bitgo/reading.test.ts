import { describe, expect, it } from '@jest/globals';
import { START_MS, affirmationOf, listAt, pending, verdict } from './driver.js';

describe('a read', () => {
  it('of another party’s affirmation finds nothing', () => {
    const { venue, settlement } = pending();
    const { requester, counterparty } = venue.ids;
    const { id } = affirmationOf(settlement, requester);
    expect(venue.call(requester, 'GET', `/affirmations/${id}`).status).toBe(200);
    expect(venue.call(counterparty, 'GET', `/affirmations/${id}`).status).toBe(404);
  });

  it('as of an earlier instant shows what was then', () => {
    const { venue, settlement, id } = pending();
    const { requester, counterparty } = venue.ids;
    venue.pass(1000);
    venue.affirm(counterparty, settlement);
    venue.pass(1000);
    expect(venue.get(requester, id, { asOfMs: venue.now() - 1500 }).status).toBe('pending');
    expect(venue.get(requester, id, { asOfMs: venue.now() - 1000 }).status).toBe('settled');
    const before = venue.call(requester, 'GET', '/settlements', null, { asOfMs: START_MS - 1 });
    expect(listAt(before, 'settlements')).toEqual([]);
  });

  it('of affirmations takes a status, and no other word', () => {
    const { venue, settlement } = pending();
    const { counterparty } = venue.ids;
    const list = (status: string) => venue.call(counterparty, 'GET', `/affirmations?status=${status}`);
    expect(listAt(list('pending'), 'affirmations')).toEqual([affirmationOf(settlement, counterparty)]);
    expect(listAt(list('affirmed'), 'affirmations')).toEqual([]);
    expect(verdict(list('odd'))).toBe('400 backend:common:invalidArgument');
  });
});
