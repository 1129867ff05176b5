import { describe, expect, it } from '@jest/globals';
import { BITGO_DAMAGE } from '../../src/bitgo/damage.js';
import { ODD_FORMS, oddError } from '../../src/bitgo/odd-error.js';
import { direct, drive, settlementOf } from './driver.js';

const venue = drive();
const settlement = settlementOf(venue.create(venue.ids.requester, direct(venue.ids)));
const WHOLE = JSON.stringify(settlement);
const textOf = (damaged: string | Uint8Array): string =>
  typeof damaged === 'string' ? damaged : Buffer.from(damaged).toString('latin1');

describe('a damaged reply', () => {
  it.each(Object.entries(BITGO_DAMAGE))('%s is another one', (_name, damage) => {
    expect(textOf(damage(WHOLE))).not.toBe(WHOLE);
  });

  it.each([
    ['payload-object', '"payload":{"version":"1.2.0"'],
    ['payload-twice', '"payload":"\\"{'],
    ['payload-empty', '"payload":""'],
    ['payload-null', '"payload":null'],
    ['amount-number', '"amount":1000000,'],
    ['amount-exponent', '"amount":"1000000e0"'],
    ['amount-negative', '"baseAmount":"-1000000"'],
    ['amount-fraction', '"quoteAmount":"1000001.5"'],
    ['amount-digits', '"amount":"١'],
    ['amount-empty', '"amount":""'],
    ['unknown-status', '"status":"reversed"'],
    ['status-number', '"status":1'],
    ['unknown-type', '"type":"barter"'],
    ['odd-dates', '"createdAt":{}'],
    ['other-currency', '"currency":"XXX"'],
    ['other-party', '"partyAccountId":"00000000000000000000000000000000"'],
    ['null-lists', '"affirmations":null,'],
    ['duplicate-keys', '{"status":"settled","payload":"{}","id"'],
  ])('%s says %s', (name, part) => {
    expect(textOf(BITGO_DAMAGE[name]?.(WHOLE) ?? '')).toContain(part);
  });

  it('never changes an amount inside a payload, which is a text', () => {
    const broken = textOf(BITGO_DAMAGE['amount-number']?.(WHOLE) ?? '');
    expect(broken).toContain('\\"sendAmount\\":\\"1000000\\"');
  });

  it('finds nothing to break in a reply that has none of it', () => {
    expect(BITGO_DAMAGE['payload-object']?.('{"check":true}')).toBe('{"check":true}');
  });
});

describe('an odd error', () => {
  it.each(ODD_FORMS)('in the form %s keeps its status', (form) => {
    const reply = oddError(422, form);
    expect(reply.status).toBe(422);
    expect(Buffer.from(reply.body).toString()).toMatch(form === 'no-body' ? /^$/ : /./);
  });

  it('differs from the plain one in each form', () => {
    const bodies = ODD_FORMS.map((form) => Buffer.from(oddError(400, form).body).toString());
    expect(new Set(bodies).size).toBe(bodies.length);
  });
});
