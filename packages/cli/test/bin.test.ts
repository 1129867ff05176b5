import { closeSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Printed } from '@legwork/core';
import { type Ended, legwork } from './fixture/bin.js';
import { copyOf } from './fixture/copy.js';
import { newFolder } from './fixture/folder.js';
import { fillJournal } from './fixture/full-journal.js';
import { at } from './fixture/terminal.js';

// The program as a process of its own, over a real file that was made by settling.

let file = '';
beforeAll(async () => {
  file = path.join(newFolder(), 'desk.journal');
  const books = await fillJournal(file);
  await books.sqlite.close();
}, 60_000);

const on = (words: string, ...more: ReadonlyArray<string>): Promise<Ended> =>
  legwork([...words.split(' '), '--journal', file, ...more]);

const json = async (words: string): Promise<Readonly<Record<string, unknown>>> => {
  const { code, out, err } = await at([...words.split(' '), '--journal', file, '--json']);
  expect([code, err]).toEqual([0, '']);
  expect(out.trimEnd()).not.toContain('\n');
  return JSON.parse(out);
};

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

describe('legwork status', () => {
  test('shows unknown ones first, since when, what is known and what would resolve them', async () => {
    const { code, out, err } = await on('status');
    expect([code, err]).toEqual([0, '']);
    const unknown = out.indexOf('day-1/unknown, intent 1: settle 1.5 BTC of S2');
    expect(unknown).toBeGreaterThan(0);
    expect(unknown).toBeLessThan(out.indexOf('day-1/waiting'));
    const block = out.slice(unknown, out.indexOf('\n\n', unknown));
    expect(block).toMatch(/state {6}unknown; waits for a person/);
    expect(block).toMatch(/since {6}\S+Z \(3 h \d+ min\)/);
    expect(block.replaceAll(/\s+/g, ' ')).toContain(
      'known it was sent and may have happened: No answer came',
    );
    expect(block.replaceAll(/\s+/g, ' ')).toContain('needs a reading that shows what was approved.');
    expect(out).toMatch(/Jobs: 2 queued\./);
    expect(out).not.toContain('day-1/done');
  });

  test('is one JSON document', async () => {
    expect(await json('status')).toEqual({
      format: 1,
      command: 'status',
      journal: file,
      at: time,
      openMandates: 5,
      openIntents: { Waiting: 2, MayBeSent: 1, Unknown: 3, Accepted: 0, needingSomebody: 6 },
      intents: expect.any(Array),
      intentsNotShown: 0,
      halts: [],
      jobs: { Queued: 2, Running: 0, NotBegun: 0, NeedsPerson: 0, Ended: 0, Cancelled: 0 },
      jobsNotBegun: [],
      jobsNotCounted: false,
    });
    const [first] = Object.values(await json('status')).find(Array.isArray) ?? [];
    expect(first).toEqual({
      mandate: 'day-1/unknown',
      intent: 1,
      venue: 'memory',
      account: 'desk',
      instruction: 'settle 1.5 BTC of S2',
      state: 'Unknown',
      since: time,
      waitsForPersonSince: time,
      attempts: 1,
      lane: 'memory/desk',
      known: expect.stringContaining('it was sent and may have happened'),
      wouldResolve: expect.any(String),
      decisions: [
        { option: '--adopt', means: expect.stringContaining('1.5 BTC stay unsettled') },
        { option: '--void', means: expect.stringContaining('1.5 BTC move twice') },
      ],
    });
  });
});

describe('legwork list', () => {
  test('goes through the ids page by page, and tells how each stands', async () => {
    const first = await json('list --limit 3');
    expect(first).toMatchObject({
      command: 'list',
      mandates: [
        { mandate: 'day-1/barred', standing: 'barred' },
        { mandate: 'day-1/creation', standing: 'unknown; waits for a person' },
        { mandate: 'day-1/done', standing: 'done', endings: [{ intent: 1, ending: 'Done' }], given: time },
      ],
      next: 'day-1/done',
    });
    expect(await json('list --after day-1/done')).toMatchObject({
      mandates: [
        { mandate: 'day-1/dying', states: [{ intent: 1, state: 'MayBeSent' }] },
        { mandate: 'day-1/two-legs', standing: 'unknown; waits for a person', open: 2 },
        { mandate: 'day-1/unknown' },
        { mandate: 'day-1/waiting', standing: 'waits for a person' },
      ],
      next: null,
    });
    const open = await on('list --open --limit 2');
    expect(open.out).toContain('More: legwork list --open --after day-1/dying');
    expect((await on('list --after z')).out).toBe('There are no mandates behind this id.\n');
  });
});

