import type { JournalRecord } from '@legwork/core';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { type Clerk, clerkOf } from './clerk.js';
import { firstOf, lane, mandateOf } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

/** Far beyond what a number holds exactly. */
const far = 10n ** 30n;

interface Call {
  readonly order: bigint;
  readonly fence: bigint;
  readonly reading: bigint;
  readonly on?: string;
}

/** Arms one attempt for a mandate of its own: `Added`, or the least reading that would have been enough. */
const call = async (clerk: Clerk, name: string, { order, fence, reading, on = lane }: Call) => {
  const mandate = await clerk.give(mandateOf(name));
  const lease = await clerk.take(on);
  const record = Paper.armed(firstOf(mandate), {
    lane: on,
    order: String(order),
    fence: String(fence),
    reading: String(reading),
  });
  const refusal = await clerk.refusal(mandate.id, [record], { lease });
  return {
    lease,
    answer: refusal === undefined ? 'Added' : 'least' in refusal ? refusal.least : refusal.why,
  };
};

const usual: Call = { order: far + 10n, fence: far + 20n, reading: far };

/** What is written after a call, and the least reading that the next one needs. */
const afterwards: ReadonlyArray<{ after: string; records: ReadonlyArray<JournalRecord>; least: bigint }> =
  (() => {
    const intent = firstOf(mandateOf('first'));
    const unknown = Paper.outcomeOf(intent, Paper.outcomes.Unknown);
    const accepted = Paper.outcomeOf(intent, Paper.outcomes.Accepted);
    const [beyondCall, beyondFence] = [usual.order + 1n, usual.fence];
    return [
      { after: 'nothing', records: [], least: beyondFence },
      { after: 'Unknown', records: [unknown], least: beyondFence },
      { after: 'Unknown, and parked', records: [unknown, Paper.parked(intent)], least: beyondFence },
      { after: 'Accepted', records: [accepted], least: beyondCall },
      {
        after: 'Rejected',
        records: [Paper.outcomeOf(intent, Paper.outcomes.RejectedAllowed)],
        least: beyondCall,
      },
      { after: 'Unknown, and void', records: [unknown, Paper.voided(intent)], least: beyondCall },
      {
        after: 'Unknown, and done',
        records: [unknown, Paper.ended(intent, Paper.endings.Done)],
        least: beyondCall,
      },
      {
        after: 'Unknown, and failed',
        records: [unknown, Paper.ended(intent, Paper.endings.Failed)],
        least: beyondCall,
      },
      // A person's word is no proof: the call may still be on its way.
      {
        after: 'Unknown, and adopted',
        records: [unknown, Paper.decided(intent, Paper.decisions.Adopted)],
        least: beyondFence,
      },
      {
        after: 'Unknown, and declared void',
        records: [unknown, Paper.decided(intent, Paper.decisions.DeclaredVoid)],
        least: beyondFence,
      },
    ];
  })();

/** What one call of a lane means for the next one, over all mandates (X2, M6). */
export const laneCases = ({ test, expect }: TestApi, within: Within): void => {
  for (const { after, records, least } of afterwards)
    test(
      `arms the next call of a lane on no reading from before the least that is named, after: ${after} (X2)`,
      within(async (view) => {
        const clerk = clerkOf(view);
        const first = await call(clerk, 'first', usual);
        expect(first.answer).toEqual('Added');
        for (const record of records)
          // oxlint-disable-next-line no-await-in-loop
          expect(await clerk.add(mandateOf('first').id, [record])).toEqual('Added');
        right(await view.journal.release(first.lease)());
        const late = { order: far * 2n, fence: far * 2n + 1n };
        const early = await call(clerk, 'early', { ...late, reading: least - 1n });
        expect(early.answer).toEqual(least);
        right(await view.journal.release(early.lease)());
        const elsewhere = { ...late, reading: 0n, on: 'paper key 2' };
        expect((await call(clerk, 'elsewhere', elsewhere)).answer).toEqual('Added');
        expect((await call(clerk, 'enough', { ...late, reading: least })).answer).toEqual('Added');
      }),
    );

  test(
    'needs a reading beyond the greatest fence of all calls that may be on their way (X2)',
    within(async (view) => {
      const clerk = clerkOf(view);
      const answers: Array<unknown> = [];
      for (const [name, order, fence, reading] of [
        ['a', 10n, 90n, 9n],
        ['b', 91n, 95n, 90n],
        ['c', 96n, 97n, 95n],
        ['d', 98n, 99n, 96n],
      ] as const) {
        // oxlint-disable-next-line no-await-in-loop
        const { lease, answer } = await call(clerk, name, { order, fence, reading });
        answers.push(answer);
        // oxlint-disable-next-line no-await-in-loop
        right(await view.journal.release(lease)());
      }
      expect(answers).toEqual(['Added', 'Added', 'Added', 97n]);
    }),
  );

  test(
    'forgets no fence of a call that a person declared void when the next one has gone out (X2)',
    within(async (view) => {
      const clerk = clerkOf(view);
      const after = async (name: string, records: ReadonlyArray<JournalRecord>, to: Call) => {
        const { lease, answer } = await call(clerk, name, to);
        right(await view.journal.release(lease)());
        for (const record of records)
          // oxlint-disable-next-line no-await-in-loop
          expect(await clerk.add(mandateOf(name).id, [record])).toEqual('Added');
        return answer;
      };
      const [first, second] = [firstOf(mandateOf('a')), firstOf(mandateOf('b'))];
      const unknown = Paper.outcomeOf(first, Paper.outcomes.Unknown);
      const word = Paper.decided(first, Paper.decisions.DeclaredVoid);
      const rejected = Paper.outcomeOf(second, Paper.outcomes.RejectedAllowed);
      expect([
        await after('a', [unknown, word], { order: 10n, fence: 90n, reading: 9n }),
        await after('b', [rejected], { order: 20n, fence: 21n, reading: 90n }),
        await after('c', [], { order: 30n, fence: 31n, reading: 89n }),
      ]).toEqual(['Added', 'Added', 90n]);
    }),
  );
};
