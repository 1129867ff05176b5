import { type Fit, Instruction, type Observation, type VenueRules } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { capabilities } from './capabilities.js';
import type { TwinbookTerms } from './config.js';
import { judge } from './judge.js';
import { affirmedAs } from './translate.js';

/** The pure half of the adapter: what may be asked of Twinbook, and what its words prove. It needs no key. */
export const twinbookRules = ({ venue, account, lane, quietMs }: TwinbookTerms): VenueRules => ({
  venue,
  account,
  lane,
  capabilities: capabilities(quietMs),
  allowed,
  fit,
  snapshot: (instruction, seen) => concerned(instruction, seen)?.legs[0]?.mark ?? affirmedAs(null),
  // The venue takes no call whose sequence is not greater than the last one's: the very next is beyond it.
  fence: (order) => order + 1n,
  judge: (trial) => judge(quietMs, trial),
  exclusion: (instruction) => ({
    name: `${venue}/${account}/${'settlement' in instruction ? instruction.settlement : 'new'}`,
    once: instruction._tag === 'Affirm',
  }),
});

const allowed: VenueRules['allowed'] = ({ id, oddities, consents, legs }) => {
  const terms = Instruction.termsOf(legs);
  const isAsked = consents[0]?.status === 'Awaited' && oddities.length === 0;
  return isAsked && O.isSome(terms)
    ? [{ instruction: { _tag: 'Affirm', settlement: id, terms: terms.value }, waitsFor: O.none }]
    : [];
};

const concerned = (asked: Instruction.Instruction, { settlements }: Observation) =>
  settlements.find(({ id }) => 'settlement' in asked && id === asked.settlement);

const fit: VenueRules['fit'] = (asked, seen) => {
  const differs = (what: string): Fit => ({ _tag: 'Differs', what });
  const deal = concerned(asked, seen);
  if (deal === undefined) return { _tag: 'NotYet', why: 'the venue does not show the deal' };
  if (asked._tag !== 'Affirm') return differs('a deal can only be affirmed');
  if (deal.oddities[0] !== undefined) return differs(deal.oddities[0].what);
  if (!Instruction.sameTerms(asked.terms, deal.legs)) return differs('the deal is for something else');
  if (deal.consents[0]?.status === 'Given') return { _tag: 'NotNeeded', why: 'it is affirmed already' };
  return allowed(deal).length > 0 ? { _tag: 'Fits' } : differs('the deal has lapsed');
};
