import type { AccountId, Instruction, UnitRegistry } from '@legwork/core';
import { Quantity, UnitRegistry as Units } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { BitgoTerms } from './config.js';
import type { ExpectedEntry, ExpectedPayload, Spread } from './payload/expected.js';
import { payloadVersions } from './payload/payload.js';
import type { Expecting, NotExpected } from './sign/guard.js';

/**
 * What an intent lets a payload say: exactly the terms that were approved, in the venue's currencies and smallest units.
 *
 * A direct settlement, and a client's part of an agency, has two terms: what we pay and what we receive. An agent's has four:
 * what each of its two clients pays us and gets from us; the rest is its spread. Errors: `NotExpected`; nothing is signed.
 */
export const expectingOf =
  (terms: Terms): Expecting =>
  ({ instruction }) =>
    expectedOf(terms, instruction);

/** The same of an instruction. */
export const expectedOf = (terms: Terms, instruction: Instruction.Instruction): Expected => {
  switch (instruction._tag) {
    case 'CreateSettlement':
      return instruction.scope === 'agency'
        ? expectAgency(terms, instruction.terms)
        : expectDirect(terms, instruction.terms);
    case 'Affirm':
      return expectDirect(terms, instruction.terms);
    case 'SettleLeg':
    case 'Reject':
    case 'Cancel':
      return notExpected('nothing is signed for such an instruction');
  }
};

type Expected = E.Either<NotExpected, ExpectedPayload>;
type Terms = Pick<BitgoTerms, 'account' | 'units'>;

const expectDirect = ({ account, units }: Terms, terms: ReadonlyArray<Instruction.Term>): Expected => {
  const [sent, received, ...more] = terms.toSorted(ourPaymentFirst);
  if (sent === undefined || received === undefined || more.length > 0)
    return notExpected('it needs one thing that we pay and one that we receive');
  const other = sent.flow.receiver.account;
  const isOurs = sent.flow.payer.role === 'Us' && sent.flow.payer.account === account && other !== account;
  const isMirror = received.flow.payer.account === other && received.flow.receiver.account === account;
  if (!isOurs || !isMirror) return notExpected('what we pay and what we receive is not with one party');
  if (received.feeMax !== Quantity.zero) return notExpected('no fee is ours on what somebody else pays');
  const ours = entryOf(units, account, sent, received);
  if (E.isLeft(ours)) return ours;
  const theirs = entryOf(units, other, received, sent);
  if (E.isLeft(theirs)) return theirs;
  return E.right({
    version: payloadVersions[0],
    signer: account,
    form: 'Direct',
    entries: [ours.right, theirs.right],
    spread: [],
    nonces: O.none,
  });
};

const expectAgency = ({ account, units }: Terms, terms: ReadonlyArray<Instruction.Term>): Expected => {
  const paidToUs = terms.filter(({ flow }) => flow.receiver.account === account);
  const paidByUs = terms.filter(({ flow }) => flow.payer.account === account);
  const isOfTwo = terms.length === 4 && paidToUs.length === 2 && paidByUs.length === 2;
  if (!isOfTwo) return notExpected('an agency needs what each of two clients pays us and gets from us');
  if (terms.some(({ feeMax }) => feeMax !== Quantity.zero))
    return notExpected('an agent is in no entry, so no fee can be its own');
  const entries: Array<ExpectedEntry> = [];
  for (const sent of paidToUs) {
    const client = sent.flow.payer.account;
    const [received, ...others] = paidByUs.filter(({ flow }) => flow.receiver.account === client);
    if (received === undefined || others.length > 0 || client === account)
      return notExpected('a client of the agency pays and is not paid, or is paid twice');
    const entry = entryOf(units, client, sent, received);
    if (E.isLeft(entry)) return entry;
    entries.push(entry.right);
  }
  const spread = spreadOf(entries);
  return spread.some(({ amount }) => amount < 0n)
    ? notExpected('the agent would pay out more than it is paid')
    : E.right({
        version: payloadVersions[0],
        signer: account,
        form: 'Agency',
        entries,
        spread,
        nonces: O.none,
      });
};

const ourPaymentFirst = (a: Instruction.Term, b: Instruction.Term): number =>
  Number(b.flow.payer.role === 'Us') - Number(a.flow.payer.role === 'Us');

/** What one account is to send and to receive; exact, or refused. */
const entryOf = (
  units: UnitRegistry.UnitRegistry,
  account: AccountId,
  sent: Instruction.Term,
  received: Instruction.Term,
): E.Either<NotExpected, ExpectedEntry> => {
  const sends = units.byAsset.get(sent.asset);
  const receives = units.byAsset.get(received.asset);
  if (sends === undefined || receives === undefined) return notExpected('an asset is not in the registry');
  const sendSubtotal = Units.toFractional(sends, sent.quantity);
  const feeMax = Units.toFractional(sends, sent.feeMax);
  const receiveAmount = Units.toFractional(receives, received.quantity);
  if (E.isLeft(sendSubtotal) || E.isLeft(feeMax) || E.isLeft(receiveAmount))
    return notExpected('an amount has more digits than its asset');
  return E.right({
    account,
    sendCurrency: sends.venueName,
    sendSubtotal: sendSubtotal.right,
    feeMax: feeMax.right,
    receiveCurrency: receives.venueName,
    receiveAmount: receiveAmount.right,
  });
};

/** What is paid to an agent and not paid out by it, by currency. */
const spreadOf = (entries: ReadonlyArray<ExpectedEntry>): ReadonlyArray<Spread> => {
  const left = new Map<string, bigint>();
  for (const { sendCurrency, sendSubtotal, receiveCurrency, receiveAmount } of entries) {
    left.set(sendCurrency, (left.get(sendCurrency) ?? 0n) + sendSubtotal);
    left.set(receiveCurrency, (left.get(receiveCurrency) ?? 0n) - receiveAmount);
  }
  return [...left].flatMap(([currency, amount]) => (amount === 0n ? [] : [{ currency, amount }]));
};

const notExpected = (detail: string): E.Either<NotExpected, never> => E.left({ _tag: 'NotExpected', detail });
