import {
  type Exclusion,
  type Fit,
  Instruction,
  type Observation,
  type Offer,
  Quantity,
  type Settlement,
  type VenueRules,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { capabilities } from './capabilities.js';
import type { Dialect } from './codec/dialect.js';
import { tradeV1 } from './codec/v1/dialect.js';
import type { BitgoTerms } from './config.js';
import { expectedOf } from './expecting.js';
import { fitOfAffirmation, fitOfCreation, fitOfEnding, unknownHere } from './fit.js';
import { judge } from './judge.js';
import { snapshot } from './snapshot.js';
import { ourConsent } from './standing.js';
import { bitgoId } from './venue-id.js';

/**
 * The pure half of the adapter: what may be asked of BitGo, and what its words prove. It needs no token and no key; of the
 * generation of the API it needs to know how what was sent and what was read are taken apart again.
 *
 * BitGo has no order of calls. Ours comes from a counter of this side alone, so a fence says only that a reading was asked
 * for after a call was over; what may still be on its way is waited for (`quietMs`). That what was taken shows within that
 * time is an assumption.
 */
export const bitgoRules = (
  terms: BitgoTerms,
  reader: Pick<Dialect, 'settlement' | 'signedPayload'> = tradeV1,
): VenueRules => ({
  venue: bitgoId,
  account: terms.account,
  capabilities: capabilities(terms.quietMs),
  lane: terms.lane,
  allowed: (settlement) => allowed(terms, settlement),
  fit: (instruction, seen) => fit(terms, instruction, seen),
  snapshot,
  fence: (order) => order + 1n,
  judge: judge(terms, reader),
  exclusion: (instruction) => exclusion(terms, instruction),
});

/**
 * An affirmation, where ours is awaited and the terms are such that a payload can be held against them. What is about to
 * lapse is offered too, since rules have no clock; it is not prepared. To refuse or to cancel is never a way to settle.
 */
const allowed = (terms: BitgoTerms, settlement: Settlement.Settlement): ReadonlyArray<Offer> => {
  const { oddities, finality, legs, id } = settlement;
  const consent = ourConsent(settlement);
  if (oddities.length > 0 || finality !== 'Open' || O.isNone(consent) || consent.value !== 'Awaited')
    return [];
  const shown = Instruction.termsOf(legs);
  if (O.isNone(shown)) return [];
  const agreed = shown.value.map((term) => withFee(terms, term));
  const instruction: Instruction.Affirm = { _tag: 'Affirm', settlement: id, terms: agreed };
  return E.isRight(expectedOf(terms, instruction)) ? [{ instruction, waitsFor: O.none }] : [];
};

/** The term with the most that we may be charged on top of what we pay. */
const withFee = ({ feeMax }: BitgoTerms, term: Instruction.Term): Instruction.Term =>
  term.flow.payer.role === 'Us' ? { ...term, feeMax: feeMax.get(term.asset) ?? Quantity.zero } : term;

const fit = (terms: BitgoTerms, instruction: Instruction.Instruction, seen: Observation): Fit => {
  switch (instruction._tag) {
    case 'CreateSettlement':
      return fitOfCreation(terms.account, instruction, seen);
    case 'Affirm':
      return fitOfAffirmation(instruction, seen);
    case 'Reject':
    case 'Cancel':
      return fitOfEnding(terms.account, instruction, seen);
    case 'SettleLeg':
      return { _tag: 'Differs', what: unknownHere };
  }
};

const exclusion = ({ account }: BitgoTerms, instruction: Instruction.Instruction): Exclusion => {
  switch (instruction._tag) {
    case 'CreateSettlement': {
      const ids = O.isSome(instruction.trades) ? instruction.trades.value.toSorted().join(' ') : '';
      return { name: `bitgo/${account}/create/${ids}`, once: true };
    }
    case 'Affirm':
      return { name: `bitgo/${account}/${instruction.settlement}`, once: true };
    case 'Reject':
    case 'Cancel':
    case 'SettleLeg':
      return { name: `bitgo/${account}/${instruction.settlement}`, once: false };
  }
};
