import { describe, expect, it } from '@jest/globals';
import { LIE_NAMES } from '../../src/index.js';
import { LIES, tell } from '../../src/bitgo/lies.js';
import { parse } from '../../src/bitgo/payload.js';
import {
  affirmationOf,
  agency,
  balance,
  direct,
  drive,
  listAt,
  pending,
  pendingAgency,
  settlementOf,
  textAt,
} from './driver.js';

const ME = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const MATTER = {
  otherAccountId: OTHER,
  strangerAccountId: 'c'.repeat(32),
  usedNonce: 'AAAAAAAAAAAAAAAAAAAAAA==',
};
const NONCE_HOLD = 'zq/aCtZC4XOlDyRGFdlsww==';
const NONCE_SETTLE = 'FnG6xbzehNn0o/0Qt3UeUg==';

const MINE = `{"accountId":"${ME}","sendSubtotal":"100","sendAmount":"100","sendCurrency":"ofctbtc","receiveAmount":"50","receiveCurrency":"ofctusd"}`;
const THEIRS = `{"accountId":"${OTHER}","sendSubtotal":"50","sendAmount":"50","sendCurrency":"ofctusd","receiveAmount":"100","receiveCurrency":"ofctbtc"}`;
const payloadOf = (amounts: string, over: Readonly<Record<string, string>> = {}): string => {
  const { version = '1.2.0', accountId = ME, hold = NONCE_HOLD, settle = NONCE_SETTLE, more = '' } = over;
  return `{"version":"${version}","accountId":"${accountId}","amounts":[${amounts}],"nonceHold":"${hold}","nonceSettle":"${settle}"${more}}`;
};
const HONEST = payloadOf(`${THEIRS},${MINE}`);
const mine = (from: string, to: string): string => payloadOf(`${THEIRS},${MINE.replace(from, to)}`);
const inMine = (more: string): string => payloadOf(`${THEIRS},${MINE.slice(0, -1)},${more}}`);

/** Every lie, told about one honest payload, byte for byte. */
const TOLD: Readonly<Record<string, string>> = {
  'account-swapped': payloadOf(`${THEIRS},${MINE}`, { accountId: OTHER }),
  'account-other': payloadOf(`${THEIRS.replace(OTHER, 'c'.repeat(32))},${MINE}`),
  'amount-plus-one': mine(
    '"sendSubtotal":"100","sendAmount":"100"',
    '"sendSubtotal":"101","sendAmount":"101"',
  ),
  'amount-times-ten': mine(
    '"sendSubtotal":"100","sendAmount":"100"',
    '"sendSubtotal":"1000","sendAmount":"1000"',
  ),
  'gross-raised': mine('"sendAmount":"100"', '"sendAmount":"111"'),
  'fee-too-high': payloadOf(
    `${THEIRS},${MINE.replace('"sendAmount":"100"', '"sendAmount":"151"').slice(0, -1)},"fees":[{"feeType":"SETTLEMENT_FEE","feeAmount":"51"}]}`,
  ),
  'fee-negative': payloadOf(
    `${THEIRS},${MINE.replace('"sendAmount":"100"', '"sendAmount":"89"').slice(0, -1)},"fees":[{"feeType":"SETTLEMENT_FEE","feeAmount":"-11"}]}`,
  ),
  'fee-type-unknown': payloadOf(
    `${THEIRS},${MINE.replace('"sendAmount":"100"', '"sendAmount":"101"').slice(0, -1)},"fees":[{"feeType":"SERVICE_FEE","feeAmount":"1"}]}`,
  ),
  'currency-swapped': mine('"sendCurrency":"ofctbtc"', '"sendCurrency":"ofcteth"'),
  'receive-lowered': mine('"receiveAmount":"50"', '"receiveAmount":"49"'),
  'receive-nothing': mine('"receiveAmount":"50"', '"receiveAmount":"0"'),
  'version-other': payloadOf(`${THEIRS},${MINE}`, { version: '1.3.0' }),
  'nonces-equal': payloadOf(`${THEIRS},${MINE}`, { settle: NONCE_HOLD }),
  'nonce-repeated': payloadOf(`${THEIRS},${MINE}`, { settle: MATTER.usedNonce }),
  'nonce-bad-base64': payloadOf(`${THEIRS},${MINE}`, { hold: '!!!!!!!!!!!!!!!!!!!!!!==' }),
  'nonce-short': payloadOf(`${THEIRS},${MINE}`, { hold: 'AAAAAAAAAAA=' }),
  'roles-reordered': payloadOf(`${THEIRS.replace(OTHER, ME)},${MINE.replace(ME, OTHER)}`),
  'entry-added': payloadOf(`${THEIRS},${MINE},${MINE.replace(ME, 'c'.repeat(32))}`),
  'entry-repeated': payloadOf(`${THEIRS},${MINE},${MINE}`),
  'entry-removed': payloadOf(MINE),
  'key-extra': payloadOf(`${THEIRS},${MINE}`, { more: ',"delegate":"anyone"' }),
  'key-extra-inside': inMine('"sendTotal":"999999999999"'),
  'key-duplicate': inMine('"sendAmount":"1000"'),
  'key-duplicate-escaped': inMine('"send\\u0041mount":"1000"'),
  'key-case-twin': inMine('"SendAmount":"1000"'),
  'key-proto': inMine('"__proto__":{"sendAmount":"1"}'),
  'amount-number': mine('"sendAmount":"100"', '"sendAmount":100'),
  'amount-leading-zeros': mine('"sendAmount":"100"', '"sendAmount":"00100"'),
  'amount-exponent': mine('"sendAmount":"100"', '"sendAmount":"100e0"'),
  'amount-negative': mine('"sendAmount":"100"', '"sendAmount":"-100"'),
};

