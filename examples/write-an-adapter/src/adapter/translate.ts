import type { IntentId, Party, Receipt, Settlement } from '@legwork/core';
import { Instruction, Leg, Quantity, UnitRegistry } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { TwinbookTerms } from './config.js';
import type { Deal } from './deal.js';

/** The venue's words for how far a deal is, and what each says on two axes of the library. */
const states = new Map<string, readonly [Settlement.Finality, Leg.LegStatus]>([
  ['proposed', ['Open', 'Open']],
  ['settling', ['Open', 'InProgress']],
  ['settled', ['Final', 'Settled']],
  ['lapsed', ['Dead', 'Open']],
]);

/** A deal in the library's words, our side first; the venue's words end here. With anything odd in it, nobody can act. */
export const toSettlement = ({ venue, account, units }: TwinbookTerms, deal: Deal): Settlement.Settlement => {
  const [finality, status] = states.get(deal.state) ?? (['Unrecognised', 'Unrecognised'] as const);
  const oddities = oddOf(units, deal).map((what) => ({ at: deal.id, what }));
  const us: Party.Party = { role: 'Us', account };
  const them: Party.Party = { role: 'Counterparty', account: deal.counterparty };
  const sides = [
    { ...deal.give, payer: us, receiver: them, label: 'give', given: deal.reference !== null },
    { ...deal.take, payer: them, receiver: us, label: 'take', given: deal.counterpartyAffirmed },
  ];
  const [open, lapsesAtMs] = [finality === 'Dead' ? 'Lapsed' : 'Awaited', O.some(deal.affirmBy)] as const;
  return {
    id: deal.id,
    venue,
    account,
    scope: 'bilateral',
    atomicity: 'Whole',
    legs: sides.map(({ leg, asset, amount, payer, receiver, label, given }) => ({
      id: leg,
      asset: O.fromNullable(units.byVenueName.get(asset)?.asset),
      venueAsset: asset,
      flow: O.some({ payer, receiver }),
      venueDirection: label,
      quantity: amount,
      residual: O.some(status === 'Settled' ? Quantity.zero : amount),
      status,
      actionableBy: oddities.length === 0 && deal.state === 'proposed' && !given ? [payer.role] : [],
      transfers: [],
      mark: affirmedAs(deal.reference),
    })),
    consents: sides.map(({ payer, given }) => ({ by: payer, status: given ? 'Given' : open, lapsesAtMs })),
    holds: [],
    finality,
    trades: O.none,
    createdAtMs: deal.proposedAt,
    oddities,
    raw: deal,
  };
};

/** The mark of a deal. It changes when an affirmation of ours takes effect, and only then. */
export const affirmedAs = (reference: string | null): Leg.Mark => Leg.mark(reference ?? 'not affirmed');

/** What in a deal is unknown or contradicts itself, in sentences. */
const oddOf = ({ byVenueName }: UnitRegistry.UnitRegistry, deal: Deal): ReadonlyArray<string> => {
  const isExact = ({ asset, amount }: Deal['give']): boolean => {
    const unit = byVenueName.get(asset);
    return unit === undefined || UnitRegistry.fits(unit, amount);
  };
  const isAgreed = deal.reference !== null && deal.counterpartyAffirmed;
  return [
    ...(states.has(deal.state) ? [] : ['the state of the deal is a word that this version does not know']),
    ...(isExact(deal.give) && isExact(deal.take) ? [] : ['an amount has more digits than its asset']),
    ...(isAgreed === deal.state.startsWith('settl') ? [] : ['its state contradicts who has affirmed it']),
  ];
};

/** The exact text that affirms a deal. The reference is the intent's own id: unique for ever, the same for every attempt. */
export const affirmation = (terms: TwinbookTerms, reference: IntentId, asked: Instruction.Affirm): string => {
  const legs = asked.terms.map(({ asset, quantity: amount, flow: { payer } }) => {
    return { from: payer.account, asset: terms.units.byAsset.get(asset)?.venueName, amount };
  });
  return JSON.stringify({ reference, deal: asked.settlement, legs });
};

/** What the venue said when it took an affirmation, held against what was asked: anything odd halts the account. */
export const receiptOf =
  (terms: TwinbookTerms, { settlement, terms: approved }: Instruction.Affirm, intent: IntentId) =>
  (deal: Deal): Receipt => {
    const { id, legs } = toSettlement(terms, deal);
    const isAsked = id === settlement && Instruction.sameTerms(approved, legs);
    const isOurs = legs[0]?.mark === affirmedAs(intent);
    const oddities = isAsked && isOurs ? [] : ['the venue shows another affirmation'];
    return { settlement, oddities, transfer: O.none, asset: O.none, quantity: O.none, warnings: [] };
  };
