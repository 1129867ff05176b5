import type { Exclusion, JournalRecord } from '@legwork/core';
import type { TestApi } from '../conformance/test-api.js';
import { type Clerk, clerkOf } from './clerk.js';
import { firstOf, mandateOf } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

const once: Exclusion = { name: 'settle S1 L1', once: true };
const often: Exclusion = { name: 'create spot', once: false };

type After = (intent: ReturnType<typeof firstOf>) => ReadonlyArray<JournalRecord>;

const outcome =
  (of: keyof typeof Paper.outcomes): After =>
  (intent) => [Paper.outcomeOf(intent, Paper.outcomes[of])];

/** What is written after an attempt was armed, and what another mandate hears that wants the same, once or as often as it likes. */
const afterwards: ReadonlyArray<{ after: string; records: After; once: string; often: string }> = [
  { after: 'nothing', records: () => [], once: 'ExclusionHeld', often: 'ExclusionHeld' },
  { after: 'Unknown', records: outcome('Unknown'), once: 'ExclusionHeld', often: 'ExclusionHeld' },
  { after: 'Accepted', records: outcome('Accepted'), once: 'ExclusionHeld', often: 'ExclusionHeld' },
  {
    after: 'Unknown, and a person is asked',
    records: (intent) => [...outcome('Unknown')(intent), Paper.changed(intent), Paper.parked(intent)],
    once: 'ExclusionHeld',
    often: 'ExclusionHeld',
  },
  { after: 'NotSent', records: outcome('NotSent'), once: 'Added', often: 'Added' },
  { after: 'Rejected', records: outcome('RejectedAllowed'), once: 'Added', often: 'Added' },
  {
    after: 'Unknown, and void',
    records: (intent) => [...outcome('Unknown')(intent), Paper.voided(intent)],
    once: 'Added',
    often: 'Added',
  },
  {
    after: 'Unknown, and declared void',
    records: (intent) => [...outcome('Unknown')(intent), Paper.decided(intent, Paper.decisions.DeclaredVoid)],
    once: 'Added',
    often: 'Added',
  },
  {
    after: 'Accepted, and done',
    records: (intent) => [...outcome('Accepted')(intent), Paper.ended(intent, Paper.endings.Done)],
    once: 'ExclusionHeld',
    often: 'Added',
  },
  {
    after: 'Unknown, and adopted',
    records: (intent) => [...outcome('Unknown')(intent), Paper.decided(intent, Paper.decisions.Adopted)],
    once: 'ExclusionHeld',
    often: 'Added',
  },
  ...(['PartlyDone', 'Failed'] as const).map((ending) => ({
    after: `Accepted, and ${ending}`,
    records: ((intent) => [
      ...outcome('Accepted')(intent),
      Paper.ended(intent, Paper.endings[ending]),
    ]) satisfies After,
    once: 'Added',
    often: 'Added',
  })),
];

const attemptBy = async (clerk: Clerk, name: string, exclusion: Exclusion, records: After) => {
  const mandate = await clerk.give(mandateOf(name));
  const intent = firstOf(mandate);
  const lease = await clerk.take(name);
  const added = await clerk.add(mandate.id, [Paper.armed(intent, { lane: name, exclusion })], { lease });
  for (const record of records(intent))
    if ((await clerk.add(mandate.id, [record])) !== 'Added') return 'the story does not go on';
  return added;
};

/** What is allowed to one attempt at a time, or to one ever (M1, M9). */
export const exclusionCases = ({ test, expect }: TestApi, within: Within): void => {
  for (const { after, records, ...answers } of afterwards)
    for (const exclusion of [once, often])
      test(
        `lets another mandate do what is done ${exclusion.once ? 'once' : 'often'} or not, after: ${after} (M1, M9)`,
        within(async (view) => {
          const clerk = clerkOf(view);
          expect(await attemptBy(clerk, 'first', exclusion, records)).toEqual('Added');
          const second = await attemptBy(clerk, 'second', exclusion, () => []);
          expect(second).toEqual(exclusion.once ? answers.once : answers.often);
          expect(await attemptBy(clerk, 'third', { name: 'other', once: true }, () => [])).toEqual('Added');
        }),
      );

  test(
    'frees only what is armed for the intent itself',
    within(async (view) => {
      const clerk = clerkOf(view);
      expect(await attemptBy(clerk, 'holder', once, outcome('Unknown'))).toEqual('Added');
      const other = await attemptBy(clerk, 'other', { name: 'else', once: true }, outcome('NotSent'));
      expect(other).toEqual('Added');
      expect(await attemptBy(clerk, 'third', once, () => [])).toEqual('ExclusionHeld');
      expect(await attemptBy(clerk, 'fourth', { name: 'else', once: true }, () => [])).toEqual('Added');
    }),
  );
};
