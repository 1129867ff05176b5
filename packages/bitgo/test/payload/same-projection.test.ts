import { describe, expect, test } from '@jest/globals';
import { right } from '@legwork/testkit';
import { parsePayload } from '../../src/index.js';
import { project, sameProjection } from '../../src/payload/projection.js';
import { payloadText, us } from '../fixture/wire-settlement.js';

const fees = [
  { feeType: 'SETTLEMENT_FEE', feeAmount: '20' },
  { feeType: 'SETTLEMENT_FEE', feeAmount: '30' },
];
const amounts: ReadonlyArray<object> = JSON.parse(payloadText()).amounts;

/** The sample with two fees, and with some fields of our entry changed. */
const text = (ours: object = {}): string =>
  payloadText({
    amounts: amounts.map((entry) =>
      Object(entry).accountId === us ? { ...entry, sendAmount: '60100', fees, ...ours } : entry,
    ),
  });

const projected = (payload: string) => project(right(parsePayload(payload)));
const isSame = (other: string): boolean => sameProjection(projected(text()), projected(other));

describe('two payloads authorise the same', () => {
  test('in whatever order their entries and fees stand', () => {
    expect(isSame(text())).toBe(true);
    expect(isSame(text({ fees: fees.toReversed() }))).toBe(true);
    const { amounts: entries, ...rest } = JSON.parse(text());
    expect(isSame(JSON.stringify({ amounts: entries.toReversed(), ...rest }))).toBe(true);
  });

  test.each<object>([
    { accountId: 'another' },
    { sendCurrency: 'ofcteur' },
    { sendSubtotal: '60049' },
    { sendAmount: '60101' },
    { receiveCurrency: 'ofcteth' },
    { receiveAmount: '1000001' },
    { fees: [] },
    { fees: fees.slice(1) },
    { fees: [fees[0], fees[0]] },
  ])('and not with another %p', (changed) => expect(isSame(text(changed))).toBe(false));
});
