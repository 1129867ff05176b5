import { describe, expect, it } from '@jest/globals';
import {
  affirmationOf,
  agency,
  balance,
  buildBody,
  direct,
  drive,
  listAt,
  pending,
  settlementOf,
  verdict,
} from './driver.js';

const BTC = 10_000_000_000n;
const USD = 100_000_000_000n;

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

describe('the body of a request', () => {
  it.each([
    ['another version', { version: '1.1.0' }],
    ['no version', { version: undefined }],
    ['an unknown field', { memo: 'x' }],
    ['amounts that are none', { amounts: 7 }],
    ['no amounts', { amounts: [] }],
  ])('to build a payload is refused with %s', (_why, over) => {
    const venue = drive();
    const body = Object.assign({}, buildBody(direct(venue.ids)), over);
    expect(venue.call(venue.ids.requester, 'POST', '/payload', body).status).toBe(400);
  });

  it.each([
    ['no payload', { payload: undefined }],
    ['no signature', { signature: undefined }],
    ['no trades', { trades: [] }],
    ['an unknown field', { memo: 'x' }],
    ['a payload that is an object', { payload: {} }],
  ])('to create a settlement is refused with %s', (_why, over) => {
    const venue = drive();
    const answer = venue.create(venue.ids.requester, direct(venue.ids), over);
    expect(verdict(answer)).toBe('400 backend:common:invalidArgument');
  });

  it.each([
    { status: 'pending' },
    { status: 'affirmed' },
    { status: 'affirmed', payload: 'x' },
    { status: 'rejected', payload: 'x' },
    {},
    null,
  ])('to change an affirmation is refused as %j', (body) => {
    const { venue, settlement } = pending();
    const { counterparty } = venue.ids;
    const { id } = affirmationOf(settlement, counterparty);
    expect(verdict(venue.put(counterparty, id, body))).toBe('400 backend:common:invalidArgument');
  });

  it('an agent cannot be paid a negative spread by trades', () => {
    const venue = drive();
    const made = agency(venue.ids);
    const trades = [{ ...made, baseReceiveAmount: '942778' }];
    expect(verdict(venue.create(venue.ids.agent, made, { trades }))).toBe('400 sandbox:payloadMismatch');
  });
});
