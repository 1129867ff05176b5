import { type JournalRecord, mandateId } from '@legwork/core';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { clerkOf, longMs } from './clerk.js';
import { firstOf, given, lane, mandateOf, settleLeg } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

/** What reading and adding records promise. */
export const appendCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'has no records of a mandate that nobody gave',
    within(async ({ journal }) => {
      expect(right(await journal.read(right(mandateId('nobody')))())).toEqual([]);
    }),
  );

  test(
    'reads records of every kind as they were added, oldest first',
    within(async (view) => {
      const clerk = clerkOf(view);
      const mandate = mandateOf('M', [settleLeg('L1', '1.5'), settleLeg('L2', '0.00000001')]);
      const [one, two] = [firstOf(mandate), mandate.intents[1]?.id ?? firstOf(mandate)];
      const lease = await clerk.take();
      const parts: ReadonlyArray<ReadonlyArray<JournalRecord>> = [
        [given(mandate)],
        [Paper.armed(one)],
        [Paper.outcomeOf(one, Paper.outcomes.Unknown), Paper.parked(one)],
        [Paper.decided(one, Paper.decisions.DeclaredVoid)],
        [Paper.armed(one, { attempt: 2, order: '20', fence: '21' })],
        [Paper.outcomeOf(one, Paper.outcomes.Unknown, 2), Paper.voided(one, 2)],
        [Paper.ended(one, Paper.endings.NotDone)],
        [Paper.armed(two, { order: '30', fence: '31' })],
        [Paper.outcomeOf(two, Paper.outcomes.Accepted), Paper.changed(two), Paper.halted()],
        [Paper.decided(two, Paper.decisions.Adopted)],
      ];
      for (const records of parts)
        // oxlint-disable-next-line no-await-in-loop
        expect(await clerk.add(mandate.id, records, { lease })).toEqual('Added');
      expect(right(await view.journal.read(mandate.id)())).toEqual(parts.flat());
      const other = right(mandateId('barred'));
      expect(await clerk.add(other, [Paper.barred])).toEqual('Added');
      expect(right(await view.journal.read(other)())).toEqual([Paper.barred]);
    }),
  );

  test(
    'keeps the records of one mandate apart from those of all others',
    within(async (view) => {
      const clerk = clerkOf(view);
      const names = ['M', 'M/1', 'M%2F1', 'm', 'M1', 'M!', 'orders', 'constructor'];
      const mandates = names.map((name) => mandateOf(name));
      for (const mandate of mandates)
        // oxlint-disable-next-line no-await-in-loop
        expect(await clerk.add(mandate.id, [given(mandate)])).toEqual('Added');
      const read = await Promise.all(mandates.map(async ({ id }) => right(await view.journal.read(id)())));
      expect(read).toEqual(mandates.map((mandate) => [given(mandate)]));
    }),
  );

  test(
    'adds nothing when it has other records than were expected',
    within(async (view) => {
      const clerk = clerkOf(view);
      const mandate = mandateOf('M');
      expect(await clerk.add(mandate.id, [given(mandate)], { expected: 1 })).toEqual('Stale');
      expect(await clerk.add(mandate.id, [given(mandate)], { expected: 0 })).toEqual('Added');
      for (const expected of [0, 2, 3])
        // oxlint-disable-next-line no-await-in-loop
        expect(await clerk.add(mandate.id, [Paper.halted()], { expected })).toEqual('Stale');
      expect(await clerk.add(mandate.id, [Paper.halted()], { expected: 1 })).toEqual('Added');
      expect(right(await view.journal.read(mandate.id)())).toEqual([given(mandate), Paper.halted()]);
    }),
  );

  test(
    'adds all records or none of them, in its lines and in its books',
    within(async (view) => {
      const clerk = clerkOf(view);
      const lease = await clerk.take();
      const holder = await clerk.give(mandateOf('holder'));
      const exclusion = { name: 'held', once: true };
      expect(await clerk.add(holder.id, [Paper.armed(firstOf(holder), { exclusion })], { lease })).toEqual(
        'Added',
      );
      const mandate = await clerk.give(mandateOf('M', [settleLeg('L1', '1'), settleLeg('L2', '1')]));
      const [one, two] = mandate.intents;
      const before = await view.journal.committed(mandate.venue, mandate.account, 0)();
      const records = [
        Paper.armed(one?.id ?? firstOf(mandate), { exclusion: { name: 'free', once: true } }),
        Paper.armed(two?.id ?? firstOf(mandate), { exclusion }),
      ];
      expect(await clerk.add(mandate.id, records, { lease })).toEqual('ExclusionHeld');
      expect(right(await view.journal.read(mandate.id)())).toEqual([given(mandate)]);
      expect(await view.journal.committed(mandate.venue, mandate.account, 0)()).toEqual(before);
      const free = await clerk.give(mandateOf('free'));
      expect(
        await clerk.add(free.id, [Paper.armed(firstOf(free), { exclusion: { name: 'free', once: true } })], {
          lease,
        }),
      ).toEqual('Added');
    }),
  );

  test(
    'adds what arms nothing without a lease, also while everything is halted',
    within(async (view) => {
      const clerk = clerkOf(view);
      const mandate = await clerk.give(mandateOf('M'));
      const intent = firstOf(mandate);
      const lease = await clerk.take();
      expect(await clerk.add(mandate.id, [Paper.armed(intent)], { lease })).toEqual('Added');
      right(await view.journal.release(lease)());
      const word = { atMs: 1, by: 'ann', why: 'a doubt' };
      right(await view.journal.order({ _tag: 'Halt', scope: { _tag: 'Everything' }, ...word })());
      for (const record of [
        Paper.outcomeOf(intent, Paper.outcomes.Accepted),
        Paper.changed(intent),
        Paper.parked(intent),
        Paper.ended(intent, Paper.endings.Done),
      ])
        // oxlint-disable-next-line no-await-in-loop
        expect(await clerk.add(mandate.id, [record])).toEqual('Added');
    }),
  );

  test(
    'arms nothing but under the current lease of the very lane (X3)',
    within(async (view, world) => {
      const clerk = clerkOf(view);
      const mandate = await clerk.give(mandateOf('M'));
      const arm = (terms: Parameters<typeof clerk.add>[2]) =>
        clerk.add(mandate.id, [Paper.armed(firstOf(mandate))], terms);
      expect(await arm({})).toEqual('LeaseLost');
      expect(await arm({ lease: await clerk.take('another lane') })).toEqual('LeaseLost');
      const given1 = await clerk.take();
      right(await view.journal.release(given1)());
      expect(await arm({ lease: given1 })).toEqual('LeaseLost');
      const short = right(await view.journal.acquire(lane, 'a worker', world.shortMs)());
      await world.elapse(2 * world.shortMs);
      expect(short._tag === 'Some' && (await arm({ lease: short.value }))).toEqual('LeaseLost');
      const current = await clerk.take();
      for (const lease of [
        given1,
        { ...current, epoch: current.epoch - 1 },
        { ...current, epoch: current.epoch + 1 },
        { ...current, owner: 'somebody else' },
      ])
        // oxlint-disable-next-line no-await-in-loop
        expect(await arm({ lease: { ...lease, untilMs: longMs * 2 } })).toEqual('LeaseLost');
      const elsewhere = Paper.armed(firstOf(mandate), { lane: 'another lane' });
      const both = [Paper.armed(firstOf(mandate)), elsewhere];
      expect(await clerk.add(mandate.id, both, { lease: current })).toEqual('LeaseLost');
      expect(right(await view.journal.read(mandate.id)())).toEqual([given(mandate)]);
      // What the holder believes of its time decides nothing.
      expect(await arm({ lease: { ...current, untilMs: 0 } })).toEqual('Added');
    }),
  );
};
