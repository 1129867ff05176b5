import { expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as Report from '../../src/engine/report.js';
import { create } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { right } from '../fixture/must.js';
import { mandateId, settlement } from '../fixture/noun.js';
import type { Fate } from '../fixture/paper-venue.js';

const run = async (it: ReturnType<typeof desk>, id = 'C') => {
  const { approve, limits, policy } = request();
  return create(it.ports)({
    id: mandateId(id),
    approve,
    limits,
    policy,
    scope: 'spot',
    trades: O.none,
    terms: [],
  })();
};

/** A venue without a settlement, where a creation that arrives makes one. */
const emptyDesk = (fate: Fate) => {
  const it = desk();
  it.venue.books.settlements = [];
  it.venue.fates.push(fate);
  const { send } = it.venue;
  const creating: typeof send = (prepared, permit) => async () => {
    const done = await send(prepared, permit)();
    if (it.venue.moves.has('spot')) it.venue.books.settlements = [settlement()];
    return done;
  };
  return { ...it, ports: { ...it.ports, venue: { ...it.venue, send: creating } } };
};

test.each<[Fate, number]>([
  ['Done', 1],
  ['ReplyLost', 1],
  ['RequestLost', 2],
  ['NotSent', 1],
])('a creation that is %s is asked for %d times, and happens once (H6)', async (fate, bodies) => {
  const it = emptyDesk(fate);
  const report = right(await run(it));
  expect(Report.settlementOf(report)).toStrictEqual(O.some('S1'));
  expect(it.venue.moves.get('spot')).toBe(1);
  expect(it.venue.bodies).toHaveLength(bodies);
  expect(it.leases.size).toBe(0);
});

test('when one is open already, nothing is asked for', async () => {
  const it = desk();
  const report = right(await run(it));
  expect(report.lines[0]?.standing).toMatchObject({ ending: { _tag: 'NotDone', because: 'NotNeeded' } });
  expect(it.venue.bodies).toStrictEqual([]);
  expect(Report.settlementOf(report)).toStrictEqual(O.none);
});
