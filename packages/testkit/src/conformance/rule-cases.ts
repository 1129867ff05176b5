import { type JournalRecord, Plan, RecordCodec, mandateId, settlementId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from './must.js';
import { otherInstructions } from './other-instructions.js';
import { mandateOf, sceneOf } from './scene.js';
import type { TestApi } from './test-api.js';
import type { Within } from './within.js';

const waived = { _tag: 'Waived', by: 'conformance', reason: 'the venue is a double' } as const;

/** What the pure half promises about what may be asked, what it changes, and where it stands. */
export const ruleCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'plans what is allowed and nothing else',
    within(async (world) => {
      const { settlement, offers } = await sceneOf(world);
      const plan = right(Plan.settling(world.venue, world.digest)(settlement, waived));
      expect(plan.instructions).toEqual(offers.map(({ instruction }) => instruction));
    }),
  );

  test(
    'allows nothing on a settlement that is odd (N4)',
    within(async (world) => {
      const { settlement } = await sceneOf(world);
      const oddities = [{ at: settlement.id, what: 'the suite calls it odd' }];
      expect(world.venue.allowed({ ...settlement, oddities })).toEqual([]);
    }),
  );

  test(
    'names what an instruction may change, always alike, and no two alike (M1)',
    within(async (world) => {
      const { offers } = await sceneOf(world);
      const names = (): ReadonlyArray<string> =>
        offers.map(({ instruction }) => world.venue.exclusion(instruction).name);
      expect(names()).toEqual(names());
      expect(new Set(names()).size).toEqual(offers.length);
    }),
  );

  test(
    'names the same thing alike, however much of it is asked for (M1)',
    within(async (world) => {
      const { offers } = await sceneOf(world);
      const name = world.venue.exclusion;
      const unlike = offers.flatMap(({ instruction }) =>
        otherInstructions(instruction).filter(
          ({ what, instruction: other }) =>
            what === 'another quantity' && name(other).name !== name(instruction).name,
        ),
      );
      expect(unlike).toEqual([]);
    }),
  );

  test(
    'names the same leg of another settlement otherwise',
    within(async (world) => {
      const { instruction } = await sceneOf(world);
      if (instruction._tag === 'CreateSettlement') return;
      const settlement = right(settlementId('another-settlement'));
      const names = [instruction, { ...instruction, settlement }].map(
        (one) => world.venue.exclusion(one).name,
      );
      expect(new Set(names).size).toEqual(2);
    }),
  );

  test(
    'lets what moves money be done once (M9)',
    within(async (world) => {
      const { offers } = await sceneOf(world);
      const once = offers.map(({ instruction }) => world.venue.exclusion(instruction).once);
      expect(once).toEqual(offers.map(() => true));
    }),
  );

  test(
    'puts the fence behind the call, and further for a later one',
    within(async ({ venue }) => {
      const orders = [0n, 1n, 1_000_000n, 2n ** 53n - 1n];
      const fences = orders.map(venue.fence);
      expect(orders.filter((order) => venue.fence(order) <= order)).toEqual([]);
      expect(fences.filter((fence, at) => at > 0 && fence <= (fences[at - 1] ?? 0n))).toEqual([]);
    }),
  );

  test(
    'offers instructions that a journal keeps as they are (D5)',
    within(async ({ venue, ...world }) => {
      const { subject, offers } = await sceneOf({ venue, ...world });
      const instructions = offers.map(({ instruction }) => instruction);
      const id = right(mandateId('conformance'));
      const mandate = mandateOf(venue, id, subject, instructions);
      const record: JournalRecord = { _tag: 'MandateGiven', atMs: 1, mandate };
      expect(right(RecordCodec.decode(RecordCodec.encode(record)))).toEqual(record);
    }),
  );

  test(
    'says in a sentence what an offer waits for',
    within(async (world) => {
      const { offers } = await sceneOf(world);
      const waits = offers.flatMap(({ waitsFor }) => (O.isSome(waitsFor) ? [waitsFor.value] : []));
      expect(waits.filter((text) => text.trim() === '')).toEqual([]);
    }),
  );
};
