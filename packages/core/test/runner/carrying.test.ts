import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Report, ReportLine } from '../../src/engine/report.js';
import type { OpenJob } from '../../src/port/runner.js';
import { makeControl } from '../../src/program/control.js';
import type { NotBegun } from '../../src/program/not-begun.js';
import type { Turn } from '../../src/program/session.js';
import { carry } from '../../src/runner/carrying.js';
import { mandateId, settleLeg } from '../fixture/noun.js';
import { intentId } from '../fixture/noun.js';
import { virtualClock } from '../fixture/virtual-clock.js';

const job = { id: mandateId('M'), input: 'the input' };
const reportOf = (because: Report['because'], lines: ReadonlyArray<ReportLine> = []): Turn => ({
  _tag: 'Over',
  report: { mandate: job.id, because, lines, settlement: O.none, status: O.none, halted: O.none },
});

/** A job whose openings and turns come to these, one after the other. */
const jobOf = (openings: ReadonlyArray<NotBegun | 'Opens'>, turns: ReadonlyArray<Turn> = []) => {
  const clock = virtualClock();
  const control = makeControl();
  const left = { openings: [...openings], turns: [...turns] };
  const opened: Array<string> = [];
  const open: OpenJob =
    ({ input }) =>
    async () => {
      opened.push(input);
      const next = left.openings.shift() ?? 'Opens';
      if (next !== 'Opens') return E.left(next);
      return E.right({ control, turn: async () => left.turns.shift() ?? reportOf('Complete') });
    };
  return { clock, control, opened, carrying: carry(clock, open, job) };
};

const readFailed = (lasts: 'Passing' | 'Lasting'): NotBegun => ({
  _tag: 'ReadFailed',
  lasts,
  what: 'No answer.',
  money: '',
  todo: 'Read again.',
  code: O.none,
  requestId: O.none,
});

describe('what an opening comes to', () => {
  const passing: ReadonlyArray<NotBegun> = [
    readFailed('Passing'),
    { _tag: 'LimitsContended' },
    { _tag: 'AccountIsHalted', account: settleLeg().flow.payer.account, why: 'a doubt' },
  ];

  test.each(passing)('$_tag passes: it is tried again, less and less often', async (error) => {
    const { carrying } = jobOf(Array.from({ length: 9 }, () => error));
    const pauses = [];
    for (let turn = 0; turn < 9; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await carrying.turn();
      pauses.push(done._tag === 'Rests' ? done.ms : done);
    }
    expect(pauses).toStrictEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(await carrying.turn()).toMatchObject({ _tag: 'Stops', progress: 'Ended' });
  });

  test('the pauses are short again once a turn went well', async () => {
    const { carrying } = jobOf(
      [readFailed('Passing'), readFailed('Passing'), 'Opens', readFailed('Passing')],
      [{ _tag: 'Waits', untilMs: 0 }, reportOf('TakenOver')],
    );
    const pauses = [];
    for (let turn = 0; turn < 5; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await carrying.turn();
      pauses.push(done._tag === 'Rests' ? done.ms : done);
    }
    expect(pauses).toStrictEqual([1_000, 2_000, 0, 50, 1_000]);
  });

  test('what lasts stops it, with what happened and what to do', async () => {
    const lasting: ReadonlyArray<NotBegun> = [
      readFailed('Lasting'),
      { _tag: 'Declined', by: 'ann', why: 'no' },
      { _tag: 'SettlementNotFound' },
      { _tag: 'MandateIsBarred', by: 'ann', why: 'no' },
      { _tag: 'BrokenJournal', at: 1, what: 'odd' },
    ];
    for (const error of lasting) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await jobOf([error]).carrying.turn();
      expect(done).toMatchObject({ _tag: 'Stops', progress: 'NotBegun' });
      expect(done._tag === 'Stops' && done.note).toMatch(/\S\. \S/);
    }
  });

  test('a journal that failed is lost, and this process must not go on', async () => {
    const { carrying } = jobOf([{ _tag: 'JournalFailed', detail: 'EIO' }]);
    expect(await carrying.turn()).toMatchObject({ _tag: 'Lost' });
  });

  test('one that throws stops it, and says nothing of what was thrown but its kind', async () => {
    const open: OpenJob = () => () => Promise.reject(new RangeError('hunter2'));
    const done = await carry(virtualClock(), open, job).turn();
    expect(done).toStrictEqual({
      _tag: 'Stops',
      progress: 'NotBegun',
      note: 'The opening of the job broke off (RangeError). What was sent for it stands in the journal.',
    });
  });
});

