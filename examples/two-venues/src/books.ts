import {
  type AccountId,
  type AssetId,
  type ExpectedLeg,
  type ExpectedLine,
  type Party,
  Quantity,
} from '@legwork/core';
import { must } from '@legwork/example-stage';
import * as O from 'fp-ts/lib/Option.js';
import type { Result } from './program.js';

/** What should have moved, by our own books alone: a line for each leg of the business. */
export const linesOf = ({
  ports,
  business,
  member,
  settlement,
}: Result): ReadonlyArray<ExpectedLine.ExpectedLine> => {
  if (O.isNone(settlement)) return [];
  const { venue, account } = ports.venue;
  const parties = member.plan.lines.flatMap(({ payer, receiver }) => [payer, receiver]);
  return business.legs.map((leg) => {
    const flow = {
      payer: partyOf(parties, account, leg.payer),
      receiver: partyOf(parties, account, leg.receiver),
    };
    const { asset, quantity } = leg;
    const id = `${settlement.value}/${asset}`;
    const free = { leg: O.none, dueAtMs: O.none, earlier: [] };
    return { id, venue, account, settlement: settlement.value, asset, quantity, flow, ...free };
  });
};

const partyOf = (
  parties: ReadonlyArray<Party.Party>,
  us: AccountId,
  role: ExpectedLeg['payer'],
): Party.Party => {
  const found = role === 'Us' ? { role, account: us } : parties.find((one) => one.role === role);
  if (found === undefined) throw new Error(`nobody in the plan is ${role}`);
  return found;
};

/** The same lines, one of them altered: one more of the least unit that an asset has. */
export const altered = (
  lines: ReadonlyArray<ExpectedLine.ExpectedLine>,
  asset: AssetId,
  by: string,
): ReadonlyArray<ExpectedLine.ExpectedLine> => {
  const at = lines.findIndex((line) => line.asset === asset);
  return lines.map((line, place) =>
    place === at ? { ...line, quantity: Quantity.add(line.quantity, must(Quantity.parse(by))) } : line,
  );
};