describe('legwork show', () => {
  test('tells the whole story, what is open, and what may be decided', async () => {
    const { code, out } = await on('show day-1/unknown');
    const text = out.replaceAll(/\s+/g, ' ');
    expect(code).toBe(0);
    expect(text).toMatch(/Story \S+Z ann: Approved: settle 1\.5 BTC of S2\. \S+Z legwork: Attempt 1 to/);
    expect(text).toContain('is unknown. It may have happened: No answer came.');
    expect(text).toContain('--void You answer for it that the attempt had no effect and never will.');
    expect(text).toMatch(/job queued, since/);
  });

  test('is one JSON document', async () => {
    expect(await json('show day-1/done')).toEqual({
      format: 1,
      command: 'show',
      mandate: 'day-1/done',
      given: {
        venue: 'memory',
        account: 'desk',
        settlement: 'S1',
        approvedBy: 'ann',
        approvedAt: time,
        digest: expect.any(String),
        intents: ['settle 1.5 BTC of S1'],
        records: 4,
      },
      barred: false,
      story: ['MandateGiven', 'AttemptArmed', 'OutcomeKnown', 'IntentEnded'].map((record) => ({
        at: time,
        record,
        who: expect.any(String),
        what: expect.any(String),
      })),
      open: [],
      over: [
        { intent: 1, instruction: 'settle 1.5 BTC of S1', ending: 'Done', told: 'done, as settlement S1' },
      ],
      job: null,
    });
  });

  test('tells of an id that was barred, and of a job that has no mandate yet', async () => {
    const { out } = await on('show day-1/barred');
    expect(out).toContain('bob: Barred the id');
    expect([out.includes('\\u001b[2J'), out.includes('\u001B')]).toEqual([true, false]);
    expect((await on('show day-1/later')).out).toContain('Nothing was given under this id yet');
  });
});