const READABLE = new Set([
  'account-swapped',
  'account-other',
  'amount-plus-one',
  'amount-times-ten',
  'gross-raised',
  'fee-too-high',
  'currency-swapped',
  'receive-lowered',
  'receive-nothing',
  'nonces-equal',
  'nonce-repeated',
  'roles-reordered',
  'entry-added',
  'entry-repeated',
  'entry-removed',
]);

describe('a lie', () => {
  it.each(LIE_NAMES)('%s is told as it says', (name) => {
    expect(parse(HONEST).ok).toBe(true);
    expect(tell(name, HONEST, MATTER)).toBe(TOLD[name]);
    expect(parse(TOLD[name] ?? '').ok).toBe(READABLE.has(name));
  });

  it('is among those that were tried here', () => {
    expect(Object.keys(TOLD).toSorted()).toEqual(Object.keys(LIES).toSorted());
  });

  it('about a used nonce makes do with the other one where none was used', () => {
    expect(tell('nonce-repeated', HONEST, { ...MATTER, usedNonce: undefined })).toBe(TOLD['nonces-equal']);
  });

  it('is told of an agent’s payload too, in which the agent has no entry', () => {
    const { venue } = pendingAgency();
    const { agent } = venue.ids;
    const answer = venue.build(agent, agency(venue.ids), { lie: 'amount-times-ten' });
    expect(JSON.parse(answer).amounts[0]).toMatchObject({ sendSubtotal: '1150870', sendAmount: '1150870' });
  });
});

describe('the venue lies', () => {
  it.each(LIE_NAMES)('with %s when it builds a payload, and writes it down', (lie) => {
    const venue = drive();
    const { requester } = venue.ids;
    const told = venue.build(requester, direct(venue.ids), { lie, requestId: 'x' });
    expect(venue.machine.truth().lies).toEqual([
      { atMs: venue.now(), requestId: 'x', accountId: requester, lie, honest: expect.any(String), told },
    ]);
    expect(venue.machine.truth().lies[0]?.honest).not.toBe(told);
  });

  it.each(LIE_NAMES)('with %s about a payload that waits, wherever it shows', (lie) => {
    const { venue, settlement, id } = pending();
    const { requester, counterparty } = venue.ids;
    const honest = affirmationOf(settlement, counterparty);
    const read = (path: string) => venue.call(counterparty, 'GET', path, null, { lie });
    const one = textAt(read(`/affirmations/${honest.id}`).body, 'payload');
    expect(one).not.toBe(honest.payload);
    const listed = listAt(read('/affirmations?status=pending'), 'affirmations');
    expect(listed.map((held) => textAt(held, 'payload'))).toEqual([one]);
    const inside = settlementOf(read(`/settlements/${id}`));
    expect(affirmationOf(inside, counterparty).payload).toBe(one);
    expect(affirmationOf(inside, requester).payload).toBe(affirmationOf(settlement, requester).payload);
  });

  it('at random, and the same way again for the same seed', () => {
    const tellAll = () => {
      const venue = drive({ seed: 4 });
      for (let count = 0; count < 200; count += 1)
        venue.build(venue.ids.requester, direct(venue.ids), { lie: 'random' });
      return venue.machine.truth().lies.map((told) => told.lie);
    };
    const told = tellAll();
    expect(tellAll()).toEqual(told);
    expect(new Set(told).size).toBeGreaterThan(LIE_NAMES.length / 2);
  });
});

