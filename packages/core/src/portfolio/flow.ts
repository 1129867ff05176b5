import * as E from 'fp-ts/lib/Either.js';
import * as Quantity from '../amount/quantity.js';
import type { AssetId, VenueId } from '../noun/id.js';
import type { Party } from '../noun/party.js';
import type { PlanLine } from '../plan/plan.js';
import type { PortfolioMember } from './request.js';

/** What one party at one venue still has to send and to receive of one asset, over all members. Units: whole units of the asset. */
export interface PartyFlow {
  readonly venue: VenueId;
  readonly party: Party;
  readonly asset: AssetId;
  readonly sends: Quantity.Quantity;
  /** The most that it may be charged on top of what it sends. */
  readonly chargesMax: Quantity.Quantity;
  readonly receives: Quantity.Quantity;
}

/** What all venues together come to for us, in one asset. */
export interface AssetNet {
  readonly asset: AssetId;
  readonly sends: Quantity.Quantity;
  readonly chargesMax: Quantity.Quantity;
  readonly receives: Quantity.Quantity;
  /** Before charges: what is left of the greater side. */
  readonly net: { readonly way: 'Out' | 'In' | 'Even'; readonly quantity: Quantity.Quantity };
}

/** The lines of a plan of which something is still to move. */
export const movingLines = ({ plan }: Pick<PortfolioMember, 'plan'>): ReadonlyArray<PlanLine> =>
  plan.lines.filter(({ by }) => by !== 'Over');

/** What every party sends and receives, in the order of venue, role, account and asset. */
export const partyFlows = (members: ReadonlyArray<PortfolioMember>): ReadonlyArray<PartyFlow> => {
  const flows = new Map<string, PartyFlow>();
  for (const member of members) {
    const { venue } = member.plan;
    for (const { payer, receiver, asset, quantity, feeMax } of movingLines(member)) {
      const sender = flowOf(flows, venue, payer, asset);
      flows.set(keyOf(sender), {
        ...sender,
        sends: Quantity.add(sender.sends, quantity),
        chargesMax: Quantity.add(sender.chargesMax, feeMax),
      });
      const taker = flowOf(flows, venue, receiver, asset);
      flows.set(keyOf(taker), { ...taker, receives: Quantity.add(taker.receives, quantity) });
    }
  }
  return [...flows].toSorted(byKey).map(([, flow]) => flow);
};

const keyOf = ({ venue, party, asset }: Pick<PartyFlow, 'venue' | 'party' | 'asset'>): string =>
  `${venue} ${rank[party.role]} ${party.account} ${asset}`;

/** We come first, then whom we deal with. */
const rank = { Us: 1, Counterparty: 2, Venue: 3, Agent: 4 } as const;

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

const flowOf = (
  flows: ReadonlyMap<string, PartyFlow>,
  venue: VenueId,
  party: Party,
  asset: AssetId,
): PartyFlow => flows.get(keyOf({ venue, party, asset })) ?? { venue, party, asset, ...nothing };

const nothing = { sends: Quantity.zero, chargesMax: Quantity.zero, receives: Quantity.zero };

/** Our flows over all venues, asset by asset in the order of their names. */
export const assetNets = (flows: ReadonlyArray<PartyFlow>): ReadonlyArray<AssetNet> => {
  const sums = new Map<AssetId, Omit<AssetNet, 'asset' | 'net'>>();
  for (const { party, asset, sends, chargesMax, receives } of flows) {
    if (party.role !== 'Us') continue;
    const sum = sums.get(asset) ?? nothing;
    sums.set(asset, {
      sends: Quantity.add(sum.sends, sends),
      chargesMax: Quantity.add(sum.chargesMax, chargesMax),
      receives: Quantity.add(sum.receives, receives),
    });
  }
  return [...sums].toSorted(byKey).map(([asset, sum]) => ({ asset, ...sum, net: netOf(sum) }));
};

const netOf = ({ sends, receives }: Pick<AssetNet, 'sends' | 'receives'>): AssetNet['net'] => {
  const out = Quantity.subtract(sends, receives);
  if (E.isRight(out))
    return out.right === Quantity.zero
      ? { way: 'Even', quantity: Quantity.zero }
      : { way: 'Out', quantity: out.right };
  return { way: 'In', quantity: E.getOrElse(() => Quantity.zero)(Quantity.subtract(receives, sends)) };
};
