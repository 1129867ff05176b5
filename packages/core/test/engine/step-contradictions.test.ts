import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as Evidence from '../../src/engine/evidence.js';
import * as Ledger from '../../src/engine/ledger.js';
import * as Proof from '../../src/engine/proof.js';
import { mark } from '../../src/noun/leg.js';
import { given, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { intentId, leg, legId, observation, settleLeg } from '../fixture/noun.js';
import { paperRules } from '../fixture/paper-rules.js';
import { engineOf, tell, upToSend } from '../fixture/story.js';
import { trial } from '../fixture/trial.js';

describe('what a venue, an adapter or its rules do wrong', () => {
  test('a verdict that cannot follow is not written into the journal: void, of an attempt that was accepted (D4)', () => {
    const engine = engineOf({}, { judge: () => ({ _tag: 'Void' }) });
    const story = upToSend(mandateOf(), engine).sent(outcomes.Accepted);
    const records = [given(), storyOf('M/1').armed(), ...story.written()];
    story.shows();
    for (let count = 0; count < 5 && story.wants()._tag === 'Append'; count += 1)
      records.push(...story.written());
    expect(Ledger.fold(records)).toMatchObject({ _tag: 'Right' });
  });

  test('an attempt that was prepared for another intent is not written down as this one (A8)', () => {
    const story = tell(mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]));
    story.written();
    story.shows([leg(), leg({ id: legId('L2') })]);
    story.hear({ _tag: 'Prepared', request: { intent: intentId('M/2'), order: 500n, body: 'for M/2' } });
    expect(story.wants()).not.toMatchObject({ records: [{ _tag: 'AttemptArmed', intent: 'M/1' }] });
  });

  test('one reading is not two, even without a quiet period (M2 c)', () => {
    const reading = observation({ order: 99n, askedAtMs: 200, answeredAtMs: 200 });
    expect(Proof.untouched(Evidence.add(paperRules, trial(), reading), 0)).toStrictEqual(O.none);
  });

  test('a transfer that was named by a reading which is otherwise older still counts against void (M2 d)', () => {
    const other = leg({ id: legId('L2'), status: 'Settled' });
    const story = upToSend(mandateOf(), engineOf(), [leg(), leg({ id: legId('L2') })]).sent(outcomes.Unknown);
    story.written();
    story.shows([leg(), other]).toNext();
    story.shows([leg({ mark: mark('a transfer') }), leg({ id: legId('L2') })]);
    for (let count = 0; count < 30 && story.toNext()._tag === 'Read'; count += 1) story.shows([leg(), other]);
    expect(story.state().ledger.intents[0]?.phase._tag).toBe('Unclear');
  });
});
