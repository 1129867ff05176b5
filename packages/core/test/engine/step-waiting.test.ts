import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../../src/engine/ledger.js';
import * as State from '../../src/engine/state.js';
import { given, mandateOf, outcomes } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';
import { cashLeg, leg, legId, settleLeg } from '../fixture/noun.js';
import { engineOf, tell, tellFrom, upToSend, wanted } from '../fixture/story.js';

const legs = [leg(), leg({ id: legId('L2') })];

describe('a venue that shows less than before (D13)', () => {
  const settledThenOpen = (times: number) => {
    const both = mandateOf([settleLeg({ leg: legId('L2') })]);
    const story = tell(both);
    story.written();
    story.shows([leg({ status: 'Settled' }), leg({ id: legId('L2'), status: 'InProgress' })]);
    for (let count = 0; count < times; count += 1) {
      expect(story.toNext()._tag).toBe('Read');
      story.shows(legs);
    }
    return story;
  };

  test('is not acted on', () => {
    expect(settledThenOpen(1).wants()._tag).toBe('Wait');
  });

  test('too many times in a row halts the account', () => {
    expect(wanted(settledThenOpen(3))).toStrictEqual(['AccountHalted']);
  });

  test('and a reading that shows what was seen clears the count', () => {
    const story = settledThenOpen(2);
    story.toNext();
    story.shows([leg({ status: 'Settled' }), leg({ id: legId('L2'), status: 'InProgress' })]);
    story.toNext();
    expect(story.shows(legs).wants()._tag).toBe('Wait');
  });
});

describe('what waits too long goes to a person, with what is known and what would resolve it (L1, L3)', () => {
  const last = (story: ReturnType<typeof tell>, ...shown: Parameters<typeof story.shows>) => {
    for (let count = 0; count < 200 && story.toNext()._tag === 'Read'; count += 1) story.shows(...shown);
    expect(story.wants()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
    return some(story.state().ledger.intents[0]?.parked ?? O.none);
  };

  test('an intent that the venue is not ready for', () => {
    const story = tell();
    story.written();
    expect(last(story, [leg({ status: 'InProgress' })])).toMatchObject({
      known: 'nothing of it is under way',
      wouldResolve: 'the venue is not ready',
    });
  });

  test('an unknown outcome stays unknown', () => {
    const story = upToSend().sent(outcomes.Unknown);
    const parked = last(story, [leg({ status: 'InProgress' })]);
    expect(parked.known).toBe('it was sent and may have happened: no answer');
    expect(parked.wouldResolve).toContain('beyond the fence');
    expect(story.state().ledger.intents[0]?.phase._tag).toBe('Unclear');
  });

  test('an acceptance that is not finished stays accepted', () => {
    const story = upToSend().sent(outcomes.Accepted);
    expect(last(story, [leg({ status: 'InProgress' })]).known).toBe(
      'the venue accepted it and has not finished it',
    );
    expect(story.state().ledger.intents[0]?.phase._tag).toBe('Taken');
  });

  test('an intent of a halted account, at once', () => {
    const ledger = some(right(Ledger.fold([given()])));
    const state = State.resume(ledger, { monotonicMs: 1_000, wallMs: 1 });
    const story = tellFrom(engineOf(), { ...state, halted: O.some('an earlier doubt') });
    expect(wanted(story)).toStrictEqual(['IntentParked']);
    expect(story.toNext()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });
});

describe('a run ends', () => {
  const done = (until: 'OurIntents' | 'AllLegs' | 'Final') => {
    const story = upToSend(mandateOf(), engineOf({ until }), [leg(), cashLeg()]).sent(outcomes.Accepted);
    story.written();
    story.shows([leg({ status: 'Settled' }), cashLeg()]);
    return story;
  };
  const settled = [leg({ status: 'Settled' }), cashLeg({ status: 'Settled' })];

  test('with our intents, with all legs, or when the venue calls it final, as asked', () => {
    expect(done('OurIntents').toNext()._tag).toBe('Finish');
    const legsToo = done('AllLegs');
    expect(legsToo.toNext()._tag).toBe('Read');
    expect(legsToo.shows(settled).wants()._tag).toBe('Finish');
    const final = done('Final');
    final.toNext();
    expect(final.shows(settled).wants()._tag).toBe('Wait');
    final.toNext();
    expect(final.shows(settled, { finality: 'Final' }).wants()._tag).toBe('Finish');
  });

  test('also when the others take too long', () => {
    const story = done('AllLegs');
    for (let count = 0; count < 200 && story.toNext()._tag === 'Read'; count += 1)
      story.shows([leg({ status: 'Settled' }), cashLeg()]);
    expect(story.wants()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });
});
