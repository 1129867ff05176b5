import { describe, expect, test } from '@jest/globals';
import { Leg, Quantity } from '@legwork/core';
import { right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { krakenPrimeRules } from '../../src/index.js';
import { configWith } from '../fixture/config.js';
import { settleBtc, settlement } from '../fixture/noun.js';
import { legSeen, markOf, quietMs, receipt, rules, sighting, trialOf } from '../fixture/trial.js';
import { attributes, wireLeg } from '../fixture/wire-batch.js';

const { judge } = rules;
const open = legSeen();
const settled = legSeen({ status: 'settled', can_settle: false });
const moving = legSeen({ status: 'in_progress', can_settle: false, latest_spot_transfer: { id: '1' } });
const part = legSeen({ status: 'partially_settled', latest_spot_transfer: { id: '1' } });
const failed = legSeen({ latest_spot_transfer: { id: '1', transfer_status: 'failed' } });
const quietLater = 10 + quietMs;

describe('an attempt of unknown outcome', () => {
  test('is void after a fence, a quiet period and an unchanged, eligible leg', () => {
    expect(judge(trialOf([sighting(open, 0), sighting(open, quietLater)]))).toEqual({ _tag: 'Void' });
  });

  test('is not void a millisecond earlier, and says when it could be', () => {
    expect(judge(trialOf([sighting(open, 0), sighting(open, quietLater - 1)]))).toMatchObject({
      _tag: 'Undecided',
      readAtMs: quietLater,
    });
  });

  test('is undecided before a fence, also if the leg shows as settled', () => {
    for (const seen of [open, settled, moving, part])
      expect(judge(trialOf([sighting(seen, 0)], { fence: O.none }))._tag).toBe('Undecided');
    expect(judge(trialOf([]))._tag).toBe('Undecided');
  });

  test.each([
    ['another transfer shows', failed],
    ['a transfer is in progress', moving],
    ['the leg is not eligible', legSeen({ can_settle: false })],
    ['the batch is not confirmed', legSeen({}, false)],
    ['the amount is another', legSeen({ amount: '1.4' })],
    ['the direction is another', legSeen({ direction: 'incoming', can_settle: false })],
    ['the status is unknown', legSeen({ status: 'reversed' })],
    ['the leg is not shown', { _tag: 'NothingSeen' } as const],
  ])('is not void if %s', (_, seen) => {
    expect(judge(trialOf([sighting(open, 0), sighting(seen, quietLater)]))._tag).toBe('Undecided');
  });

  test('is not void once a transfer was named, though the leg looks as before again', () => {
    const trial = trialOf([sighting(open, 0), sighting(moving, 50), sighting(open, 2 * quietLater)]);
    expect(judge(trial)._tag).toBe('Undecided');
  });

  test('is not void while a venue that shows no transfers says that one is in progress', () => {
    const silent = legSeen({ status: 'in_progress', can_settle: false });
    const trial = trialOf([sighting(silent, 0), sighting(open, quietLater)]);
    expect(trial.named).toBe(true);
    expect(judge(trial)._tag).toBe('Undecided');
  });

  test('is done when the leg is settled', () => {
    expect(judge(trialOf([sighting(settled, 0)]))).toEqual({ _tag: 'Done', settlement: 'B_Y7T2LPVX' });
  });

  test('is partly done when a part shows for the quiet period', () => {
    expect(judge(trialOf([sighting(part, 0)]))._tag).toBe('Undecided');
    expect(judge(trialOf([sighting(part, 0), sighting(part, quietLater)]))).toEqual({
      _tag: 'Partial',
      residual: O.none,
    });
  });

  test('that was for the rest of a leg is void if that rest is untouched', () => {
    const declared = krakenPrimeRules(configWith({ amountAfterPartial: 'remaining' }));
    const rest = { ...part, leg: { ...partLeg(), residual: O.some(right(Quantity.parse('0.9'))) } };
    const trial = trialOf([sighting(rest, 0), sighting(rest, quietLater)], {
      before: markOf(rest),
      named: false,
    });
    const instruction = settleBtc({ quantity: right(Quantity.parse('0.9')) });
    expect(declared.judge({ ...trial, instruction })).toEqual({ _tag: 'Void' });
    expect(declared.judge({ ...trial, instruction: settleBtc() })._tag).toBe('Undecided');
  });
});

const partLeg = (): Leg.Leg => {
  if (part._tag !== 'LegSeen') throw new Error('the sample is a leg');
  return part.leg;
};

describe('an attempt that was accepted', () => {
  const taken = { receipt: O.some(receipt()) };

  test('is done when the leg is settled', () => {
    expect(judge(trialOf([sighting(settled, 0)], { ...taken, fence: O.none }))._tag).toBe('Done');
  });

  test('is never void', () => {
    expect(judge(trialOf([sighting(open, 0), sighting(open, quietLater)], taken))._tag).toBe('Undecided');
  });

  test('has failed when another transfer shows and the leg stays open for the quiet period', () => {
    expect(judge(trialOf([sighting(failed, 0)], taken))._tag).toBe('Undecided');
    expect(judge(trialOf([sighting(failed, 0), sighting(failed, quietLater)], taken))._tag).toBe('Failed');
  });

  test('has failed when its receipt said so and the leg stays open for the quiet period', () => {
    const told = { receipt: O.some(receipt('Failed')) };
    expect(judge(trialOf([sighting(open, 0), sighting(open, quietLater - 1)], told))._tag).toBe('Undecided');
    expect(judge(trialOf([sighting(open, 0), sighting(open, quietLater)], told))._tag).toBe('Failed');
  });

  test('is partly done, or waits for a transfer in progress', () => {
    expect(judge(trialOf([sighting(part, 0), sighting(part, quietLater)], taken))._tag).toBe('Partial');
    expect(judge(trialOf([sighting(moving, 0), sighting(moving, quietLater)], taken))._tag).toBe('Undecided');
  });
});

describe('a contradiction', () => {
  const gone = { _tag: 'NothingSeen' } as const;
  const other = legSeen({ amount: '7' });

  test.each([
    ['a leg that is gone', gone],
    ['another amount on an open leg', other],
    ['another payer of an open leg', legSeen({ direction: 'incoming', can_settle: false })],
  ])('is %s, beyond the fence and for the quiet period', (_, seen) => {
    expect(judge(trialOf([sighting(seen, 0)]))._tag).toBe('Undecided');
    expect(judge(trialOf([sighting(seen, 0), sighting(seen, quietLater)]))._tag).toBe('Contradiction');
  });

  test('is not what was shown before the fence, even for long', () => {
    const early = sighting(gone, 0);
    const late = sighting(gone, quietLater);
    expect(judge(trialOf([early, late], { fence: O.some(late) }))._tag).toBe('Undecided');
  });

  test('is not what one late reading shows', () => {
    expect(judge(trialOf([sighting(open, 0), sighting(other, quietLater)]))._tag).toBe('Undecided');
  });
});

describe('a settlement with an oddity', () => {
  test('proves nothing void', () => {
    const odd = settlement({ legs: [wireLeg()], attributes: attributes({ trade_count: 7 }) }).legs[0];
    if (odd === undefined) throw new Error('the sample has a leg');
    const seen = { _tag: 'LegSeen', leg: odd, agreed: true } as const;
    expect(judge(trialOf([sighting(seen, 0), sighting(seen, quietLater)]))._tag).toBe('Undecided');
  });
});
