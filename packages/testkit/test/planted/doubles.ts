import * as O from 'fp-ts/lib/Option.js';
import { type Planted, double } from './planted.js';

const outcome = 'says that the outcome is unknown when the reply is lost, and sends nothing again';
const lostBefore = `${outcome}: BeforeEffect (M3, M4)`;
const lostAfter = `${outcome}: AfterEffect (M3, M4)`;
const wasAYes = 'finds out that a lost reply was a yes, and sends nothing twice (M2)';

/** A world in which no fault strikes, whatever it says of it. */
const harmless = (caughtBy: string, said: number): Planted =>
  double(`strikes with nothing, and says that it did so ${said} times`, caughtBy, (world) => {
    let lost = 0;
    return {
      ...world,
      loseNext: async () => {
        lost += said;
      },
      lost: async () => lost,
    };
  });

/** Doubles that try nothing, or tell of what was not: the suite must not take their silence for an answer. */
export const doubles: ReadonlyArray<Planted> = [
  harmless(wasAYes, 0),
  harmless('does it once after a lost request, or leaves it to a person (M2, L1)', 0),
  harmless('opens a settlement at most once, with this reply lost: AfterEffect (H6)', 0),
  harmless('opens a settlement at most once, with this reply lost: BeforeEffect (H6)', 0),
  harmless('writes no secret into a journal or a report (S7)', 0),
  harmless(lostBefore, 1),
  double('strikes twice', wasAYes, (world) => ({
    ...world,
    loseNext: async (where) => {
      await world.loseNext(where);
      await world.loseNext(where);
    },
    lost: async () => 2 * (await world.lost()),
  })),
  double('loses the request where the reply was to be lost', lostAfter, (world) => ({
    ...world,
    loseNext: () => world.loseNext('BeforeEffect'),
  })),
  double('loses the reply where the request was to be lost', lostBefore, (world) => ({
    ...world,
    loseNext: () => world.loseNext('AfterEffect'),
  })),
  double(
    'says no word that nobody knows',
    'reads a word that nobody knows, and allows nothing on it',
    (world) => ({ ...world, bewilder: async () => undefined }),
  ),
  double(
    'does not know how to open, where the venue does',
    'can be opened by us exactly if its capabilities say so',
    (world) => ({ ...world, opening: O.none }),
  ),
];
