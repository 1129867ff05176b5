import { describe, expect, test } from '@jest/globals';
import {
  ExpectedLine,
  type Observed,
  Positions,
  Reconciliation,
  ReconciliationOptions,
  type Settlement,
} from '@legwork/core';
import { defined, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { tradesBehind } from '../../src/index.js';
import { ownTrade, units } from '../fixture/desk.js';
import { type World, always, inWorld, intentOf, offered, proposed } from '../fixture/world.js';

/** A settlement that somebody else requested: as we see it before we affirm it, and what was seen of it in the end. */
const affirmed = async (world: World) => {
  const { requester, counterparty } = world;
  const trade = ownTrade('trade-1', counterparty.account, ['0.5', 'BTC'], ['46250.5', 'USD']);
  const before = await proposed(world, trade);
  const { venue } = counterparty;
  const prepared = right(await venue.prepare(intentOf(offered(venue, before)), before)());
  right(await venue.send(prepared, always)());
  const after = right(await venue.observe(before.subject, O.none)());
  const shown = (settlement: Settlement.Settlement | undefined, seenAtMs: number): Observed => ({
    _tag: 'Shown',
    settlement: defined(settlement),
    seenAtMs,
  });
  return {
    venue,
    requester,
    settlement: defined(before.settlements[0]),
    seen: [shown(before.settlements[0], 1), shown(after.settlements[0], 2)],
  };
};

/** What our trades make us expect, as the venue itself shows them. */
const linesOf = (settlement: Settlement.Settlement): ReadonlyArray<ExpectedLine.ExpectedLine> => {
  const { venue, account, scope, id } = settlement;
  const trades = right(tradesBehind({ account, units })(settlement));
  const positions = right(Positions.of(trades));
  return ExpectedLine.ofPositions(positions, { venue, account, scope: O.some(scope) }, id, O.none);
};

describe('reconciliation with what the venue shows', () => {
  test('is clean by its status, as BitGo says of itself that it shows no transfers', () =>
    inWorld(async (world) => {
      const { venue, settlement, seen } = await affirmed(world);
      const made = Reconciliation.reconcile(linesOf(settlement), seen, {
        ...ReconciliationOptions.strict,
        venues: [venue],
      });
      expect(made.breaks).toEqual([]);
      expect(Reconciliation.isClean(made)).toBe(true);
      expect(made.totals.map(({ asset, matched }) => [asset, matched])).toEqual([
        ['BTC', '0.5'],
        ['USD', '46250.5'],
      ]);
    }));

  test('takes the status of no other account for it', () =>
    inWorld(async (world) => {
      const { requester, settlement, seen } = await affirmed(world);
      const made = Reconciliation.reconcile(linesOf(settlement), seen, {
        ...ReconciliationOptions.strict,
        venues: [requester.venue],
      });
      expect(made.breaks.map(({ _tag }) => _tag)).toEqual(['StatusContradiction', 'StatusContradiction']);
    }));
});
