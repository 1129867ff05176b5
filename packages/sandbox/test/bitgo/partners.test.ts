import { describe, expect, it } from '@jest/globals';
import { direct, drive, listAt, verdict } from './driver.js';

const USD = 100_000_000_000n;

describe('partners', () => {
  it('are asked by a referral code, wait, and count once they are accepted', () => {
    const venue = drive();
    const { requester, stranger } = venue.ids;
    const code = venue.machine.overview().accounts.find((held) => held.accountId === stranger)?.referralCode;
    const wish = { referralCode: code, type: 'direct', requesterSide: 'primary' };
    const asked = venue.call(requester, 'POST', '/tradingpartners', wish);
    expect(asked.body).toMatchObject({
      status: 'pending',
      primaryAccountId: requester,
      secondaryAccountId: stranger,
      requesterAccountId: requester,
    });
    const trade = { ...direct(venue.ids), quoteAccountId: stranger };
    expect(verdict(venue.create(requester, trade))).toBe('400 sandbox:notPartners');
    const partner = venue.machine.overview().partners.at(-1);
    venue.machine.setPartner(partner?.id ?? '', 'accepted', venue.now());
    expect(venue.create(requester, trade).status).toBe(200);
    expect(listAt(venue.call(stranger, 'GET', '/tradingpartners'), 'tradingPartners')).toHaveLength(1);
    expect(
      verdict(venue.call(requester, 'POST', '/tradingpartners', { ...wish, referralCode: 'nobody' })),
    ).toBe('400 backend:common:invalidArgument');
  });

  it('are asked whether they have enough, yes or no', () => {
    const venue = drive();
    const { requester, counterparty, stranger } = venue.ids;
    const check = (who: string, query: string) =>
      venue.call(requester, 'GET', `/tradingpartners/${who}/balance?${query}`);
    expect(check(counterparty, `currency=ofctusd&amount=${USD}`).body).toEqual({ check: true });
    expect(check(counterparty, `currency=ofctusd&amount=${USD + 1n}`).body).toEqual({ check: false });
    expect(verdict(check(stranger, 'currency=ofctusd&amount=1'))).toBe('400 sandbox:notPartners');
    expect(verdict(check(requester, 'currency=ofctusd&amount=1'))).toBe('400 sandbox:notPartners');
    const [partner] = venue.machine.overview().partners;
    venue.machine.setPartner(partner?.id ?? '', 'canceled', venue.now());
    expect(verdict(check(counterparty, 'currency=ofctusd&amount=1'))).toBe('400 sandbox:notPartners');
    venue.machine.setPartner(partner?.id ?? '', 'accepted', venue.now());
    expect(verdict(check(counterparty, 'currency=ofctusd&amount=-1'))).toBe(
      '400 backend:common:invalidArgument',
    );
  });
});
