import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { clerkOf, longMs } from './clerk.js';
import type { JournalWorld, OpenJournal } from './journal-world.js';
import { account, firstOf, given, lane, mandateOf, place, venue } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

type Reopen = (view: OpenJournal, world: JournalWorld) => Promise<OpenJournal>;

/** The ways in which a process can part from its journal. */
const partings: ReadonlyArray<readonly [string, Reopen]> = [
  [
    'was closed',
    async (view, world) => {
      await view.close();
      return world.open();
    },
  ],
  [
    'was open when its process died',
    async (view, world) => {
      if (O.isSome(world.crash)) await world.crash.value();
      return world.open();
    },
  ],
];

/** Everything that a journal answers, as it stands. */
const everything = async ({ journal }: OpenJournal) => ({
  records: right(await journal.read(mandateOf('M').id)()),
  committed: right(await journal.committed(venue, account, 0)()),
  halted: right(await journal.halted(place)()),
  orders: right(await journal.orders()),
  all: right(await journal.mandates({ open: false, after: O.none, limit: 100 })()),
  open: right(await journal.mandates({ open: true, after: O.none, limit: 100 })()),
});

/** What was answered once is true for ever (D1, D2). */
export const durableCases = ({ test, expect }: TestApi, within: Within): void => {
  for (const [parting, reopen] of partings) {
    test(
      `knows everything again that it had answered, when it ${parting} (D1)`,
      within(async (view, world) => {
        const clerk = clerkOf(view);
        const mandate = await clerk.give(mandateOf('M'));
        await clerk.give(mandateOf('done'));
        const lease = await clerk.take();
        await clerk.carryOut(mandateOf('done'), lease, 7);
        const reading = { reading: '11', order: '12', fence: '20' };
        expect(await clerk.add(mandate.id, [Paper.armed(firstOf(mandate), reading)], { lease })).toEqual(
          'Added',
        );
        const order = {
          _tag: 'Halt',
          scope: { _tag: 'Lane', lane },
          atMs: 1,
          by: 'ann',
          why: 'a doubt',
        } as const;
        right(await view.journal.order(order)());
        expect(await clerk.add(mandate.id, [Paper.halted()])).toEqual('Added');
        const before = await everything(view);
        expect(before.records.length).toEqual(3);
        expect(await everything(await reopen(view, world))).toEqual(before);
      }),
    );

    test(
      `lets nobody do what was begun, when it ${parting} (M1, X2, X3)`,
      within(async (view, world) => {
        const clerk = clerkOf(view);
        const mandate = await clerk.give(mandateOf('M'));
        const lease = await clerk.take();
        const exclusion = { name: 'held', once: true };
        expect(
          await clerk.add(mandate.id, [Paper.armed(firstOf(mandate), { exclusion })], { lease }),
        ).toEqual('Added');
        const again = await reopen(view, world);
        const after = clerkOf(again);
        expect(right(await again.journal.acquire(lane, 'somebody', longMs)())).toEqual(O.none);
        const other = await after.give(mandateOf('other'));
        const arm = (changes: Parameters<typeof Paper.armed>[1]) =>
          after.add(other.id, [Paper.armed(firstOf(other), { order: '20', fence: '21', ...changes })], {
            lease,
          });
        expect(await arm({ exclusion })).toEqual('ExclusionHeld');
        expect(await arm({ reading: '10' })).toEqual('LaneHeld');
        // The very same lease still holds: it is the journal's word, not the process'.
        expect(await arm({ reading: '11' })).toEqual('Added');
      }),
    );

    test(
      `gives no number, name or epoch a second time, when it ${parting} (X1, S4)`,
      within(async (view, world) => {
        right(await view.journal.reserve(lane, 100n, 10n)());
        right(await view.journal.claim('nonces', ['a'], 'M/1')());
        const lease = await clerkOf(view).take();
        right(await view.journal.release(lease)());
        const { journal } = await reopen(view, world);
        expect(right(await journal.reserve(lane, 0n, 1n)())).toEqual(110n);
        expect(right(await journal.claim('nonces', ['a'], 'M/2')())).toEqual(
          O.some({ name: 'a', use: 'M/1' }),
        );
        const next = await clerkOf({ journal }).take();
        expect(next.epoch > lease.epoch).toEqual(true);
      }),
    );

    test(
      `goes on from what it had, when it ${parting}`,
      within(async (view, world) => {
        const mandate = await clerkOf(view).give(mandateOf('M'));
        let current = view;
        const records = [given(mandate), Paper.halted('1'), Paper.halted('2'), Paper.halted('3')];
        for (const record of records.slice(1)) {
          // oxlint-disable-next-line no-await-in-loop
          current = await reopen(current, world);
          // oxlint-disable-next-line no-await-in-loop
          expect(await clerkOf(current).add(mandate.id, [record])).toEqual('Added');
        }
        expect(right(await current.journal.read(mandate.id)())).toEqual(records);
      }),
    );
  }
};
