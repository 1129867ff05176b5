import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../../src/engine/ledger.js';
import { given, mandateOf, outcomes, receipt, storyOf } from '../fixture/mandate.js';
import { leg, legId, settleLeg } from '../fixture/noun.js';
import { engineOf, tell, upToSend, wanted } from '../fixture/story.js';

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