describe('a lie that comes back signed', () => {
  it.each(LIE_NAMES)('is taken and written down: %s, by the requester', (lie) => {
    const venue = drive();
    const { requester } = venue.ids;
    const trade = direct(venue.ids);
    const payload = venue.build(requester, trade, { lie });
    expect(venue.create(requester, trade, { payload }).status).toBe(200);
    expect(venue.machine.truth().signatures).toMatchObject([{ accountId: requester, payload, lie }]);
    const owing = venue.only().obligations.map((owed) => owed.accountId);
    expect(owing.toSorted()).toEqual([requester, venue.ids.counterparty].toSorted());
  });

  it.each(LIE_NAMES)('is taken and written down: %s, by the counterparty', (lie) => {
    const { venue, settlement } = pending();
    const { counterparty } = venue.ids;
    const told = settlementOf(
      venue.call(counterparty, 'GET', `/settlements/${settlement.id}`, null, { lie }),
    );
    expect(venue.affirm(counterparty, told).status).toBe(200);
    expect(venue.machine.truth().signatures.at(-1)).toMatchObject({ accountId: counterparty, lie });
  });

  it('costs the requester what it signed', () => {
    const venue = drive();
    const { requester, counterparty } = venue.ids;
    const trade = direct(venue.ids);
    const payload = venue.build(requester, trade, { lie: 'amount-times-ten' });
    const settlement = settlementOf(venue.create(requester, trade, { payload }));
    venue.affirm(counterparty, settlement);
    expect(venue.only().status).toBe('settled');
    expect(balance(venue, requester, 'ofctbtc')).toBe('9990000000+0');
    expect(balance(venue, 'venue', 'ofctbtc')).toBe('9000000+0');
    expect(balance(venue, counterparty, 'ofctbtc')).toBe('10001000000+0');
  });

  it('costs the counterparty what it signed', () => {
    const { venue, id } = pending();
    const { counterparty, requester } = venue.ids;
    const told = settlementOf(
      venue.call(counterparty, 'GET', `/settlements/${id}`, null, { lie: 'amount-times-ten' }),
    );
    venue.affirm(counterparty, told);
    expect(venue.only().status).toBe('settled');
    expect(balance(venue, counterparty, 'ofctusd')).toBe(`${100_000_000_000n - 10_000_010n}+0`);
    expect(balance(venue, requester, 'ofctusd')).toBe(`${100_000_000_000n + 1_000_001n}+0`);
    expect(balance(venue, 'venue', 'ofctusd')).toBe(`${10_000_010n - 1_000_001n}+0`);
  });

  it('costs the counterparty what it was to receive', () => {
    const { venue, id } = pending();
    const { counterparty } = venue.ids;
    const path = `/settlements/${id}`;
    venue.affirm(
      counterparty,
      settlementOf(venue.call(counterparty, 'GET', path, null, { lie: 'receive-nothing' })),
    );
    expect(venue.only().status).toBe('settled');
    expect(balance(venue, counterparty, 'ofctbtc')).toBe('10000000000+0');
    expect(balance(venue, 'venue', 'ofctbtc')).toBe('1000000+0');
  });

  it('about another currency changes nothing but the record', () => {
    const { venue, id } = pending();
    const { counterparty } = venue.ids;
    const before = venue.only().obligations;
    const path = `/settlements/${id}`;
    venue.affirm(
      counterparty,
      settlementOf(venue.call(counterparty, 'GET', path, null, { lie: 'currency-swapped' })),
    );
    expect(venue.only()).toMatchObject({ status: 'settled', obligations: before });
  });

  it('is taken once', () => {
    const venue = drive();
    const { requester } = venue.ids;
    const trade = direct(venue.ids);
    const payload = venue.build(requester, trade, { lie: 'nonces-equal' });
    expect(venue.create(requester, trade, { payload }).status).toBe(200);
    expect(venue.create(requester, trade, { payload }).status).toBe(409);
  });

  it('is no lie when the honest payload is signed instead', () => {
    const venue = drive();
    const { requester } = venue.ids;
    const trade = direct(venue.ids);
    venue.build(requester, trade, { lie: 'amount-times-ten' });
    const payload = venue.machine.truth().lies[0]?.honest ?? '';
    expect(venue.create(requester, trade, { payload }).status).toBe(200);
    expect(venue.machine.truth().signatures).toMatchObject([{ lie: null }]);
  });
});
