import type { Lease } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { clerkOf, longMs } from './clerk.js';
import type { OpenJournal } from './journal-world.js';
import { firstOf, lane, mandateOf } from './paper-mandate.js';
import { armed, outcomeOf, outcomes, parked } from './paper-record.js';
import type { Within } from './within.js';

const acquire = async ({ journal }: OpenJournal, owner: string, ttlMs: number): Promise<O.Option<Lease>> =>
  right(await journal.acquire(lane, owner, ttlMs)());

const epochOf = (lease: O.Option<Lease>): number => (O.isSome(lease) ? lease.value.epoch : -1);

/** Who may send on a lane (X3). */
export const leaseCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'leases a lane to one holder at a time, whatever he is called, and seen from everywhere (X3)',
    within(async (view, world) => {
      const other = await world.open();
      const lease = await clerkOf(view).take();
      expect([lease.lane, lease.owner]).toEqual([lane, 'a worker']);
      expect(await acquire(view, 'somebody', longMs)).toEqual(O.none);
      expect(await acquire(view, lease.owner, longMs)).toEqual(O.none);
      expect(await acquire(other, 'somebody', longMs)).toEqual(O.none);
      const elsewhere = right(await other.journal.acquire('another lane', 'somebody', longMs)());
      expect(O.isSome(elsewhere)).toEqual(true);
      right(await other.journal.release(lease)());
      expect(O.isSome(await acquire(other, 'somebody', longMs))).toEqual(true);
      expect(await acquire(view, lease.owner, longMs)).toEqual(O.none);
    }),
  );

  test(
    'gives every lease of a lane a greater epoch, also after it was given back or ran out (X3)',
    within(async (view, world) => {
      const epochs: Array<number> = [];
      for (let round = 0; round < 3; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        const lease = await clerkOf(view).take();
        // oxlint-disable-next-line no-await-in-loop
        right(await view.journal.release(lease)());
        epochs.push(lease.epoch);
      }
      epochs.push(epochOf(await acquire(view, 'a worker', world.shortMs)));
      await world.elapse(2 * world.shortMs);
      epochs.push(epochOf(await acquire(view, 'a worker', longMs)));
      expect(epochs.every((epoch, at) => at === 0 || epoch > (epochs[at - 1] ?? epoch))).toEqual(true);
    }),
  );

  test(
    'gives a lane to the next one once a lease has run out, and not before (X3)',
    within(async (view, world) => {
      const short = await acquire(view, 'first', world.shortMs);
      expect(await acquire(view, 'second', longMs)).toEqual(O.none);
      await world.elapse(2 * world.shortMs);
      const second = await acquire(view, 'second', longMs);
      expect(O.isSome(second)).toEqual(true);
      if (O.isNone(short)) return;
      expect(right(await view.journal.renew(short.value, longMs)())).toEqual(O.none);
      right(await view.journal.release(short.value)());
      expect(await acquire(view, 'third', longMs)).toEqual(O.none);
    }),
  );

  test(
    'makes a lease last from its renewal on, under the same epoch',
    within(async (view, world) => {
      const short = await acquire(view, 'first', world.shortMs);
      const renewed = O.isSome(short) ? right(await view.journal.renew(short.value, longMs)()) : O.none;
      expect([O.isSome(renewed), epochOf(renewed)]).toEqual([true, epochOf(short)]);
      if (O.isSome(short) && O.isSome(renewed))
        expect(renewed.value.untilMs > short.value.untilMs).toEqual(true);
      await world.elapse(2 * world.shortMs);
      expect(await acquire(view, 'second', longMs)).toEqual(O.none);
      const again = O.isSome(renewed) ? right(await view.journal.renew(renewed.value, longMs)()) : O.none;
      expect(epochOf(again)).toEqual(epochOf(short));
    }),
  );

  test(
    'renews no lease that ran out, was given back, or is of another holder or epoch',
    within(async (view, world) => {
      const { journal } = view;
      const short = await acquire(view, 'first', world.shortMs);
      await world.elapse(2 * world.shortMs);
      const late = O.isSome(short) ? right(await journal.renew(short.value, longMs)()) : short;
      expect(late).toEqual(O.none);
      const lease = await clerkOf(view).take();
      for (const wrong of [
        { ...lease, owner: 'somebody' },
        { ...lease, epoch: lease.epoch + 1 },
        { ...lease, epoch: lease.epoch - 1 },
        { ...lease, lane: 'another lane' },
      ]) {
        // oxlint-disable-next-line no-await-in-loop
        expect(right(await journal.renew(wrong, longMs)())).toEqual(O.none);
        // oxlint-disable-next-line no-await-in-loop
        right(await journal.release(wrong)());
      }
      expect(await acquire(view, 'somebody', longMs)).toEqual(O.none);
      right(await journal.release(lease)());
      expect(right(await journal.renew(lease, longMs)())).toEqual(O.none);
    }),
  );

  test(
    'gives a lease back with records in one moment, and keeps it when they are refused (X2)',
    within(async (view, world) => {
      const clerk = clerkOf(view);
      const other = await world.open();
      const mandate = await clerk.give(mandateOf('M'));
      const lease = await clerk.take();
      const [armedNow, answered] = [
        [armed(firstOf(mandate), { lane })],
        [outcomeOf(firstOf(mandate), outcomes.Unknown)],
      ];
      expect(await clerk.add(mandate.id, armedNow, { lease })).toEqual('Added');
      const stale = { expected: 1, lease, releases: lease };
      expect(await clerk.add(mandate.id, answered, stale)).toEqual('Stale');
      expect(await acquire(other, 'somebody', longMs)).toEqual(O.none);
      const wrong = { ...lease, epoch: lease.epoch - 1 };
      expect(await clerk.add(mandate.id, [parked(firstOf(mandate))], { releases: wrong })).toEqual('Added');
      expect(await acquire(other, 'somebody', longMs)).toEqual(O.none);
      expect(await clerk.add(mandate.id, answered, { lease, releases: lease })).toEqual('Added');
      const next = await acquire(other, 'somebody', longMs);
      expect(epochOf(next) > lease.epoch).toEqual(true);
      expect(right(await view.journal.renew(lease, longMs)())).toEqual(O.none);
    }),
  );

  test(
    'gives a lease back once: doing it again takes nothing from the next holder',
    within(async (view) => {
      const first = await clerkOf(view).take();
      right(await view.journal.release(first)());
      right(await view.journal.release(first)());
      const second = await clerkOf(view).take();
      right(await view.journal.release(first)());
      expect(await acquire(view, first.owner, longMs)).toEqual(O.none);
      expect(epochOf(right(await view.journal.renew(second, longMs)()))).toEqual(second.epoch);
    }),
  );
};
