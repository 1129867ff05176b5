import type { TestApi } from './test-api.js';
import type { LostReply, VenueWorld } from './venue-world.js';

/**
 * Does something while the reply to the next instruction is lost. A world that lost nothing, or more than that one, fails the
 * test: what it would have shown was not tried.
 */
export const losing = async <A>(
  { expect }: Pick<TestApi, 'expect'>,
  world: VenueWorld,
  where: LostReply,
  act: () => Promise<A>,
): Promise<A> => {
  const before = await world.lost();
  await world.loseNext(where);
  const result = await act();
  expect({ repliesLost: (await world.lost()) - before }).toEqual({ repliesLost: 1 });
  return result;
};
