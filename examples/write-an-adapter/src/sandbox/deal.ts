/** A deal that a counterparty put up. Instants: milliseconds by the venue's clock. */
export interface Deal {
  readonly id: string;
  readonly proposedAt: number;
  readonly affirmBy: number;
  readonly legs: readonly [Leg, Leg];
  readonly affirmations: ReadonlyArray<Affirmation>;
}

/** What one side gives. */
export interface Leg {
  readonly from: string;
  readonly asset: string;
  readonly amount: string;
}

/** One side's word. It counts from `at` on, which is a little after it was taken. */
export interface Affirmation {
  readonly by: string;
  readonly reference: string;
  /** The call that it came with; none for who acts on the venue's own screen. */
  readonly sequence: bigint | undefined;
  readonly at: number;
}

/** How long the venue takes. Units: milliseconds. */
export interface Pace {
  /** From the taking of an affirmation until it counts and shows. */
  readonly applyMs: number;
  /** From the second affirmation until both sides have what they get. */
  readonly settleMs: number;
}

/** When the deal is or would be settled; `undefined` while one has not affirmed it. */
export const settledAt = ({ affirmations }: Deal, { settleMs }: Pace): number | undefined =>
  affirmations.length < 2 ? undefined : Math.max(...affirmations.map(({ at }) => at)) + settleMs;

/** How far a deal was at an instant: it follows from when it was affirmed, so that it can be asked for the past as well. */
const stateAt = (deal: Deal, pace: Pace, nowMs: number): string => {
  const given = deal.affirmations.filter(({ at }) => at <= nowMs);
  const settled = settledAt(deal, pace);
  if (settled !== undefined && settled <= nowMs) return 'settled';
  if (given.length === 2) return 'settling';
  // What was taken in time may still have to be applied.
  return nowMs > deal.affirmBy + pace.applyMs ? 'lapsed' : 'proposed';
};

/** The deal as one side is shown it. */
export const shownTo = (account: string, deal: Deal, pace: Pace, nowMs: number): object => {
  const [one, other] = deal.legs;
  const [give, take] = one.from === account ? [one, other] : [other, one];
  const side = (leg: Leg): object => ({
    leg: `${deal.id}-${leg.from}`,
    asset: leg.asset,
    amount: leg.amount,
  });
  const given = deal.affirmations.filter(({ at }) => at <= nowMs);
  return {
    id: deal.id,
    state: stateAt(deal, pace, nowMs),
    proposedAt: deal.proposedAt,
    affirmBy: deal.affirmBy,
    counterparty: take.from,
    give: side(give),
    take: side(take),
    reference: given.find(({ by }) => by === account)?.reference ?? null,
    counterpartyAffirmed: given.some(({ by }) => by === take.from),
  };
};
