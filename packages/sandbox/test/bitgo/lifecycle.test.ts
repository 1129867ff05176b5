import { describe, expect, it } from '@jest/globals';
import {
  START_MS,
  affirmationIn,
  affirmationOf,
  agency,
  balance,
  direct,
  drive,
  pending,
  pendingAgency,
  settlementOf,
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
