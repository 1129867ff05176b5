import { describe, expect, it } from '@jest/globals';
import {
  affirmationIn,
  affirmationOf,
  agency,
  balance,
  direct,
  drive,
  listAt,
  pending,
  pendingAgency,
  settlementOf,
  START_MS,
  verdict,
} from './driver.js';

const BTC = 10_000_000_000n;
const USD = 100_000_000_000n;

describe('a direct settlement', () => {
  it('is created with one affirmation given, one awaited, and the funds of both held', () => {
    const { venue, settlement } = pending();
    const { requester, counterparty } = venue.ids;
    expect(settlement).toMatchObject({
      requesterAccountId: requester,
      requesterAccountName: 'requester',
      status: 'pending',
      type: 'direct',
      createdAt: new Date(START_MS).toISOString(),
      expireAt: new Date(START_MS + 86_400_000).toISOString(),
      trades: [{ status: 'pending', externalId: 'trade-1', id: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
    });
    expect(settlement).not.toHaveProperty('finalizedAt');
    expect(settlement.affirmations).toMatchObject([
      {
        partyAccountId: requester,
        counterpartyAccountId: counterparty,
        counterpartyName: 'counterparty',
        status: 'affirmed',
        settlement: settlement.id,
        signature: 'none',
        lock: { status: 'active', amount: '1000000', currency: 'ofctbtc', accountId: requester },
      },
      {
        partyAccountId: counterparty,
        counterpartyAccountId: requester,
        status: 'pending',
        lock: { status: 'active', amount: '1000001', currency: 'ofctusd', accountId: counterparty },
      },
    ]);
    expect(settlement.affirmations[1]).not.toHaveProperty('signature');
    expect(balance(venue, requester, 'ofctbtc')).toBe(`${BTC - 1_000_000n}+1000000`);
    expect(balance(venue, counterparty, 'ofctusd')).toBe(`${USD - 1_000_001n}+1000001`);
  });

  it('gives the counterparty a payload of its own, in another key order and with other nonces', () => {
    const { venue, settlement } = pending();
    const [mine, theirs] = settlement.affirmations.map((held) => JSON.parse(held.payload));
    expect(Object.keys(mine)).toEqual(['version', 'accountId', 'nonceHold', 'nonceSettle', 'amounts']);
    expect(Object.keys(theirs)).toEqual(['version', 'accountId', 'amounts', 'nonceHold', 'nonceSettle']);
    expect(theirs.accountId).toBe(venue.ids.counterparty);
    const nonces = [mine.nonceHold, mine.nonceSettle, theirs.nonceHold, theirs.nonceSettle];
    expect(new Set(nonces).size).toBe(4);
    expect(nonces.map((nonce) => Buffer.from(nonce, 'base64').length)).toEqual([16, 16, 16, 16]);
  });

  it('settles when the counterparty affirms: each receives what the other sent', () => {
    const { venue, settlement, id } = pending();
    const { requester, counterparty } = venue.ids;
    venue.pass(1000);
    const affirmed = affirmationIn(venue.affirm(counterparty, settlement));
    expect(affirmed).toMatchObject({ status: 'affirmed', signature: 'none', lock: { status: 'settled' } });
    expect(venue.get(requester, id)).toMatchObject({
      status: 'settled',
      finalizedAt: new Date(START_MS + 1000).toISOString(),
    });
    expect(balance(venue, requester, 'ofctbtc')).toBe(`${BTC - 1_000_000n}+0`);
    expect(balance(venue, requester, 'ofctusd')).toBe(`${USD + 1_000_001n}+0`);
    expect(balance(venue, counterparty, 'ofctbtc')).toBe(`${BTC + 1_000_000n}+0`);
    expect(balance(venue, counterparty, 'ofctusd')).toBe(`${USD - 1_000_001n}+0`);
  });

  it('is rejected by the counterparty and gives everything back', () => {
    const { venue, settlement, id } = pending();
    const { requester, counterparty } = venue.ids;
    const { id: affirmationId } = affirmationOf(settlement, counterparty);
    const rejected = affirmationIn(venue.put(counterparty, affirmationId, { status: 'rejected' }));
    expect(rejected).toMatchObject({ status: 'rejected', lock: { status: 'released' } });
    expect(venue.get(requester, id).status).toBe('rejected');
    expect(balance(venue, requester, 'ofctbtc')).toBe(`${BTC}+0`);
    expect(balance(venue, counterparty, 'ofctusd')).toBe(`${USD}+0`);
  });

  it('is canceled by the requester through its own affirmation', () => {
    const { venue, settlement, id } = pending();
    const { requester } = venue.ids;
    const { id: affirmationId } = affirmationOf(settlement, requester);
    expect(affirmationIn(venue.put(requester, affirmationId, { status: 'canceled' })).status).toBe(
      'canceled',
    );
    expect(venue.get(requester, id).status).toBe('canceled');
    expect(balance(venue, requester, 'ofctbtc')).toBe(`${BTC}+0`);
  });

  it('expires at expireAt and not before', () => {
    const { venue, id } = pending();
    const { requester, counterparty } = venue.ids;
    venue.pass(86_399_999);
    expect(venue.get(requester, id).status).toBe('pending');
    venue.pass(1);
    const expired = venue.get(requester, id);
    expect(expired.status).toBe('canceled');
    expect(affirmationOf(expired, counterparty)).toMatchObject({
      status: 'overdue',
      lock: { status: 'released' },
    });
    expect(balance(venue, counterparty, 'ofctusd')).toBe(`${USD}+0`);
  });

  it('takes many trades whose net is what the payload says', () => {
    const venue = drive();
    const { requester, counterparty } = venue.ids;
    const whole = direct(venue.ids);
    const payload = venue.build(requester, whole);
    const part = (baseAmount: string, quoteAmount: string) => ({ ...whole, baseAmount, quoteAmount });
    const back = { ...whole, baseAccountId: counterparty, quoteAccountId: requester };
    const trades = [
      part('1500000', '1000000'),
      { ...back, baseAmount: '500000', quoteAmount: '0' },
      part('0', '1'),
    ];
    expect(venue.create(requester, whole, { payload, trades }).status).toBe(200);
    expect(verdict(venue.create(requester, whole, { trades: [part('1000000', '1000000')] }))).toBe(
      '400 sandbox:payloadMismatch',
    );
  });
});

describe('an agency settlement', () => {
  it('awaits both clients, shows each its own mirror with the agent, and holds nothing yet', () => {
    const { venue, settlement } = pendingAgency();
    const { requester, counterparty, agent } = venue.ids;
    expect(settlement).toMatchObject({ type: 'agency', status: 'pending', requesterAccountId: agent });
    expect(settlement.affirmations.map((held) => [held.partyAccountId, held.status])).toEqual([
      [agent, 'affirmed'],
      [requester, 'pending'],
      [counterparty, 'pending'],
    ]);
    for (const held of settlement.affirmations) expect(held).not.toHaveProperty('lock');
    expect(settlement.affirmations[0]).not.toHaveProperty('counterpartyAccountId');
    const shown = JSON.parse(affirmationOf(settlement, requester).payload);
    expect(shown.amounts).toEqual([
      {
        accountId: agent,
        sendSubtotal: '941966',
        sendFee: '0',
        sendAmount: '941966',
        sendCurrency: 'ofctusd',
        receiveAmount: '115087',
        receiveCurrency: 'ofctbtc',
      },
      {
        accountId: requester,
        sendSubtotal: '115087',
        sendFee: '0',
        sendAmount: '115087',
        sendCurrency: 'ofctbtc',
        receiveAmount: '941966',
        receiveCurrency: 'ofctusd',
      },
    ]);
  });

  it('settles after both have affirmed, and the agent keeps the spread', () => {
    const { venue, settlement, id } = pendingAgency();
    const { requester, counterparty, agent } = venue.ids;
    expect(affirmationIn(venue.affirm(requester, settlement)).lock).toMatchObject({ amount: '115087' });
    expect(venue.get(agent, id).status).toBe('pending');
    venue.affirm(counterparty, settlement);
    expect(venue.get(agent, id).status).toBe('settled');
    expect(balance(venue, agent, 'ofctusd')).toBe(`${USD + 811n}+0`);
    expect(balance(venue, requester, 'ofctusd')).toBe(`${USD + 941_966n}+0`);
    expect(balance(venue, counterparty, 'ofctbtc')).toBe(`${BTC + 115_087n}+0`);
  });

  it('lives for two hours', () => {
    const { settlement } = pendingAgency();
    expect(settlement.expireAt).toBe(new Date(START_MS + 7_200_000).toISOString());
  });

  it('is refused where the clients would receive more than they send', () => {
    const venue = drive();
    const made = { ...agency(venue.ids), baseReceiveAmount: '942778' };
    const answer = venue.call(venue.ids.agent, 'POST', '/payload', {
      version: '1.2.0',
      amounts: [
        {
          accountId: made.baseAccountId,
          sendAmount: '115087',
          sendCurrency: 'ofctbtc',
          receiveAmount: '942778',
          receiveCurrency: 'ofctusd',
        },
        {
          accountId: made.quoteAccountId,
          sendAmount: '942777',
          sendCurrency: 'ofctusd',
          receiveAmount: '115087',
          receiveCurrency: 'ofctbtc',
        },
      ],
    });
    expect(verdict(answer)).toBe('400 sandbox:payloadMismatch');
  });

  it('lets a client affirm with a payload that it had built afresh', () => {
    const { venue, settlement } = pendingAgency();
    const { requester, agent } = venue.ids;
    const fresh = venue.build(requester, {
      ...direct(venue.ids),
      quoteAccountId: agent,
      baseAmount: '115087',
      quoteAmount: '941966',
    });
    const { id } = affirmationOf(settlement, requester);
    const body = { status: 'affirmed', payload: fresh, signature: 'none' };
    expect(affirmationIn(venue.put(requester, id, body))).toMatchObject({
      status: 'affirmed',
      payload: fresh,
    });
  });
});

describe('who may do what', () => {
  it.each([
    ['the requester cannot reject', 'requester', 'requester', 'rejected', '403 sandbox:notYours'],
    ['the counterparty cannot cancel', 'counterparty', 'counterparty', 'canceled', '403 sandbox:notYours'],
    ['nobody acts for another', 'requester', 'counterparty', 'rejected', '404 backend:common:notFound'],
  ] as const)('%s', (_why, who, whose, status, expected) => {
    const { venue, settlement } = pending();
    const { id } = affirmationOf(settlement, venue.ids[whose]);
    expect(verdict(venue.put(venue.ids[who], id, { status }))).toBe(expected);
  });

  it('nothing is done twice, nor after the end', () => {
    const { venue, settlement } = pending();
    const { counterparty, requester } = venue.ids;
    expect(venue.affirm(counterparty, settlement).status).toBe(200);
    expect(verdict(venue.affirm(counterparty, settlement))).toBe('409 sandbox:notPending');
    const { id } = affirmationOf(settlement, requester);
    expect(verdict(venue.put(requester, id, { status: 'canceled' }))).toBe('409 sandbox:notPending');
    const { id: theirs } = affirmationOf(settlement, counterparty);
    expect(verdict(venue.put(counterparty, theirs, { status: 'rejected' }))).toBe('409 sandbox:notPending');
  });

  it('a stranger sees nothing and settles with nobody', () => {
    const { venue, id } = pending();
    const { stranger, requester } = venue.ids;
    expect(verdict(venue.call(stranger, 'GET', `/settlements/${id}`))).toBe('404 backend:common:notFound');
    expect(listAt(venue.call(stranger, 'GET', '/settlements'), 'settlements')).toEqual([]);
    const foreign = { ...direct(venue.ids), quoteAccountId: stranger };
    expect(verdict(venue.create(requester, foreign))).toBe('400 sandbox:notPartners');
    expect(verdict(venue.call(stranger, 'GET', `/api/v2/ofc/wallet/${requester}`))).toBe(
      '403 backend:common:forbidden',
    );
  });

  it('an agent acts only between clients that are its own', () => {
    const venue = drive();
    const turned = drive({
      partners: [
        { primary: 'requester', secondary: 'agent', type: 'agency' },
        { primary: 'counterparty', secondary: 'agent', type: 'agency' },
      ],
    });
    expect(verdict(turned.create(turned.ids.agent, agency(turned.ids)))).toBe('400 sandbox:notPartners');
    expect(verdict(venue.create(venue.ids.stranger, agency(venue.ids)))).toBe('400 sandbox:notPartners');
  });
});

describe('funds', () => {
  it('that are not there refuse the settlement and hold nothing', () => {
    const venue = drive();
    const { requester, counterparty } = venue.ids;
    venue.machine.withdraw(
      { accountId: counterparty, currency: 'ofctusd', amount: USD.toString() },
      venue.now(),
    );
    expect(verdict(venue.create(requester, direct(venue.ids)))).toBe('400 backend:trade:insufficientFunds');
    expect(balance(venue, requester, 'ofctbtc')).toBe(`${BTC}+0`);
    expect(venue.machine.truth().settlements).toEqual([]);
  });

  it('that were refused can come, and the same payload is taken then', () => {
    const venue = drive();
    const { requester } = venue.ids;
    const trade = direct(venue.ids);
    const payload = venue.build(requester, trade);
    const funds = { accountId: requester, currency: 'ofctbtc', amount: BTC.toString() };
    venue.machine.withdraw(funds, venue.now());
    expect(venue.create(requester, trade, { payload }).status).toBe(400);
    venue.machine.fund(funds, venue.now());
    expect(venue.create(requester, trade, { payload }).status).toBe(200);
    expect(verdict(venue.create(requester, trade, { payload }))).toBe('409 sandbox:nonceUsed');
  });

  it('of one account are never held twice', () => {
    const accounts = [
      { name: 'requester', funds: { ofctbtc: '1500000' } },
      { name: 'counterparty', funds: { ofctusd: '9000000' } },
    ];
    const venue = drive({ accounts });
    const made = direct(venue.ids);
    expect(settlementOf(venue.create(venue.ids.requester, made)).status).toBe('pending');
    expect(verdict(venue.create(venue.ids.requester, made))).toBe('400 backend:trade:insufficientFunds');
  });
});

describe('a write that takes effect later', () => {
  it('shows nothing until then', () => {
    const venue = drive();
    const { requester } = venue.ids;
    const made = settlementOf(venue.create(requester, direct(venue.ids), {}, { applyDelayMs: 5000 }));
    expect(verdict(venue.call(requester, 'GET', `/settlements/${made.id}`))).toBe(
      '404 backend:common:notFound',
    );
    expect(balance(venue, requester, 'ofctbtc')).toBe(`${BTC}+0`);
    venue.pass(5000);
    expect(venue.get(requester, made.id).status).toBe('pending');
  });

  it('answers an affirmation as it will be, and comes too late for a settlement that ended', () => {
    const { venue, settlement, id } = pending();
    const { requester, counterparty } = venue.ids;
    const promised = affirmationIn(venue.affirm(counterparty, settlement, { applyDelayMs: 5000 }));
    expect(promised.status).toBe('affirmed');
    const { id: mine } = affirmationOf(settlement, requester);
    venue.put(requester, mine, { status: 'canceled' });
    venue.pass(5000);
    expect(venue.get(requester, id).status).toBe('canceled');
    expect(venue.only().affirmations.map((held) => held.status)).toEqual(['canceled', 'canceled']);
    expect(balance(venue, counterparty, 'ofctusd')).toBe(`${USD}+0`);
    expect(venue.machine.truth().signatures).toHaveLength(2);
    expect(venue.machine.truth().moves.filter((move) => move.kind === 'pay')).toEqual([]);
  });
});

describe('a late affirmation', () => {
  it('that found no funds can be given again', () => {
    const accounts = [
      { name: 'requester', funds: {} },
      { name: 'counterparty', funds: { ofctusd: '9000000' } },
      { name: 'agent', funds: {} },
    ];
    const { venue, settlement } = pendingAgency({ accounts });
    const { requester } = venue.ids;
    const fresh = (): string =>
      affirmationOf(settlement, requester).payload.replace(/"nonceHold":"../, '"nonceHold":"AA');
    expect(venue.affirm(requester, settlement, { applyDelayMs: 10 }).status).toBe(200);
    venue.pass(10);
    expect(venue.only().affirmations[1]?.status).toBe('pending');
    venue.machine.fund({ accountId: requester, currency: 'ofctbtc', amount: '115087' }, venue.now());
    const body = {
      status: 'affirmed',
      payload: fresh().replace(/"nonceSettle":"../, '"nonceSettle":"AA'),
      signature: '',
    };
    expect(venue.put(requester, affirmationOf(settlement, requester).id, body).status).toBe(200);
  });
});

describe('a settlement on its way', () => {
  it('can no longer be canceled', () => {
    const { venue, settlement } = pending({ switches: { settleAfterMs: 500 } });
    const { requester, counterparty } = venue.ids;
    venue.affirm(counterparty, settlement);
    const { id } = affirmationOf(settlement, requester);
    expect(verdict(venue.put(requester, id, { status: 'canceled' }))).toBe('409 sandbox:notPending');
    venue.pass(500);
    expect(venue.only().status).toBe('settled');
  });

  it('fails, and gives everything back, where what is held does not cover what is promised', () => {
    const venue = drive({ switches: { checkAmounts: false, checkTrades: false } });
    const { requester, counterparty } = venue.ids;
    const trade = direct(venue.ids);
    const built = venue.build(requester, trade);
    const payload = built.replace('"receiveAmount":"1000000"', '"receiveAmount":"1000001"');
    const settlement = settlementOf(venue.create(requester, trade, { payload }));
    expect(affirmationIn(venue.affirm(counterparty, settlement)).status).toBe('failed');
    expect(venue.only().status).toBe('failed');
    expect(balance(venue, requester, 'ofctbtc')).toBe(`${BTC}+0`);
    expect(balance(venue, counterparty, 'ofctusd')).toBe(`${USD}+0`);
  });
});

describe('a payload of the client’s own making', () => {
  const made = (change: (built: string) => string, switches = {}): string => {
    const venue = drive({ switches });
    const trade = direct(venue.ids);
    const payload = change(venue.build(venue.ids.requester, trade));
    return verdict(venue.create(venue.ids.requester, trade, { payload }));
  };
  const mismatch = '400 sandbox:payloadMismatch';

  it('is refused when its nonces are one and the same', () => {
    const equal = (built: string): string =>
      built.replace(/"nonceSettle":"[^"]*"/, `"nonceSettle":"${JSON.parse(built).nonceHold}"`);
    expect(made(equal)).toBe('409 sandbox:nonceUsed');
  });

  it('is refused when it leaves out a fee that is due, or pays one that is not', () => {
    const without = (built: string): string =>
      built.replace('1005000', '1000000').replace(/,"fees":\[[^\]]*\]/, '');
    expect(made(without, { feePpm: 5000 })).toBe(mismatch);
    const generous = (built: string): string =>
      built
        .replace('"sendAmount":"1000000"', '"sendAmount":"1000001"')
        .replace('}', ',"fees":[{"feeType":"SETTLEMENT_FEE","feeAmount":"1"}]}');
    expect(made(generous)).toBe(mismatch);
  });

  it('is refused when its currencies do not mirror each other', () => {
    const other = (built: string): string =>
      built.replace('"sendCurrency":"ofctbtc"', '"sendCurrency":"ofcteth"');
    expect(made(other, { checkTrades: false })).toBe(mismatch);
  });

  it('is refused when an account stands in it twice, whatever else is checked', () => {
    const unchecked = { checkAmounts: false, checkTrades: false };
    const twice = (built: string): string => {
      const payload = JSON.parse(built);
      return JSON.stringify({ ...payload, amounts: [...payload.amounts, payload.amounts[1]] });
    };
    expect(made(twice, unchecked)).toBe(mismatch);
    const alone = (built: string): string => {
      const payload = JSON.parse(built);
      return JSON.stringify({ ...payload, amounts: [payload.amounts[0]] });
    };
    expect(made(alone, unchecked)).toBe('400 sandbox:notPartners');
  });

  it('is not the issued one of another account', () => {
    const { venue, settlement } = pending({ switches: { affirmNeeds: 'issued-payload' } });
    const { requester, counterparty } = venue.ids;
    const { payload } = affirmationOf(settlement, requester);
    const { id } = affirmationOf(settlement, counterparty);
    const answer = venue.put(counterparty, id, { status: 'affirmed', payload, signature: '' });
    expect(verdict(answer)).toBe('400 sandbox:payloadNotIssued');
  });
});

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
