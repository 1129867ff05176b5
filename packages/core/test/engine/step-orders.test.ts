import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../../src/engine/ledger.js';
import * as State from '../../src/engine/state.js';
import { given, mandateOf, outcomes, receipt, storyOf } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';
import { cashLeg, leg, legId, settleLeg } from '../fixture/noun.js';
import { engineOf, tell, tellFrom, upToSend, wanted } from '../fixture/story.js';

const withdraw = { _tag: 'Withdraw', by: 'ann', why: 'a mistake' } as const;
const halt = { _tag: 'Halt', by: 'ann', why: 'a doubt' } as const;
const two = mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]);
const legs = [leg(), leg({ id: legId('L2') })];
const never = { _tag: 'Send', notAfterMs: Number.NEGATIVE_INFINITY };

describe('an order takes effect before the next send (L2)', () => {
  test('withdrawn while reading: every intent that is not out ends, and nothing is prepared', () => {
    const story = tell(two);
    story.written();
    story.tell(withdraw).shows(legs);
    const ending = { _tag: 'NotDone', because: 'Withdrawn', why: 'ann: a mistake' };
    expect(story.wants()).toMatchObject({ records: [{ ending }, { ending }] });
    expect(story.toNext()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });

  test('halted while reading: the account is halted durably, and the intents wait for a person', () => {
    const story = tell(two);
    story.written();
    story.tell(halt).shows(legs);
    expect(story.written()).toMatchObject([{ _tag: 'AccountHalted', why: 'ann: a doubt' }]);
    expect(story.written().map((one) => one._tag)).toStrictEqual(['IntentParked', 'IntentParked']);
    expect(story.wants()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });

  test.each([withdraw, halt])('between preparing and arming: $_tag', (order) => {
    const story = tell();
    story.written();
    story.shows().tell(order).prepares().written();
    expect(story.wants()).toMatchObject(never);
  });

  test.each([withdraw, halt])('between arming and sending: $_tag', (order) => {
    const story = tell();
    story.written();
    story.shows().prepares().tell(order).written();
    expect(story.wants()).toMatchObject(never);
    story.sent(outcomes.NotSent).written();
    expect(story.toNext()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });

  test('while it is being sent: what is out is followed to its end, and the rest is withdrawn', () => {
    const story = upToSend(two, engineOf(), legs).tell(withdraw).sent(outcomes.Unknown);
    story.written();
    expect(story.written()).toMatchObject([{ _tag: 'IntentEnded', intent: 'M/2' }]);
    expect(story.wants()._tag).toBe('Read');
    story.shows([leg({ status: 'Settled' }), leg({ id: legId('L2') })]);
    story.toNext();
    expect(story.state().ledger.intents.map((one) => one.phase)).toMatchObject([
      { ending: { _tag: 'Done' } },
      { ending: { because: 'Withdrawn' } },
    ]);
  });

  test('withdrawing what is found to be halted in the same instant leaves a journal that can be read again', () => {
    const odd = receipt({ oddities: ['a field that is not known'] });
    const story = upToSend(two, engineOf(), legs).tell(withdraw).sent({ _tag: 'Accepted', receipt: odd });
    const records = [given(two), storyOf('M/1').armed()];
    for (let count = 0; count < 10 && story.wants()._tag === 'Append'; count += 1)
      records.push(...story.written());
    expect(Ledger.fold(records)).toMatchObject({ _tag: 'Right' });
    expect(story.wants()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });

  test('a halt that is followed by a withdrawal before it was written down still halts the account', () => {
    const story = tell();
    story.written();
    story.tell(halt).tell(withdraw).shows();
    story.toNext();
    expect(O.isSome(story.state().halted)).toBe(true);
  });
});

describe('what the journal refuses', () => {
  const refused = (why: 'ExclusionHeld' | 'AccountHalted' | 'LeaseLost') => {
    const story = tell();
    story.written();
    const refusal = { _tag: 'JournalRefused', why, detail: 'busy' } as const;
    return story.shows().prepares().hear({ _tag: 'AppendRefused', refusal });
  };

  test('another mandate has the leg: the intent is parked and the attempt given back, unsent (M1)', () => {
    const story = refused('ExclusionHeld');
    expect(wanted(story)).toStrictEqual(['IntentParked']);
    story.written();
    expect(story.wants()._tag).toBe('Discard');
    expect(story.hear({ _tag: 'Discarded' }).wants()).toMatchObject({ _tag: 'Finish', because: 'Complete' });
  });

  test('the account was halted elsewhere: the attempt is given back, unsent', () => {
    const story = refused('AccountHalted');
    expect(story.wants()._tag).toBe('Discard');
    story.hear({ _tag: 'Discarded' });
    expect(story.toNext()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
    expect(story.state().ledger.intents[0]?.attempts).toBe(0);
  });

  test('the lease was lost: the attempt is given back, and the reading made anew (X3)', () => {
    const story = refused('LeaseLost');
    expect(story.wants()._tag).toBe('Discard');
    expect(story.hear({ _tag: 'Discarded' }).toNext()._tag).toBe('Read');
  });
});

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
