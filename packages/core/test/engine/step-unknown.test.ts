import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../../src/engine/ledger.js';
import * as State from '../../src/engine/state.js';
import { mark } from '../../src/noun/leg.js';
import { endings, given, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';
import { amount, leg, legId, observation, settleLeg } from '../fixture/noun.js';
import { quietMs, window } from '../fixture/paper-rules.js';
import { type Story, engineOf, tellFrom, upToSend, wanted } from '../fixture/story.js';

const unknown = (story = upToSend()): Story => {
  story.sent(outcomes.Unknown).written();
  return story;
};
const changed = leg({ mark: mark('a transfer') });
const phase = (story: Story, at = 0) => story.state().ledger.intents[at]?.phase._tag;

describe('after an unknown outcome there are only reads (M2, M4)', () => {
  test('the first of them is asked for beyond the fence', () => {
    const armedAt = 120n;
    expect(unknown().wants()).toMatchObject({ _tag: 'Read', least: O.some(armedAt + window + 1n) });
  });

  test('until the attempt is proven void; then it may go again with other bytes', () => {
    const story = unknown().shows();
    expect(story.wants()._tag).toBe('Wait');
    let reads = 0;
    while (story.toNext()._tag === 'Read' && phase(story) === 'Unclear' && reads < 20) {
      story.shows();
      reads += 1;
    }
    expect(wanted(story)).not.toContain('Send');
    expect(phase(story)).toBe('Waiting');
    for (let count = 0; count < 5 && story.toNext()._tag === 'Read'; count += 1) story.shows();
    expect(story.wants()._tag).toBe('Prepare');
    expect(wanted(story.prepares())).toStrictEqual(['AttemptArmed']);
    expect(story.written()).toMatchObject([{ attempt: 2 }]);
    expect(story.wants()._tag).toBe('Send');
  });

  test('not before a quiet period lies between the fence and a later reading', () => {
    const story = unknown().shows();
    expect(
      story
        .later(quietMs - 1)
        .hear({ _tag: 'Waited' })
        .toNext()._tag,
    ).toBe('Read');
    story.shows();
    expect(phase(story)).toBe('Unclear');
  });

  test('never, once any reading showed a change, and that is written down', () => {
    const story = unknown().shows([changed]);
    expect(wanted(story)).toStrictEqual(['ChangeSeen']);
    for (let count = 0; count < 10 && story.toNext()._tag === 'Read'; count += 1) story.shows();
    expect(phase(story)).toBe('Unclear');
  });

  test('a reading that was asked for while it was being sent is no evidence', () => {
    const story = upToSend().later(50).sent(outcomes.Unknown);
    story.written();
    const early = observation({ order: 999n, askedAtMs: 1_059, answeredAtMs: 1_070 });
    story.hear({ _tag: 'Observed', observation: early });
    expect(story.state().watches[0]?.trial).toMatchObject(
      O.some({ endedAtMs: 1_060, fence: O.none, last: O.none }),
    );
  });

  test('the decisive reading comes as soon as it can decide, not only when the next one would be due (L1)', () => {
    const story = unknown(
      upToSend(mandateOf(), engineOf({ pollFirstMs: 10_000, pollMaxMs: 10_000, patienceMs: 60_000 })),
    );
    story.shows();
    const wait = story.wants();
    expect(wait._tag).toBe('Wait');
    expect(story.later(quietMs).hear({ _tag: 'Waited' }).wants()._tag).toBe('Read');
  });

  test('after as many attempts as are allowed, proven void each, it ends as not done', () => {
    const story = unknown(upToSend(mandateOf(), engineOf({ attemptsMax: 1 })));
    for (let count = 0; count < 20 && phase(story) === 'Unclear'; count += 1) {
      if (story.toNext()._tag !== 'Read') break;
      story.shows();
    }
    story.toNext();
    expect(story.state().ledger.intents[0]?.phase).toMatchObject({
      _tag: 'Ended',
      ending: { _tag: 'NotDone', because: 'OutOfAttempts' },
    });
  });

  test('what is read decides, also when it is done', () => {
    const story = unknown().shows([leg({ status: 'Settled', mark: mark('a transfer') })]);
    expect(story.wants()).toMatchObject({ records: [{ _tag: 'IntentEnded', ending: endings.Done }] });
  });

  test('a contradiction halts the account, decides nothing, and what it showed still counts afterwards (M2, M6)', () => {
    const odd = leg({ quantity: amount('1.6'), mark: mark('a transfer of 1.6') });
    const story = unknown().shows([odd]);
    const records = story.written();
    expect(records.map((one) => one._tag)).toStrictEqual(['ChangeSeen', 'AccountHalted', 'IntentParked']);
    expect(phase(story)).toBe('Unclear');
    expect(story.state().ledger.intents[0]?.phase).toMatchObject({ named: true });
    expect(story.toNext()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });
});

describe('while a call may be on its way, no other one leaves (X2)', () => {
  const two = mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]);
  const legs = [leg(), leg({ id: legId('L2') })];

  test('nor while readings fail or do not reach beyond the fence; then the other leg may go', () => {
    const story = unknown(upToSend(two, engineOf({ patienceMs: 20_000 }), legs));
    const error = {
      _tag: 'ReadFailed',
      lasts: 'Passing',
      what: 'no answer',
      money: '',
      todo: '',
      code: O.none,
      requestId: O.none,
    } as const;
    for (let count = 0; count < 4; count += 1) {
      expect(story.wants()._tag).toBe('Read');
      expect(story.hear({ _tag: 'ReadFailed', error }).toNext()._tag).toBe('Read');
    }
    expect(story.shows(legs).wants()).toMatchObject({ _tag: 'Prepare', intent: { id: 'M/2' } });
  });

  test('and if it is never resolved, those behind it are parked with it', () => {
    const rules = { fence: (order: bigint) => order + 1_000_000n };
    const story = unknown(upToSend(two, engineOf({ waitMs: 60_000 }, rules), legs));
    for (let count = 0; count < 100 && story.toNext()._tag === 'Read'; count += 1) story.shows(legs);
    expect(story.wants()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
    const [first, second] = story.state().ledger.intents;
    expect(first).toMatchObject({ phase: { _tag: 'Unclear' }, parked: { _tag: 'Some' } });
    expect(second).toMatchObject({
      phase: { _tag: 'Waiting' },
      parked: { value: { known: 'nothing of it was sent: an earlier call of the same key is unresolved' } },
    });
  });
});

describe('after a restart (D2)', () => {
  const now = { monotonicMs: 1_000, wallMs: 1 };
  const resumed = (...records: ReadonlyArray<ReturnType<typeof given>>): Story =>
    tellFrom(engineOf(), State.resume(some(right(Ledger.fold([given(), ...records]))), now), 1_000n);
  const story = storyOf('M/1');

  test('an attempt that was armed is taken for sent: its outcome is unknown, and it is only read', () => {
    const run = resumed(story.armed());
    expect(run.wants()).toMatchObject({
      _tag: 'Append',
      records: [{ _tag: 'OutcomeKnown', attempt: 1, outcome: { _tag: 'Unknown' } }],
    });
    run.written();
    expect(phase(run)).toBe('Unclear');
    expect(run.wants()._tag).toBe('Read');
    expect(run.shows().wants()._tag).toBe('Wait');
  });

  test('an unknown outcome begins its proof anew, and a change that an earlier life saw still counts', () => {
    const run = resumed(story.armed(), story.outcome(outcomes.Unknown), story.changed());
    for (let count = 0; count < 10 && run.toNext()._tag === 'Read'; count += 1) run.shows();
    expect(phase(run)).toBe('Unclear');
  });

  test('an acceptance is followed to its end', () => {
    const run = resumed(story.armed(), story.outcome(outcomes.Accepted));
    expect(run.shows([leg({ status: 'Settled' })]).wants()).toMatchObject({
      records: [{ ending: { _tag: 'Done' } }],
    });
  });

  test('what ended stays ended: the run is over without a reading', () => {
    expect(resumed(story.ended(endings.NotDone)).wants()).toStrictEqual({
      _tag: 'Finish',
      because: 'Complete',
    });
  });

  test('what was parked is taken up again, and goes again only as it could before', () => {
    expect(resumed(story.parked()).shows().wants()._tag).toBe('Prepare');
    const run = resumed(story.armed(), story.outcome(outcomes.Unknown), story.parked());
    expect(run.shows().wants()._tag).toBe('Wait');
  });

  test('doing it again at any point gives the same state (D5)', () => {
    const ledger = some(right(Ledger.fold([given(), story.armed()])));
    expect(State.resume(ledger, now)).toStrictEqual(State.resume(ledger, now));
  });
});
