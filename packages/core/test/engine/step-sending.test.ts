import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { mandateOf, outcomes, receipt } from '../fixture/mandate.js';
import { amount, asset, leg, legId, settleLeg, tradeId } from '../fixture/noun.js';
import { right } from '../fixture/must.js';
import { settlementId as parseSettlement } from '../../src/noun/id.js';
import { engineOf, tell, upToSend, wanted } from '../fixture/story.js';

describe('nothing leaves before its record is durable (D1)', () => {
  test('the whole way of one leg, effect by effect', () => {
    const story = tell();
    expect(story.written().map((one) => one._tag)).toStrictEqual(['MandateGiven']);
    expect(story.wants()).toMatchObject({ _tag: 'Read', least: O.none });
    expect(story.shows().wants()).toMatchObject({ _tag: 'Prepare' });
    expect(wanted(story.prepares())).toStrictEqual(['AttemptArmed']);
    expect(story.written()).toMatchObject([
      { attempt: 1, order: '120', body: 'body at 120', before: 'no transfer', exclusion: { once: true } },
    ]);
    expect(story.wants()).toMatchObject({ _tag: 'Send', request: { order: 120n, body: 'body at 120' } });
    expect(wanted(story.sent(outcomes.Accepted))).toStrictEqual(['OutcomeKnown']);
    story.written();
    expect(story.wants()._tag).toBe('Read');
    expect(wanted(story.shows([leg({ status: 'Settled' })]))).toStrictEqual(['IntentEnded']);
    story.written();
    expect(story.toNext()._tag).toBe('Read');
    story.shows([leg({ status: 'Settled' })]);
    expect(story.wants()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });

  test('the mandate itself is durable before anything is read or sent', () => {
    expect(wanted(tell())).toStrictEqual(['MandateGiven']);
  });
});

describe('a journal that cannot be relied on stops the run for ever (D3)', () => {
  const failure = { _tag: 'JournalFailed', detail: 'EIO' } as const;

  test('before the first record, and when the attempt could not be written', () => {
    expect(tell().hear({ _tag: 'AppendFailed', failure }).wants()).toMatchObject({ because: 'JournalLost' });
    const story = tell();
    story.written();
    story.shows().prepares().hear({ _tag: 'AppendFailed', failure });
    expect(story.wants()._tag).toBe('Discard');
    expect(story.hear({ _tag: 'Discarded' }).wants()).toMatchObject({
      _tag: 'Finish',
      because: 'JournalLost',
    });
  });

  test('when the outcome could not be written: nothing but the end follows, whatever is heard', () => {
    const story = upToSend().sent(outcomes.NotSent).hear({ _tag: 'AppendFailed', failure });
    const end = { _tag: 'Finish', because: 'JournalLost' };
    expect(story.wants()).toStrictEqual(end);
    story
      .hear({ _tag: 'Appended' })
      .hear({ _tag: 'Waited' })
      .tell({ _tag: 'Withdraw', by: 'ann', why: 'no' });
    expect(story.hear({ _tag: 'Begun' }).wants()).toStrictEqual(end);
  });

  test('another worker that wrote in between takes the mandate over, and nothing is sent', () => {
    const story = tell();
    story.written();
    const refusal = { _tag: 'JournalRefused', why: 'Stale', detail: '' } as const;
    expect(story.shows().prepares().hear({ _tag: 'AppendRefused', refusal }).wants()._tag).toBe('Discard');
    expect(story.hear({ _tag: 'Discarded' }).wants()).toMatchObject({ because: 'TakenOver' });
  });
});

describe('only a young reading that shows what was approved is acted on (M6)', () => {
  test('a reading that is too old when the engine comes to it is made anew', () => {
    const story = tell();
    story.written();
    story.shows([leg({ status: 'InProgress' })]);
    expect(story.wants()._tag).toBe('Wait');
    expect(story.later(1_000).hear({ _tag: 'Waited' }).wants()._tag).toBe('Read');
  });

  test('a reading that grew old while the attempt was prepared is not acted on', () => {
    const story = tell();
    story.written();
    expect(story.shows().later(990).prepares().wants()._tag).toBe('Discard');
    expect(story.hear({ _tag: 'Discarded' }).toNext()._tag).toBe('Read');
    expect(story.state().ledger.intents[0]?.attempts).toBe(0);
  });

  test('a send may not start later than the reading is fresh', () => {
    expect(upToSend().wants()).toMatchObject({ _tag: 'Send', notAfterMs: 1_000 + 1_000 });
  });

  test('a reading from before the last send is not used for the next one', () => {
    const story = upToSend().sent(outcomes.NotSent);
    story.written();
    expect(story.toNext()._tag).toBe('Read');
  });

  test('nor when the reading after it fails, though the older one is young enough by itself', () => {
    const story = upToSend().sent(outcomes.NotSent);
    story.written();
    const account = { what: 'no answer', money: '', todo: '', code: O.none, requestId: O.none };
    story.hear({ _tag: 'ReadFailed', error: { _tag: 'ReadFailed', lasts: 'Passing', ...account } });
    expect(story.later(500).hear({ _tag: 'Waited' }).wants()._tag).toBe('Read');
  });

  test.each([
    ['another amount', [leg({ quantity: amount('1.6') })], {}],
    ['other trades', [leg()], { trades: O.some([tradeId('T1'), tradeId('T3')]) }],
    ['a trade more', [leg()], { trades: O.some([tradeId('T1'), tradeId('T2'), tradeId('T3')]) }],
  ])('%s: the intent ends, and nothing was sent', (_, legs, changes) => {
    const story = tell(mandateOf(undefined, { trades: O.some('T1\nT2') }));
    story.written();
    story.shows(legs, changes);
    expect(story.wants()).toMatchObject({
      _tag: 'Append',
      records: [{ _tag: 'IntentEnded', ending: { _tag: 'NotDone', because: 'Differs' } }],
    });
    expect(story.toNext()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
  });

  test('trades that were approved must be shown; until then it waits', () => {
    const story = tell(mandateOf(undefined, { trades: O.some('T1\nT2') }));
    story.written();
    expect(story.shows([leg()], { trades: O.none }).wants()._tag).toBe('Wait');
    story.toNext();
    expect(story.shows([leg()], { trades: O.some([tradeId('T2'), tradeId('T1')]) }).wants()._tag).toBe(
      'Prepare',
    );
  });

  test('what has happened without us is not done again', () => {
    const story = tell();
    story.written();
    expect(story.shows([leg({ status: 'Settled' })]).wants()).toMatchObject({
      records: [{ ending: { _tag: 'NotDone', because: 'NotNeeded' } }],
    });
  });
});

describe('attempts are counted (T2)', () => {
  test.each(['NotSent', 'RejectedAllowed'] as const)('the last one that was %s ends the intent', (name) => {
    const story = upToSend(mandateOf(), engineOf({ attemptsMax: 1 })).sent(outcomes[name]);
    expect(story.wants()).toMatchObject({
      records: [{ _tag: 'OutcomeKnown' }, { ending: { _tag: 'NotDone', because: 'OutOfAttempts' } }],
    });
    expect(wanted(upToSend(mandateOf(), engineOf({ attemptsMax: 2 })).sent(outcomes[name]))).toStrictEqual([
      'OutcomeKnown',
    ]);
  });

  test('a refusal ends it at the first', () => {
    expect(upToSend().sent(outcomes.RejectedPointless).wants()).toMatchObject({
      records: [{ _tag: 'OutcomeKnown' }, { ending: { _tag: 'NotDone', because: 'Refused' } }],
    });
  });
});

describe('an answer that does not fit what was approved halts the account (M6)', () => {
  test.each([
    ['another settlement', receipt({ settlement: right(parseSettlement('S2')) })],
    ['another asset', receipt({ asset: O.some(asset('ETH')) })],
    ['another quantity', receipt({ quantity: O.some(amount('1.50000001')) })],
    ['an oddity', receipt({ oddities: ['a field that is not known'] })],
  ])('%s', (_, odd) => {
    const two = mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]);
    const legs = [leg(), leg({ id: legId('L2') })];
    const story = upToSend(two, engineOf(), legs).sent({ _tag: 'Accepted', receipt: odd });
    expect(wanted(story)).toStrictEqual(['OutcomeKnown', 'AccountHalted', 'IntentParked']);
    story.written();
    expect(wanted(story)).toStrictEqual(['IntentParked']);
    expect(story.toNext()).toStrictEqual({ _tag: 'Finish', because: 'Complete' });
    expect(O.isSome(story.state().halted)).toBe(true);
  });

  test('an answer that says the same, or says nothing, does not', () => {
    const same = receipt({ asset: O.some(asset('BTC')), quantity: O.some(amount('1.5')) });
    for (const fine of [same, receipt()])
      expect(wanted(upToSend().sent({ _tag: 'Accepted', receipt: fine }))).toStrictEqual(['OutcomeKnown']);
  });
});

test('a lane that is held is read beyond, also while the clock stands still (X2, L1)', () => {
  const story = tell();
  story.written();
  // The reading was asked for in the very millisecond of the refusal: its time alone cannot tell that it is too old.
  story.shows().prepares().later(-10);
  const refusal = { _tag: 'JournalRefused', why: 'LaneHeld', least: 900n, detail: 'another call' } as const;
  expect(story.hear({ _tag: 'AppendRefused', refusal }).wants()._tag).toBe('Discard');
  expect(story.hear({ _tag: 'Discarded' }).toNext()).toMatchObject({ _tag: 'Read', least: O.some(900n) });
});
