import type { AccountId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { ourAffirmation } from './cast.js';
import type { AffirmationShown, SettlementShown } from './codec/shown.js';
import type { BitgoTerms } from './config.js';
import { unitOfLock } from './lock-currency.js';
import {
  type Obligation,
  fromPayload,
  fromTrades,
  receivedByObligations,
  receivedByPayload,
  sameNet,
  sameTotals,
} from './obligation.js';
import { parsePayload } from './payload/parse.js';
import type { Payload } from './payload/payload.js';

/** Where the amounts of our payload, of the trades and of the locks disagree, or one of them is not understood. */
export const amountOddities = (terms: BitgoTerms, shown: SettlementShown): ReadonlyArray<string> => {
  const ours = ourAffirmation(terms, shown);
  const text = O.isSome(ours) ? ours.value.payload : O.none;
  const payload = O.isSome(text) ? O.some(parsePayload(text.value)) : O.none;
  const byTrades = O.isSome(shown.trades)
    ? O.some(fromTrades(terms.account, shown, shown.trades.value))
    : O.none;
  if (O.isSome(payload) && E.isLeft(payload.value))
    return ['the payload of our affirmation is not understood'];
  const understood = O.isSome(payload) && E.isRight(payload.value) ? O.some(payload.value.right) : O.none;
  if (O.isNone(understood) && (O.isNone(byTrades) || byTrades.value.length === 0))
    return ['the settlement does not show what we would pay and receive'];
  const byPayload = O.map(fromPayload)(understood);
  const owed = O.getOrElse(() => O.getOrElse((): ReadonlyArray<Obligation> => [])(byTrades))(byPayload);
  return [
    ...(O.isSome(understood) ? payloadOddities(terms, understood.value) : []),
    ...(O.isSome(byPayload) && O.isSome(byTrades) && !sameNet(byPayload.value, byTrades.value)
      ? ['the payload of our affirmation and the trades disagree']
      : []),
    ...unknownCurrencies(terms, owed),
    ...shown.affirmations.flatMap((one) => lockOddities(terms, one, understood, owed)),
  ];
};

const payloadOddities = ({ account }: BitgoTerms, payload: Payload): ReadonlyArray<string> => {
  const found: Array<string> = [];
  const accounts = new Set(payload.entries.map((entry) => entry.account));
  if (payload.signer !== account) found.push('the payload of our affirmation is for another signer');
  if (accounts.size !== 2) found.push('the payload of our affirmation is not between two accounts');
  const isBalanced = sameTotals(receivedByPayload(payload), receivedByObligations(fromPayload(payload)));
  if (accounts.has(payload.signer) && !isBalanced)
    found.push('the payload of our affirmation sends other amounts than are received');
  return found;
};

const unknownCurrencies = ({ units }: BitgoTerms, owed: ReadonlyArray<Obligation>): ReadonlyArray<string> =>
  owed.some(({ currency }) => !units.byVenueName.has(currency))
    ? ['a currency is not in the registry, so its amount is shown in its smallest unit']
    : [];

/** What we lock is what we send with fees; of others' fees we are not told (notes §3.3), so theirs may be more. */
const lockOddities = (
  { account: us, units }: BitgoTerms,
  { account, lock }: AffirmationShown,
  payload: O.Option<Payload>,
  owed: ReadonlyArray<Obligation>,
): ReadonlyArray<string> => {
  if (O.isNone(lock) || O.isNone(account)) return [];
  const unit = unitOfLock(units, lock.value.currency);
  if (O.isNone(unit)) return ['a lock is in a currency that is not in the registry'];
  const net = sentBy(owed, account.value, unit.value.venueName);
  if (net === 0n) {
    const sendsElse = owed.some(({ payer }) => payer === account.value);
    return sendsElse ? ['a lock is in another currency than its account sends'] : [];
  }
  const exact =
    account.value === us && O.isSome(payload) && payload.value.entries.some((one) => one.account === us);
  const gross = exact ? grossOf(payload.value, us, unit.value.venueName) : net;
  const fits = exact ? lock.value.amount === gross : lock.value.amount >= net;
  return fits ? [] : ['a lock holds another amount than its account sends'];
};

const sentBy = (owed: ReadonlyArray<Obligation>, account: AccountId, currency: string): bigint =>
  owed
    .filter((one) => one.payer === account && one.currency === currency)
    .reduce((sum, { amount }) => sum + amount, 0n);

const grossOf = ({ entries }: Payload, account: AccountId, currency: string): bigint =>
  entries
    .filter((entry) => entry.account === account && entry.sendCurrency === currency)
    .reduce((sum, { sendAmount }) => sum + sendAmount, 0n);
