import { describe, expect, test } from '@jest/globals';
import {
  ExpectedLine,
  type Observed,
  Plan,
  type Settlement,
  type SettlementVenue,
  Reconciliation,
  ReconciliationOptions,
} from '@legwork/core';
import { sha256 } from '@legwork/node';
import type { StartOptions } from '@legwork/sandbox';
import { defined, right, some } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { krakenPrimeRules } from '../../src/index.js';
import { configWith } from '../fixture/config.js';
import { intentOf } from '../fixture/noun.js';
import { type World, always, confirmedBatch, inWorld } from '../fixture/world.js';

const waived = { _tag: 'Waived', by: 'this test', reason: 'its books are the sandbox' } as const;
const stepMs = 2_000;

/** Everything that a run sees of a batch: a reading before, and one after every leg that we settled, until all is over. */
const story = async (
  world: World,
): Promise<{ readonly seen: ReadonlyArray<Observed>; readonly before: Settlement.Settlement }> => {
  const { venue } = world;
  const first = await confirmedBatch(world);
  const seen: Array<Observed> = [];
  const note = (settlement: Settlement.Settlement): number =>
    seen.push({ _tag: 'Shown', settlement, seenAtMs: seen.length });
  const before = defined(first.settlements[0]);
  note(before);
  for (let rounds = 0; rounds < 12; rounds += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const reading = right(await venue.observe(first.subject, O.none)());
    const settlement = defined(reading.settlements[0]);
    note(settlement);
    const next = venue.allowed(settlement).find(({ waitsFor }) => O.isNone(waitsFor));
    if (next !== undefined) {
      // oxlint-disable-next-line no-await-in-loop
      const prepared = right(await venue.prepare(intentOf(next.instruction), reading)());
      // oxlint-disable-next-line no-await-in-loop
      right(await venue.send(prepared, always)());
    }
    // oxlint-disable-next-line no-await-in-loop
    await world.advance(stepMs);
  }
  return { seen, before };
};

const reconciled = (
  venue: SettlementVenue,
  { seen, before }: Awaited<ReturnType<typeof story>>,
): Reconciliation.Reconciliation => {
  const plan = right(Plan.settling(venue, sha256)(before, waived));
  const lines = ExpectedLine.ofPlan(plan, before, O.none);
  return Reconciliation.reconcile(lines, seen, { ...ReconciliationOptions.strict, venues: [venue] });
};

const legKinds = ({ breaks }: Reconciliation.Reconciliation): ReadonlyArray<string> =>
  breaks.map(({ _tag, at }) => `${at.split(' ').at(-1) ?? ''} ${_tag}`);

const settles: StartOptions['switches'] = { venueSettles: 'after-client-legs' };

describe('reconciliation with what the venue shows', () => {
  test('is clean once every leg shows its transfer, and counts what the venue says really moved', () =>
    inWorld(
      async (world) => {
        const told = await story(world);
        const made = reconciled(world.venue, told);
        expect(legKinds(made)).toEqual([]);
        expect(Reconciliation.isClean(made)).toBe(true);
        const truth = world.sandbox.machine.truth().transfers;
        expect(made.totals.map(({ asset, matched }) => `${matched} ${asset}`).toSorted()).toEqual(
          truth.map(({ asset, moved }) => `${moved} ${asset}`).toSorted(),
        );
        const last = defined(told.seen.at(-1));
        const shown = last._tag === 'Shown' ? last.settlement.legs.flatMap(({ transfers }) => transfers) : [];
        expect(shown.map(({ id }) => id).toSorted()).toEqual(truth.map(({ id }) => id).toSorted());
        expect(shown.every(({ status, quantity }) => status === 'Completed' && some(quantity) !== '0')).toBe(
          true,
        );
      },
      { switches: settles },
    ));

  test.each(['opaque', 'null'] as const)('breaks on every leg whose transfer is %s', (spotTransfer) =>
    inWorld(
      async (world) => {
        const told = await story(world);
        expect(legKinds(reconciled(world.venue, told))).toEqual([
          'BTC StatusContradiction',
          'ETH StatusContradiction',
          'SOL StatusContradiction',
          'USD StatusContradiction',
        ]);
      },
      { switches: { ...settles, spotTransfer } },
    ),
  );

  test('takes the status where the operator has declared that transfers are not shown', () =>
    inWorld(
      async (world) => {
        const told = await story(world);
        const declared = krakenPrimeRules(configWith({ spotTransfer: 'not-shown' }));
        const plan = right(Plan.settling(world.venue, sha256)(told.before, waived));
        const made = Reconciliation.reconcile(ExpectedLine.ofPlan(plan, told.before, O.none), told.seen, {
          ...ReconciliationOptions.strict,
          venues: [declared],
        });
        expect(Reconciliation.isClean(made)).toBe(true);
      },
      { switches: { ...settles, spotTransfer: 'null' } },
    ));
});
