import { type Committed, type Mandate, accountId, venueId } from '@legwork/core';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { type Clerk, clerkOf } from './clerk.js';
import type { OpenJournal } from './journal-world.js';
import { account, affirm, firstOf, given, mandateOf, settleLeg, venue } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

const committed = async ({ journal }: OpenJournal, sinceMs: number): Promise<Committed> =>
  right(await journal.committed(venue, account, sinceMs)());

/** What is committed, in short, sorted. */
const sumsOf = async (view: OpenJournal, sinceMs = 0): Promise<ReadonlyArray<string>> =>
  (await committed(view, sinceMs)).commitments
    .map(({ intent, asset, receiver, quantity }) => `${intent} ${quantity} ${asset} to ${receiver}`)
    .toSorted();

/** Mandates that ended at an instant, one for each way to end. */
const endedAt = async (clerk: Clerk, atMs: number): Promise<void> => {
  const story = async (name: string, last: Parameters<Clerk['add']>[1]) => {
    const mandate = await clerk.give(mandateOf(name));
    const intent = firstOf(mandate);
    const lease = await clerk.take(name);
    await clerk.add(mandate.id, [Paper.armed(intent, { lane: name })], { lease });
    return clerk.add(mandate.id, last);
  };
  const unknown = (name: string) => Paper.outcomeOf(firstOf(mandateOf(name)), Paper.outcomes.Unknown);
  const end = (name: string, ending: keyof typeof Paper.endings) =>
    Paper.ended(firstOf(mandateOf(name)), Paper.endings[ending], atMs);
  await story('done', [unknown('done'), end('done', 'Done')]);
  await story('partly', [unknown('partly'), end('partly', 'PartlyDone')]);
  await story('failed', [unknown('failed'), end('failed', 'Failed')]);
  await story('adopted', [
    unknown('adopted'),
    Paper.decided(firstOf(mandateOf('adopted')), Paper.decisions.Adopted, atMs),
  ]);
  const refused = firstOf(mandateOf('refused'));
  await story('refused', [
    Paper.outcomeOf(refused, Paper.outcomes.RejectedPointless),
    Paper.ended(refused, Paper.endings.NotDone, atMs),
  ]);
};

const ofOne = (name: string): string => `${name}/1 1.5 BTC to house`;

/** What limits are checked against (M10). */
export const limitCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'counts what was approved and is not over, with what may be charged on top of it (M10)',
    within(async (view) => {
      const clerk = clerkOf(view);
      expect(await sumsOf(view)).toEqual([]);
      await clerk.give(mandateOf('legs', [settleLeg('L1', '1.5'), settleLeg('L2', '0.25')]));
      await clerk.give(mandateOf('affirmed', [affirm('2', '0.001')]));
      const open = ['affirmed/1 2.001 BTC to house', 'legs/1 1.5 BTC to house', 'legs/2 0.25 BTC to house'];
      expect(await sumsOf(view)).toEqual(open);
      // What is open counts whenever it was approved.
      expect(await sumsOf(view, Number.MAX_SAFE_INTEGER)).toEqual(open);
    }),
  );

  test(
    'counts what was over at an instant or later, but for what was not done (M10)',
    within(async (view) => {
      await endedAt(clerkOf(view), 1_700_000_000_000);
      const over = ['adopted', 'done', 'failed', 'partly'].map(ofOne);
      expect(await sumsOf(view, 0)).toEqual(over);
      expect(await sumsOf(view, 1_700_000_000_000)).toEqual(over);
      expect(await sumsOf(view, 1_700_000_000_001)).toEqual([]);
    }),
  );

  test(
    'tells the ends of different days apart, in the order of time',
    within(async (view) => {
      const clerk = clerkOf(view);
      const instants = [9, 10, 99, 100, 1_700_000_000_000, 9_000_000_000_000];
      const lease = await clerk.take();
      for (const atMs of instants) {
        // oxlint-disable-next-line no-await-in-loop
        const mandate = await clerk.give(mandateOf(`at-${atMs}`));
        // oxlint-disable-next-line no-await-in-loop
        await clerk.carryOut(mandate, lease, atMs);
      }
      const counts = await Promise.all(
        instants.flatMap((atMs) => [atMs, atMs + 1]).map(async (atMs) => (await sumsOf(view, atMs)).length),
      );
      expect(counts).toEqual([6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0]);
    }),
  );

  test(
    'counts what was withdrawn no more, and what was declared void in full (M10)',
    within(async (view) => {
      const clerk = clerkOf(view);
      const [taken, void1] = [await clerk.give(mandateOf('taken')), await clerk.give(mandateOf('void'))];
      expect(await clerk.add(taken.id, [Paper.decided(firstOf(taken), Paper.decisions.Withdrawn)])).toEqual(
        'Added',
      );
      const lease = await clerk.take();
      expect(await clerk.add(void1.id, [Paper.armed(firstOf(void1))], { lease })).toEqual('Added');
      const unknown = Paper.outcomeOf(firstOf(void1), Paper.outcomes.Unknown);
      const word = Paper.decided(firstOf(void1), Paper.decisions.DeclaredVoid);
      expect(await clerk.add(void1.id, [unknown, word])).toEqual('Added');
      expect(await sumsOf(view)).toEqual([ofOne('void')]);
    }),
  );

  test(
    'keeps the accounts apart',
    within(async (view) => {
      const clerk = clerkOf(view);
      const [to, at] = [right(accountId('desk2')), right(venueId('paper2'))];
      const before = await committed(view, 0);
      await clerk.give(mandateOf('a', undefined, { account: to }));
      await clerk.give(mandateOf('b', undefined, { venue: at }));
      expect(await committed(view, 0)).toEqual(before);
      const theirs = right(await view.journal.committed(at, account, 0)());
      expect(theirs.commitments.map(({ intent }) => intent)).toEqual([firstOf(mandateOf('b'))]);
    }),
  );

  test(
    'gives no mandate whose limits were checked against what has changed since (M10)',
    within(async (view) => {
      const clerk = clerkOf(view);
      const give = (mandate: Mandate.Mandate, limitsAsOf: number) =>
        clerk.add(mandate.id, [given(mandate)], { limitsAsOf });
      const { version } = await committed(view, 0);
      expect(await give(mandateOf('first'), version)).toEqual('Added');
      expect(await give(mandateOf('second'), version)).toEqual('LimitsChanged');
      expect(right(await view.journal.read(mandateOf('second').id)())).toEqual([]);
      const after = await committed(view, 0);
      expect(after.version === version).toEqual(false);
      expect(await give(mandateOf('second'), after.version)).toEqual('Added');
      // What another account does changes nothing.
      const last = await committed(view, 0);
      await clerk.give(mandateOf('theirs', undefined, { account: right(accountId('theirs')) }));
      expect(await give(mandateOf('third'), last.version)).toEqual('Added');
    }),
  );
};
