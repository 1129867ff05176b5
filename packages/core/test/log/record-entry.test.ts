import { describe, expect, test } from '@jest/globals';
import { ofHappening, ofEffect } from '../../src/log/happening-entry.js';
import { ofRecord } from '../../src/log/record-entry.js';
import { endings, given, haltedRecord, outcomes, receipt, storyOf } from '../fixture/mandate.js';
import { settlementId } from '../fixture/noun.js';

const about = storyOf('M/1');

describe('what a log says of a record', () => {
  test.each([
    [given(), 'Info', 'approved by ann'],
    [{ _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'a mistake' } as const, 'Info', 'ann: a mistake'],
    [about.armed(), 'Info', undefined],
    [about.outcome(outcomes.NotSent), 'Info', 'no connection'],
    [about.outcome(outcomes.RejectedAllowed), 'Info', 'busy'],
    [about.outcome(outcomes.Unknown), 'Warning', 'no answer'],
    [
      about.outcome({ _tag: 'Accepted', receipt: receipt({ oddities: ['odd'], warnings: ['low'] }) }),
      'Info',
      'odd; low',
    ],
    [about.changed(), 'Info', undefined],
    [about.voided(), 'Info', undefined],
    [about.ended(endings.Done), 'Info', ''],
    [about.ended(endings.PartlyDone), 'Warning', ''],
    [about.ended(endings.Failed), 'Warning', 'it failed'],
    [about.ended(endings.NotDone), 'Warning', 'ann: no'],
    [about.parked(), 'Warning', 'this; it would be resolved by that'],
    [haltedRecord, 'Error', 'a person said so'],
    [about.decided({ _tag: 'Adopted', settlement: settlementId, reference: 'X' }), 'Info', 'ann: she knows'],
  ])('%#', (record, level, detail) => {
    const said = ofRecord(record);
    expect(said.event).toBe(record._tag);
    expect([said.level, said.detail]).toStrictEqual([level, detail]);
    expect(JSON.stringify(said)).not.toContain('body 1');
  });
});

describe('what a log says of an event', () => {
  test('an answer that fits no append says nothing', () => {
    expect(ofHappening({ _tag: 'Appended' }, undefined)).toStrictEqual([]);
    expect(ofHappening({ _tag: 'Waited' }, undefined)).toStrictEqual([]);
    const order = { _tag: 'Halt', by: 'ann', why: 'a doubt' } as const;
    expect(ofHappening({ _tag: 'Told', order }, undefined)).toMatchObject([
      { level: 'Warning', what: 'Halt', detail: 'ann: a doubt' },
    ]);
    expect(ofHappening({ _tag: 'Nudged' }, undefined)).toMatchObject([{ level: 'Debug', event: 'Nudged' }]);
  });

  test('a journal that failed is an error, and so is the end of a run because of it', () => {
    const failure = { _tag: 'JournalFailed', detail: 'EIO' } as const;
    expect(ofHappening({ _tag: 'AppendFailed', failure }, undefined)).toMatchObject([
      { level: 'Error', detail: 'EIO' },
    ]);
    expect(ofHappening({ _tag: 'PrepareFailed', error: failure }, undefined)).toMatchObject([
      { level: 'Warning', what: 'JournalFailed', detail: 'EIO' },
    ]);
    expect(ofEffect({ _tag: 'Finish', because: 'JournalLost' })).toMatchObject([{ level: 'Error' }]);
    expect(ofEffect({ _tag: 'Finish', because: 'TakenOver' })).toMatchObject([{ level: 'Info' }]);
    expect(ofEffect({ _tag: 'Wait', untilMs: 1 })).toStrictEqual([]);
  });
});
