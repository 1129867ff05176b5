import { type AccountId, type Instruction, type Receipt, Settlement, type SettlementId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { ourAffirmation } from './cast.js';
import type { AffirmationShown, SettlementShown } from './codec/shown.js';
import type { BitgoTerms } from './config.js';
import type { VerifiedText } from './payload/verify.js';
import { tradesOf } from './translate.js';
import { consentOf, finalityOf } from './words.js';

/** What the venue said when it took the creation of a settlement: the new one, held against what was asked for. */
export const receiptOfCreate = (
  terms: BitgoTerms,
  asked: Instruction.CreateSettlement,
  sent: VerifiedText,
  shown: SettlementShown,
): Receipt => {
  const oddities: Array<string> = [];
  const ours = ourAffirmation(terms, shown);
  const trades = tradesOf(shown);
  if (!isAccount(shown.requester, terms.account))
    oddities.push('the new settlement is requested by another account');
  if (O.isSome(shown.type) && shown.type.value !== asked.scope)
    oddities.push('the new settlement is of another type than the one asked for');
  if (finalityOf(shown.status) === 'Unrecognised')
    oddities.push('the status of the new settlement is a word that this version does not know');
  if (
    O.isSome(asked.trades) &&
    O.isSome(shown.trades) &&
    !(O.isSome(trades) && Settlement.sameTrades(trades.value, asked.trades.value))
  )
    oddities.push('the new settlement consists of other trades than those that were approved');
  if (O.isSome(ours)) oddities.push(...payloadOddities(ours.value, sent));
  return receiptFor(shown.id, oddities);
};

/**
 * What the venue said when it took an affirmation. One that is still pending, or over already, is no oddity: reads tell what
 * becomes of the settlement.
 */
export const receiptOfAffirm = (
  { account }: BitgoTerms,
  asked: Instruction.Affirm,
  id: string,
  sent: VerifiedText,
  shown: AffirmationShown,
): Receipt => {
  const oddities = [
    ...identityOddities(account, id, shown),
    ...payloadOddities(shown, sent),
    ...(consentOf(shown.status) === 'Unrecognised'
      ? ['the status of the affirmation is a word that this version does not know']
      : []),
  ];
  return receiptFor(settlementOf(shown, asked.settlement), oddities);
};

/** What the venue said when it took a refusal or a cancellation. */
export const receiptOfEnding = (
  { account }: BitgoTerms,
  asked: Instruction.Reject | Instruction.Cancel,
  id: string,
  shown: AffirmationShown,
): Receipt => {
  const isGiven = asked._tag === 'Reject' && consentOf(shown.status) === 'Given';
  const oddities = [
    ...identityOddities(account, id, shown),
    ...(isGiven ? ['the venue shows our consent as given where it was refused'] : []),
  ];
  return receiptFor(settlementOf(shown, asked.settlement), oddities);
};

const isAccount = (shown: O.Option<AccountId>, account: AccountId): boolean =>
  O.isSome(shown) && shown.value === account;

const identityOddities = (account: AccountId, id: string, shown: AffirmationShown): ReadonlyArray<string> => [
  ...(shown.id === id ? [] : ['the venue answers another affirmation than the one asked for']),
  ...(O.isNone(shown.account) || shown.account.value === account
    ? []
    : ['the venue answers the affirmation of another account']),
];

/** What the venue says was signed must be what was signed, to the last character (contract S2). */
const payloadOddities = ({ payload, status }: AffirmationShown, sent: VerifiedText): ReadonlyArray<string> =>
  consentOf(status) === 'Given' && O.isSome(payload) && payload.value !== sent
    ? ['the venue shows another payload than the one that was signed']
    : [];

const settlementOf = ({ settlement }: AffirmationShown, asked: SettlementId): SettlementId =>
  O.isSome(settlement) ? settlement.value : asked;

const receiptFor = (settlement: SettlementId, oddities: ReadonlyArray<string>): Receipt => ({
  settlement,
  transfer: O.none,
  asset: O.none,
  quantity: O.none,
  oddities,
  warnings: [],
});
