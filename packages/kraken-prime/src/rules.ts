import {
  type Exclusion,
  type Fit,
  type Instruction,
  Leg,
  type Observation,
  type Offer,
  Quantity,
  Settlement,
  type VenueRules,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { capabilities } from './capabilities.js';
import type { KrakenPrimeTerms } from './config.js';
import { fitOfCreation, fitOfLeg, unknownHere } from './fit.js';
import { judge } from './judge.js';
import { createdMark, legMark } from './snapshot.js';
import { krakenPrimeId } from './venue-id.js';

/**
 * The pure half of the adapter: what may be asked of Kraken Prime, and what its words prove.
 *
 * It needs no key. The proof that an attempt is void rests on the assumptions V1 (no nonce is accepted twice), V2 (a nonce
 * below the last one less the window is refused) and V3 (what was accepted shows within `quietMs`).
 */
export const krakenPrimeRules = (terms: KrakenPrimeTerms): VenueRules => ({
  venue: krakenPrimeId,
  account: terms.account,
  capabilities: capabilities(terms),
  lane: terms.lane,
  allowed,
  fit,
  snapshot,
  fence: (order) => order + terms.nonceWindow + 1n,
  judge: judge(terms.quietMs),
  exclusion: (instruction) => exclusion(terms, instruction),
});

/** One offer for each leg that we pay and that is understood, open and not empty. A creation concerns no settlement. */
const allowed = (settlement: Settlement.Settlement): ReadonlyArray<Offer> =>
  settlement.oddities.length > 0 ? [] : settlement.legs.flatMap((leg) => offersFor(settlement, leg));

const offersFor = (settlement: Settlement.Settlement, leg: Leg.Leg): ReadonlyArray<Offer> => {
  const { asset, flow, residual } = leg;
  if (O.isNone(asset) || O.isNone(flow) || O.isNone(residual)) return [];
  if (flow.value.payer.role !== 'Us' || leg.status === 'Settled' || residual.value === Quantity.zero)
    return [];
  const instruction: Instruction.SettleLeg = {
    _tag: 'SettleLeg',
    settlement: settlement.id,
    leg: leg.id,
    asset: asset.value,
    quantity: residual.value,
    flow: flow.value,
  };
  return [{ instruction, waitsFor: waitsFor(settlement, leg) }];
};

const waitsFor = (settlement: Settlement.Settlement, leg: Leg.Leg): O.Option<string> => {
  if (!Settlement.isAgreed(settlement)) return O.some('the venue has to confirm the batch');
  return Leg.isOurs(leg) ? O.none : O.some('the venue has to make the leg eligible');
};

const fit = (instruction: Instruction.Instruction, seen: Observation): Fit => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return fitOfLeg(instruction, seen);
    case 'CreateSettlement':
      return fitOfCreation(instruction, seen);
    case 'Affirm':
    case 'Reject':
    case 'Cancel':
      return { _tag: 'Differs', what: unknownHere };
  }
};

const snapshot = (instruction: Instruction.Instruction, seen: Observation): Leg.Mark =>
  instruction._tag === 'SettleLeg' ? legMark(instruction, seen) : createdMark(instruction, seen);

const exclusion = ({ account }: KrakenPrimeTerms, instruction: Instruction.Instruction): Exclusion => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return { name: `kraken-prime/${account}/${instruction.settlement}/${instruction.leg}`, once: true };
    case 'CreateSettlement':
      return { name: `kraken-prime/${account}/create/${instruction.scope}`, once: false };
    case 'Affirm':
    case 'Reject':
    case 'Cancel':
      return { name: `kraken-prime/${account}/${instruction.settlement}`, once: false };
  }
};
