import { type ExpectedPayload, parsePayload, verifyPayload } from '@legwork/bitgo';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Clerk } from './conduct.js';

/** Signs what the venue wrote if it agrees with itself: what is expected is taken from the payload. */
export const trustingClerk: Clerk = (text) => {
  const payload = parsePayload(text);
  if (E.isLeft(payload)) return payload;
  const { version, signer, entries } = payload.right;
  const itself: ExpectedPayload = {
    version,
    signer,
    form: 'Direct',
    entries: entries.map(({ fees, ...entry }) => ({
      ...entry,
      feeMax: fees.reduce((sum, { feeAmount }) => sum + feeAmount, 0n),
    })),
    spread: [],
    nonces: O.none,
  };
  return verifyPayload({ expected: itself, seen: () => false })(text);
};

/**
 * Compares the net amounts of what a lenient reader makes of the text, and signs a text rebuilt from that: of a name that
 * stands twice the last one counts, and whatever is sent beyond the net amount is written down as its fee.
 */
export const rebuildingClerk: Clerk = (text, expected, seen) => {
  const entries = expected.entries.map((entry) => ({
    ...entry,
    feeMax: entry.account === expected.signer ? limitless : 0n,
  }));
  return verifyPayload({ expected: { ...expected, entries }, seen })(rebuilt(text));
};

const limitless = 10n ** 30n;

const rebuilt = (text: string): string => {
  const payload: { amounts: ReadonlyArray<Readonly<Record<string, string>>> } = JSON.parse(text);
  const amounts = payload.amounts.map(({ sendSubtotal = '0', sendAmount = '0', ...rest }) => {
    const fee = BigInt(sendAmount) - BigInt(sendSubtotal);
    const fees = fee === 0n ? {} : { fees: [{ feeType: 'SETTLEMENT_FEE', feeAmount: `${fee}` }] };
    return { ...rest, sendSubtotal, sendAmount, ...fees };
  });
  return JSON.stringify({ ...payload, amounts });
};