describe('what a turn comes to', () => {
  test('it rests as long as there is nothing to do, and is opened once', async () => {
    const { clock, carrying, opened } = jobOf(
      [],
      [
        { _tag: 'Waits', untilMs: 1_700 },
        { _tag: 'Waits', untilMs: 500 },
      ],
    );
    expect(await carrying.turn()).toStrictEqual({ _tag: 'Rests', ms: 700, note: '' });
    clock.advance(700);
    expect(await carrying.turn()).toStrictEqual({ _tag: 'Rests', ms: 0, note: '' });
    expect(await carrying.turn()).toStrictEqual({ _tag: 'Stops', progress: 'Ended', note: '' });
    expect(opened).toStrictEqual([job.input]);
  });

  test('a person is needed for whatever is not over, and hears of all of it', async () => {
    const line = (name: string, standing: ReportLine['standing']): ReportLine => ({
      intent: intentId(name),
      instruction: settleLeg(),
      attempts: 1,
      standing,
    });
    const needs = (known: string) =>
      ({ _tag: 'NeedsOperator', out: true, sinceMs: 1, known, wouldResolve: 'a look' }) as const;
    const over = { _tag: 'Over', ending: { _tag: 'Failed', why: 'it did' } } as const;
    const lines = [line('a', needs('one thing')), line('b', over), line('c', needs('another'))];
    const { carrying } = jobOf([], [reportOf('Complete', lines)]);
    expect(await carrying.turn()).toStrictEqual({
      _tag: 'Stops',
      progress: 'NeedsPerson',
      note: 'settle 1.5 BTC of S1: one thing; it would be resolved by a look; settle 1.5 BTC of S1: another; it would be resolved by a look',
    });
    const ended = jobOf([], [reportOf('Complete', [line('b', over)])]);
    expect(await ended.carrying.turn()).toMatchObject({ progress: 'Ended', note: '' });
  });

  test.each(['TakenOver', 'Overtaken'] as const)('%s: it is opened anew, soon', async (because) => {
    const { carrying, opened } = jobOf([], [reportOf(because)]);
    expect(await carrying.turn()).toMatchObject({ _tag: 'Rests', ms: 50 });
    expect(await carrying.turn()).toMatchObject({ _tag: 'Stops', progress: 'Ended' });
    expect(opened).toHaveLength(2);
  });

  test('JournalLost: this process must not go on', async () => {
    const { carrying } = jobOf([], [reportOf('JournalLost')]);
    expect(await carrying.turn()).toMatchObject({ _tag: 'Lost' });
  });

  test('one that throws is taken up anew from the journal, later', async () => {
    let opened = 0;
    const open: OpenJob = () => async () => {
      opened += 1;
      const breaks = opened < 3;
      return E.right({
        control: makeControl(),
        turn: () =>
          breaks ? Promise.reject(new TypeError('hunter2')) : Promise.resolve(reportOf('Complete')),
      });
    };
    const carrying = carry(virtualClock(), open, job);
    const note = 'The turn of the job broke off (TypeError). What was sent for it stands in the journal.';
    expect(await carrying.turn()).toStrictEqual({ _tag: 'Rests', ms: 1_000, note });
    expect(await carrying.turn()).toStrictEqual({ _tag: 'Rests', ms: 2_000, note });
    expect(await carrying.turn()).toMatchObject({ progress: 'Ended' });
    expect(opened).toBe(3);
  });
});

describe('a nudge', () => {
  test('reaches the session, and whoever waits for it', async () => {
    const { carrying, control } = jobOf([], [{ _tag: 'Waits', untilMs: 9_999 }]);
    let woken = 0;
    carrying.listen(() => {
      woken += 1;
    });
    carrying.nudge();
    expect([woken, control.takeNudge()]).toStrictEqual([1, false]);
    await carrying.turn();
    carrying.nudge();
    expect([woken, control.takeNudge()]).toStrictEqual([2, true]);
    let others = 0;
    carrying.listen(() => {
      others += 1;
    });
    carrying.nudge();
    expect([woken, others]).toStrictEqual([2, 1]);
  });
});
