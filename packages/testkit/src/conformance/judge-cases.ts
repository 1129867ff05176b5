import { Leg, type Settlement, type Sighting, type Trial, type Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from './must.js';
import { doubled } from './other-instructions.js';
import { type Scene, always, preparedOf, sceneOf } from './scene.js';
import type { TestApi } from './test-api.js';
import { type UntouchedTrial, seenOf, untouchedTrial, yes } from './untouched-trial.js';
import type { VenueWorld } from './venue-world.js';
import type { Within } from './within.js';

/** What may be taken for proven about an attempt, and what may not. */
export const judgeCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'decides nothing without a reading (M4)',
    within(async (world) => {
      const { trial } = await caseOf(world);
      const verdict = world.venue.judge({ ...trial, fence: O.none, steady: O.none, last: O.none });
      expect(verdict._tag).toEqual('Undecided');
      if (verdict._tag !== 'Undecided') return;
      expect([verdict.known, verdict.wouldResolve].map((text) => text.length > 0)).toEqual([true, true]);
      expect(Number.isFinite(verdict.readAtMs)).toEqual(true);
    }),
  );

  test(
    'takes a call of which nothing shows for void, or decides nothing (M2, M4)',
    within(async (world) => {
      const { trial } = await caseOf(world);
      expect(tagBut(world.venue.judge(trial), 'Void')).toEqual('Undecided');
    }),
  );

  for (const [what, bend] of doubts)
    test(
      `takes no call for void ${what}`,
      within(async (world) => {
        const tried = await caseOf(world);
        expect(world.venue.judge(bend(tried))._tag === 'Void').toEqual(false);
      }),
    );

  test(
    'takes nothing for over while a transfer is under way',
    within(async (world) => {
      const tried = await caseOf(world);
      if (world.venue.capabilities.atomicity === 'Whole') return;
      const moving = showing(tried, (leg) => ({ ...leg, status: 'InProgress', actionableBy: [] }));
      const taken = { ...moving, receipt: O.some(yes(tried.settlement)) };
      expect([moving, taken].map((trial) => world.venue.judge(trial)._tag)).toEqual([
        'Undecided',
        'Undecided',
      ]);
    }),
  );

  test(
    'finds a leg settled in part exactly if its capabilities say so',
    within(async (world) => {
      const tried = await caseOf(world);
      const { atomicity, partials } = world.venue.capabilities;
      if (atomicity === 'Whole') {
        expect(partials).toEqual(false);
        return;
      }
      const part = showing(tried, (leg) => ({ ...leg, status: 'PartlySettled', actionableBy: ['Us'] }));
      expect(world.venue.judge(part)._tag === 'Partial').toEqual(partials);
    }),
  );

  test(
    'marks a thing otherwise once it was carried out (M2)',
    within(async (world) => {
      const scene = await sceneOf(world);
      const prepared = await preparedOf(world.venue, scene);
      right(await world.venue.send(prepared, always)());
      await world.rest();
      const after = right(await world.venue.observe(scene.subject, O.none)());
      const marks = [scene.seen, after].map((seen) => world.venue.snapshot(scene.instruction, seen));
      expect(new Set(marks).size).toEqual(2);
    }),
  );
};

interface Tried extends UntouchedTrial, Scene {
  readonly quietMs: number;
}

/** A call that was prepared, and of which nothing shows. */
const caseOf = async (world: VenueWorld): Promise<Tried> => {
  const scene = await sceneOf(world);
  const prepared = await preparedOf(world.venue, scene);
  world.venue.discard(prepared)();
  const { quietMs } = world.venue.capabilities;
  return { ...scene, ...untouchedTrial(world.venue, scene, prepared.body), quietMs };
};

/** What must keep a call from being taken for void. */
const doubts: ReadonlyArray<readonly [string, (tried: Tried) => Trial]> = [
  [
    'without a reading beyond the fence (M2 a)',
    ({ trial, last }) => ({
      ...trial,
      fence: O.none,
      steady: O.some({ ...last, askedAtMs: trial.endedAtMs }),
    }),
  ],
  [
    'on the reading that is the fence itself (M2 b)',
    ({ trial, fence }) => ({ ...trial, last: O.some(fence) }),
  ],
  [
    'a millisecond before the quiet period is over (M2 b)',
    ({ trial, fence, last, quietMs }) => ({
      ...trial,
      last: O.some({ ...last, askedAtMs: fence.answeredAtMs + quietMs - 1 }),
    }),
  ],
  [
    'if what it is about is no more as it was approved (M2 c)',
    ({ trial, last, instruction, settlement }) => ({
      ...trial,
      last: O.some({ ...last, seen: seenOf(instruction, enlarged(settlement)) }),
    }),
  ],
  ['if a change was seen before (M2 d)', ({ trial }) => ({ ...trial, named: true })],
  ['if a change shows (M2 d)', ({ trial, last }) => ({ ...trial, last: O.some(changed(last)), named: true })],
  ['that the venue took (M5)', ({ trial, settlement }) => ({ ...trial, receipt: O.some(yes(settlement)) })],
];

const enlarged = (settlement: Settlement.Settlement): Settlement.Settlement => ({
  ...settlement,
  legs: settlement.legs.map((leg) => ({
    ...leg,
    quantity: doubled(leg.quantity),
    residual: O.map(doubled)(leg.residual),
  })),
});

const changed = (sighting: Sighting): Sighting => ({ ...sighting, mark: Leg.mark('a mark of the suite') });

/** The same case, with all readings showing the leg changed. */
const showing = (tried: Tried, bend: (leg: Leg.Leg) => Leg.Leg): Trial => {
  const { trial, fence, last, instruction, settlement } = tried;
  const bent = seenOf(instruction, { ...settlement, legs: settlement.legs.map(bend) });
  const first = { ...changed(fence), seen: bent };
  const then = { ...changed(last), seen: bent };
  return { ...trial, fence: O.some(first), steady: O.some(first), last: O.some(then), named: true };
};

const tagBut = (verdict: Verdict, allowed: Verdict['_tag']): Verdict['_tag'] =>
  verdict._tag === allowed ? 'Undecided' : verdict._tag;
