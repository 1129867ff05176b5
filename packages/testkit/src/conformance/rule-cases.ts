import {
  type JournalRecord,
  Plan,
  type SettlementVenue,
  type Trial,
  RecordCodec,
  mandateId,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from './must.js';
import { type Scene, mandateOf, sceneOf } from './scene.js';
import type { TestApi } from './test-api.js';
import type { Within } from './within.js';

const waived = { _tag: 'Waived', by: 'conformance', reason: 'the venue is a double' } as const;

/** What the pure half promises. */
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
    'finds that what it offers now fits what it was read from',
    within(async (world) => {
      const { seen, offers } = await sceneOf(world);
      const now = offers.filter(({ waitsFor }) => O.isNone(waitsFor));
      const fits = now.map(({ instruction }) => world.venue.fit(instruction, seen)._tag);
      expect(fits).toEqual(now.map(() => 'Fits'));
    }),
  );

  test(
    'names what an instruction may change, always alike, and no two alike',
    within(async (world) => {
      const { offers } = await sceneOf(world);
      const names = (): ReadonlyArray<string> =>
        offers.map(({ instruction }) => world.venue.exclusion(instruction).name);
      expect(names()).toEqual(names());
      expect(new Set(names()).size).toEqual(offers.length);
    }),
  );

  test(
    'puts the fence behind the call',
    within(async ({ venue }) => {
      const orders = [0n, 1n, 1_000_000n, 2n ** 53n - 1n];
      expect(orders.filter((order) => venue.fence(order) <= order)).toEqual([]);
    }),
  );

  test(
    'decides nothing without a reading (M4)',
    within(async (world) => {
      const scene = await sceneOf(world);
      const verdict = world.venue.judge(emptyTrial(world.venue, scene));
      expect(verdict._tag).toEqual('Undecided');
      if (verdict._tag !== 'Undecided') return;
      expect([verdict.known, verdict.wouldResolve].map((text) => text.length > 0)).toEqual([true, true]);
      expect(Number.isFinite(verdict.readAtMs)).toEqual(true);
    }),
  );

  test(
    'offers instructions that a journal keeps as they are',
    within(async ({ venue, ...world }) => {
      const { subject, offers } = await sceneOf({ venue, ...world });
      const instructions = offers.map(({ instruction }) => instruction);
      const id = right(mandateId('conformance'));
      const mandate = mandateOf(venue, id, subject, instructions);
      const record: JournalRecord = { _tag: 'MandateGiven', atMs: 1, mandate };
      expect(right(RecordCodec.decode(RecordCodec.encode(record)))).toEqual(record);
    }),
  );
};

/** The case of an attempt of which nothing is known but that it was sent. */
const emptyTrial = (venue: SettlementVenue, { instruction, seen }: Scene): Trial => ({
  instruction,
  order: seen.order + 1n,
  body: '',
  before: venue.snapshot(instruction, seen),
  receipt: O.none,
  endedAtMs: seen.answeredAtMs,
  fence: O.none,
  steady: O.none,
  last: O.none,
  named: false,
});
