import * as O from 'fp-ts/lib/Option.js';
import type { Leg } from '../../src/noun/leg.js';
import type { Receipt } from '../../src/noun/outcome.js';
import type { Settlement } from '../../src/noun/settlement.js';
import type { Transfer } from '../../src/noun/transfer.js';
import type { ExpectedLine } from '../../src/reconcile/expected-line.js';
import type { Observed } from '../../src/reconcile/observed.js';
import type { Options } from '../../src/reconcile/options.js';
import { strict } from '../../src/reconcile/options.js';
import * as Reconciliation from '../../src/reconcile/reconciliation.js';
import {
  account,
  amount,
  asset,
  cashLeg,
  intentId,
  inward,
  leg,
  legId,
  outward,
  settlement,
  settlementId,
  transferId,
  venue,
} from '../fixture/noun.js';

/** A line: we pay 1.5 BTC in leg L1 of S1. */
export const line = (changes: Partial<ExpectedLine> = {}): ExpectedLine => ({
  id: 'bitcoin',
  venue,
  account,
  settlement: settlementId,
  leg: O.some(legId('L1')),
  asset: asset('BTC'),
  flow: outward,
  quantity: amount('1.5'),
  dueAtMs: O.none,
  earlier: [],
  ...changes,
});

/** The other: we get 60,000 USD in leg L2. */
export const cash = (changes: Partial<ExpectedLine> = {}): ExpectedLine =>
  line({
    id: 'dollars',
    leg: O.some(legId('L2')),
    asset: asset('USD'),
    flow: inward,
    quantity: amount('60000'),
    ...changes,
  });

export const transfer = (
  id: string,
  quantity: string,
  status: Transfer['status'] = 'Completed',
): Transfer => ({
  id: transferId(id),
  status,
  quantity: O.some(amount(quantity)),
});

/** Both legs as they are when all has happened. */
export const paid = (changes: Partial<Leg> = {}): Leg =>
  leg({ status: 'Settled', transfers: [transfer('X1', '1.5')], ...changes });
export const got = (changes: Partial<Leg> = {}): Leg =>
  cashLeg({ status: 'Settled', transfers: [transfer('X2', '60000')], ...changes });

/** A reading of them. */
export const shown = (
  legs: ReadonlyArray<Leg>,
  seenAtMs = 1000,
  changes: Partial<Settlement> = {},
): Observed => ({
  _tag: 'Shown',
  settlement: settlement({ legs, finality: 'Final', ...changes }),
  seenAtMs,
});

/** The answer to an instruction to settle L1. */
export const receipted = (changes: Partial<Receipt> = {}, intent = 'M1/1'): Observed => ({
  _tag: 'Receipted',
  venue,
  account,
  intent: intentId(intent),
  leg: O.some(legId('L1')),
  receipt: {
    settlement: settlementId,
    transfer: O.some(transfer('X1', '1.5', 'Pending')),
    asset: O.some(asset('BTC')),
    quantity: O.some(amount('1.5')),
    oddities: [],
    warnings: [],
    ...changes,
  },
});

export const run = (
  observed: ReadonlyArray<Observed>,
  options: Partial<Options> = {},
  lines: ReadonlyArray<ExpectedLine> = [line(), cash()],
): Reconciliation.Reconciliation => Reconciliation.reconcile(lines, observed, { ...strict, ...options });

/** Kind, place, and what is short and extra, of each break. */
export const brief = ({ breaks }: Reconciliation.Reconciliation): ReadonlyArray<ReadonlyArray<string>> =>
  breaks.map(({ _tag, at, short, extra }) => [
    _tag,
    at.replace(`${venue} ${account} `, ''),
    O.isSome(short) ? `${short.value.quantity} ${short.value.asset}` : '',
    O.isSome(extra) ? `${extra.value.quantity} ${extra.value.asset}` : '',
  ]);

/** What may differ in dollars. */
export const usd = (quantity: string, of: 'Amount' | 'Balance' = 'Amount'): Pick<Options, 'tolerances'> => ({
  tolerances: [{ asset: asset('USD'), of, quantity: amount(quantity) }],
});
