import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type Gates,
  type GovernorError,
  type LaneError,
  type NonceLane,
  type RateGovernor,
  passGovernor,
  takeTurn,
} from '../src/index.js';

/** Gates that let through, or say why not; what they were asked, in order. */
const gates = (
  governor: O.Option<E.Either<GovernorError, void>>,
  lane: E.Either<LaneError, bigint>,
): { readonly gates: Gates; readonly asked: ReadonlyArray<string> } => {
  const asked: Array<string> = [];
  const laneOf: NonceLane = {
    enter: (least) => async () => {
      asked.push(`lane ${least ?? 'any'}`);
      return E.map((nonce: bigint) => ({ nonce }))(lane);
    },
    valid: () => true,
    leave: () => undefined,
    reset: () => undefined,
  };
  const governorOf = (answer: E.Either<GovernorError, void>): RateGovernor => ({
    pass: () => async () => {
      asked.push('governor');
      return answer;
    },
    pauseFor: () => undefined,
  });
  return { gates: { lane: laneOf, governor: O.map(governorOf)(governor) }, asked };
};
const open = E.right(undefined);

describe('a turn', () => {
  test('is taken after the governor has let us pass, at the order that was asked for', async () => {
    const through = gates(O.some(open), E.right(9n));
    expect(await takeTurn(through.gates, O.some(9n))()).toEqual(E.right({ nonce: 9n }));
    expect(await takeTurn(through.gates, O.none)()).toEqual(E.right({ nonce: 9n }));
    expect(through.asked).toEqual(['governor', 'lane 9', 'governor', 'lane any']);
  });

  test('is not asked for where the governor refuses', async () => {
    const shut = gates(O.some(E.left({ _tag: 'CostTooGreat', costMax: 1 })), E.right(9n));
    expect(await takeTurn(shut.gates, O.none)()).toMatchObject({ left: { lasts: 'Lasting' } });
    expect(await passGovernor(shut.gates)()).toMatchObject({ left: { lasts: 'Lasting' } });
    expect(shut.asked).toEqual(['governor', 'governor']);
  });

  test.each<[LaneError, 'Passing' | 'Lasting']>([
    [{ _tag: 'LanePoisoned', detail: '' }, 'Lasting'],
    [{ _tag: 'NoncesExhausted', detail: '' }, 'Lasting'],
    [{ _tag: 'LaneLockedOut', leftMs: 1 }, 'Passing'],
    [{ _tag: 'LaneWaitTooLong', waitMs: 1 }, 'Passing'],
    [{ _tag: 'LaneTooManyWaiting', waitingMax: 1 }, 'Passing'],
    [{ _tag: 'LaneEntryWithdrawn' }, 'Passing'],
    [{ _tag: 'LaneHeldElsewhere', waitMs: 1 }, 'Passing'],
    [{ _tag: 'LaneTenureFailed', detail: '' }, 'Passing'],
    [{ _tag: 'NonceFloorFailed', detail: '' }, 'Passing'],
  ])('that the lane does not give, for %j, may be had later or needs a person', async (error, lasts) => {
    const turn = await takeTurn(gates(O.none, E.left(error)).gates, O.none)();
    expect(turn).toMatchObject({ left: { lasts } });
    // Only what lasts asks a person to do something.
    expect(E.isLeft(turn) && turn.left.why.includes('somebody has to')).toBe(lasts === 'Lasting');
  });

  test('needs no governor', async () => {
    const bare = gates(O.none, E.right(1n));
    expect(await passGovernor(bare.gates)()).toEqual(open);
    expect(await takeTurn(bare.gates, O.none)()).toEqual(E.right({ nonce: 1n }));
  });
});
