import { describe, expect, test } from '@jest/globals';
import { settlementId } from '@legwork/core';
import { defined, left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { asset, ownTrade, quantity } from '../fixture/desk.js';
import { type World, inWorld, proposed } from '../fixture/world.js';

const trade = ({ counterparty }: World, id = 'trade-1') =>
  ownTrade(id, counterparty.account, ['0.01', 'BTC'], ['600.5', 'USD']);

const btc = (text: string) => ({ asset: asset('BTC'), quantity: quantity(text) });
const usd = (text: string) => ({ asset: asset('USD'), quantity: quantity(text) });

describe('the desk', () => {
  test('tells fees, partners, keys, and whether a partner can pay', () =>
    inWorld(
      async ({ requester, counterparty }) => {
        const { desk } = requester;
        const asked = { counterparty: counterparty.account, pays: btc('1'), receives: usd('2') };
        expect(right(await desk.fees(asked)())).toEqual({
          rate: '0.5',
          fee: { currency: 'ofctbtc', amount: 500_000n },
        });
        const partners = right(await desk.partners());
        expect(partners.map(({ type, status }) => [type, status])).toEqual([
          ['direct', 'accepted'],
          ['agency', 'accepted'],
        ]);
        expect(right(await desk.canPay(counterparty.account, btc('1'))())).toBe(true);
        expect(right(await desk.canPay(counterparty.account, btc('1000000'))())).toBe(false);
        const key = right(await desk.signingKey());
        expect(key.pub).toMatch(/^xpub/);
        expect(O.isSome(key.encryptedPrv)).toBe(true);
      },
      { switches: { feePpm: 5_000 } },
    ));

  test('asks nothing about assets and amounts that cannot be written', () =>
    inWorld(async ({ requester: { desk }, counterparty }) => {
      const doge = { asset: asset('DOGE'), quantity: quantity('1') };
      expect(left(await desk.canPay(counterparty.account, doge)())).toMatchObject({ lasts: 'Lasting' });
      const asked = { counterparty: counterparty.account, pays: usd('0.001'), receives: btc('1') };
      expect(left(await desk.fees(asked)()).what).toContain('more digits');
      const backwards = { ...asked, pays: btc('1'), receives: doge };
      expect(left(await desk.fees(backwards)()).what).toContain('registry');
    }));

  test('requests a partnership', () =>
    inWorld(async ({ requester: { desk } }) => {
      const asked = { referralCode: 'no-such-code', type: 'direct', requesterSide: 'primary' } as const;
      expect(left(await desk.requestPartner(asked)())).toMatchObject({ _tag: 'Refused' });
    }));

  test('shows what waits for us, and nothing else', () =>
    inWorld(async (world) => {
      const { requester, counterparty } = world;
      await proposed(world, trade(world));
      expect(right(await requester.desk.pendingAffirmations())).toEqual([]);
      const [one, ...others] = right(await counterparty.desk.pendingAffirmations());
      expect(others).toEqual([]);
      const { id, settlement } = defined(one);
      expect(settlement).toMatchObject({ value: { trades: O.some(['trade-1']) } });
      expect(right(await counterparty.desk.affirmation(id)())).toMatchObject({ id, status: 'pending' });
      expect(right(await counterparty.desk.affirmations('all')())).toHaveLength(1);
      expect(right(await requester.desk.affirmations('pending')())).toEqual([]);
    }));
});

describe('the list', () => {
  const all = { scope: O.none, createdAfterMs: O.none, open: false, after: O.none };

  test('has one page, newest first, of what is asked for', () =>
    inWorld(async (world) => {
      const { venue } = world.requester;
      await proposed(world, trade(world, 'trade-1'));
      await world.advance(1_000);
      await proposed(world, trade(world, 'trade-2'));
      const page = right(await venue.list(all)());
      expect(page.next).toEqual(O.none);
      expect(page.settlements.map(({ trades }) => trades)).toEqual([
        O.some(['trade-2']),
        O.some(['trade-1']),
      ]);
      const first = defined(page.settlements[1]);
      const later = { ...all, createdAfterMs: O.some(first.createdAtMs) };
      expect(right(await venue.list(later)()).settlements).toHaveLength(1);
      expect(right(await venue.list({ ...all, scope: O.some('agency') })()).settlements).toEqual([]);
      expect(right(await venue.list({ ...all, open: true })()).settlements).toHaveLength(2);
      expect(left(await venue.list({ ...all, after: O.some('x') })())).toMatchObject({ lasts: 'Lasting' });
    }));

  test('a settlement that does not exist is a lasting failure of the read', () =>
    inWorld(async ({ requester: { venue } }) => {
      const settlement = right(settlementId('00000000-0000-4000-8000-000000000000'));
      expect(left(await venue.observe({ _tag: 'Existing', settlement }, O.none)())).toMatchObject({
        _tag: 'ReadFailed',
        lasts: 'Lasting',
      });
    }));
});