describe('legwork verify', () => {
  test('finds a sound journal sound', async () => {
    expect(await json('verify')).toMatchObject({
      sound: true,
      mandates: 7,
      lines: expect.any(Number),
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('refuses a damaged one with code 2, as every command does', async () => {
    const damaged = copyOf(file);
    const handle = openSync(damaged, 'r+');
    // Over the second half of the file: no page of it is unused.
    for (let place = statSync(damaged).size >> 1; place < statSync(damaged).size; place += 997)
      writeSync(handle, 'X', place);
    closeSync(handle);
    for (const command of ['verify', 'status', 'list']) {
      // oxlint-disable-next-line no-await-in-loop
      const { code, out, err } = await legwork([command, '--journal', damaged]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^The journal was not opened: .*\n {2}money /s);
    }
  });

  test('refuses one that lost what was acknowledged, and says how to go on', async () => {
    const restored = copyOf(file);
    rmSync(`${restored}-head`);
    const refused = await legwork(['status', '--journal', restored, '--json']);
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out)).toMatchObject({
      command: 'status',
      error: { code: 2, tag: 'RecordsMissing', todo: expect.stringContaining('legwork accept-restored') },
    });
    const accepted = await legwork([
      'accept-restored',
      '--journal',
      restored,
      '--by',
      'ann',
      '--why',
      'the disk failed',
      '--json',
    ]);
    expect(JSON.parse(accepted.out)).toMatchObject({ halted: 'Everything', by: 'ann' });
    const status = await legwork(['status', '--journal', restored]);
    expect(status.code).toBe(0);
    expect(status.out).toMatch(/Halted: nothing more is sent\n {2}everything: restored: the disk failed/);
  });
});

describe('what is typed wrongly', () => {
  const wrong: ReadonlyArray<readonly [string, number, string]> = [
    ['', 1, 'Say what is to be done.'],
    ['stats --journal F', 1, 'Did you mean legwork status?'],
    ['status', 1, 'Say where the journal is.'],
    ['status --journal F --url postgres://h/d', 1, 'A journal is either in a file or in a database'],
    ['status --url mysql://h/d', 1, 'The URL of the database is not one.'],
    ['status --journal /no/such/file', 3, 'There is no journal at /no/such/file.'],
    ['show nobody --journal F', 3, 'The journal has no mandate nobody.'],
    ['wake nobody --journal F', 3, 'There is no job nobody.'],
    ['cancel nobody --journal F --by ann --why x', 3, 'The journal has no mandate nobody.'],
    ['list --limit 501 --journal F', 1, 'takes a whole number from 1 to 500'],
    ['list --limit 1e2 --journal F', 1, 'takes a whole number from 1 to 500'],
    ['pause --journal F --by ann --why x', 1, 'Say one of --lane L, --account VENUE/ACCOUNT and --all.'],
    ['pause --all --lane k --journal F --by ann --why x', 1, 'Say one of --lane L'],
    ['pause --account desk --journal F --by ann --why x', 1, 'The account is not one.'],
    ['pause --all --journal F --why x', 1, 'Say who decides: --by NAME.'],
    ['pause --all --journal F --by ann', 1, 'Say why: --why TEXT.'],
    [
      'resolve day-1/unknown --journal F --by ann --why x',
      1,
      'Say one of --adopt REF, --void and --withdraw.',
    ],
    ['resolve day-1/unknown --void --withdraw --journal F --by ann --why x', 1, 'Say one of --adopt REF'],
    ['resolve day-1/unknown --void --settlement S --journal F --by ann --why x', 1, 'only goes with --adopt'],
    ['resolve day-1/two-legs --void --journal F --by ann --why x', 1, 'Say which by --intent: 1, 2.'],
    ['resolve day-1/unknown --intent 9 --void --journal F --by ann --why x', 3, 'has no intent 9.'],
    ['resolve day-1/unknown --intent x --void --journal F --by ann --why x', 1, 'a whole number from 1 on'],
    ['resolve day-1/unknown --void --journal F --by ann --why x', 1, 'Nobody is here to confirm it'],
    ['resolve day-1/unknown --withdraw --yes --journal F --by ann --why x', 2, 'An attempt is out'],
    ['resolve day-1/waiting --void --yes --journal F --by ann --why x', 2, 'Nothing of it is out'],
    [
      'resolve day-1/done --void --yes --journal F --by ann --why x',
      2,
      'Nothing of the mandate day-1/done is open.',
    ],
    ['resolve day-1/barred --void --yes --journal F --by ann --why x', 3, 'The journal has no mandate'],
    ['cancel day-1/done --journal F --by ann --why x', 2, 'It is too late to take day-1/done back'],
    ['status --journal F --key-file F', 1, 'The key file does not hold a key.'],
    ['status --journal F --key-file /no/such', 1, 'The key file cannot be read.'],
  ];

  test('is refused with a code, a sentence, what it means for the money, and what to do; and changes nothing', async () => {
    const before = await json('verify');
    const wordsOf = (line: string): ReadonlyArray<string> =>
      line
        .split(' ')
        .filter((word) => word !== '')
        .map((word) => (word === 'F' ? file : word));
    for (const [place, [line, code, what]] of wrong.entries()) {
      // Some as processes of their own, the others here: it is the same program.
      // oxlint-disable-next-line no-await-in-loop
      const ended = await (place < 14 ? legwork(wordsOf(line)) : at(wordsOf(line)));
      const err = ended.err.replaceAll(/\s+/g, ' ');
      const told = /money .* to do /.test(err);
      expect({ line, code: ended.code, out: ended.out, told }).toEqual({ line, code, out: '', told: true });
      expect(err).toContain(what);
    }
    const after = await json('verify');
    expect(after['head']).toBe(before['head']);
  }, 120_000);

  test('is one JSON document too', async () => {
    const { code, out, err } = await legwork(['stats', '--json']);
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toEqual({
      format: 1,
      command: null,
      error: {
        code: 1,
        tag: 'Usage',
        what: 'There is no command stats.',
        money: 'Nothing was changed by this command.',
        todo: 'Did you mean legwork status?',
      },
    });
  });

  test('makes no file', async () => {
    const absent = path.join(newFolder(), 'typo.journal');
    expect((await legwork(['status', '--journal', absent])).code).toBe(3);
    expect(() => statSync(absent)).toThrow('ENOENT');
    const foreign = path.join(newFolder(), 'foreign');
    writeFileSync(foreign, 'this is no database, and long enough to be looked at');
    expect((await legwork(['status', '--journal', foreign])).code).toBe(2);
  });
});

describe('what is printed', () => {
  test('fits 80 columns and has no colour where it is piped', async () => {
    const commands = [
      'status',
      'list',
      'show day-1/unknown',
      'show day-1/two-legs',
      'verify',
      'help',
      'help resolve',
    ];
    for (const words of commands) {
      const isHelp = words.startsWith('help');
      const given = isHelp ? words.split(' ') : [...words.split(' '), '--journal', file];
      // oxlint-disable-next-line no-await-in-loop
      const { out } = await (words === 'status' ? legwork(given) : at(given));
      expect(out).not.toContain('\u001B');
      const widest = Math.max(...out.split('\n').map((line) => Printed.columnsOf(line)));
      // The name of a file is told whole, wrapped.
      expect([words, widest <= 80]).toEqual([words, true]);
    }
  }, 60_000);

  test('finds the journal by the environment', async () => {
    const { code, out } = await legwork(['list', '--json'], { LEGWORK_JOURNAL: file });
    expect([code, JSON.parse(out).mandates.length]).toEqual([0, 7]);
  });

  test('is the version, and help', async () => {
    expect(await legwork(['--version'])).toEqual({ code: 0, out: '0.1.0\n', err: '' });
    const { commands } = JSON.parse((await legwork(['help', '--json'])).out);
    expect(commands).toHaveLength(12);
  });
});
