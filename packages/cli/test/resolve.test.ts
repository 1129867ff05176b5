import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { right } from '@legwork/testkit';
import type { Terminal } from '../src/terminal.js';
import { idOf } from './fixture/books.js';
import { copyOf } from './fixture/copy.js';
import { newFolder } from './fixture/folder.js';
import { fillJournal } from './fixture/full-journal.js';
import { type Printed, at } from './fixture/terminal.js';

// Decisions at a terminal that the test makes, over a real file.

let filled = '';
beforeAll(async () => {
  filled = path.join(newFolder(), 'desk.journal');
  const books = await fillJournal(filled);
  await books.sqlite.close();
}, 60_000);

const said = ['--by', 'ann', '--why', 'the venue confirmed it'];

const on = (file: string, words: string, changes: Partial<Terminal> = {}): Promise<Printed> =>
  at([...words.split(' '), ...said, '--journal', file], changes);

const answering = (answer: string): Partial<Terminal> => ({ ask: async () => answer });

const lastOf = async (file: string, id: string): Promise<unknown> => {
  const opened = right(await openSqliteJournal({ file })());
  const records = right(await opened.journal.read(idOf(id))());
  await opened.close();
  return records.at(-1);
};

describe('legwork resolve', () => {
  test('tells what it means for the money, has the id typed, and writes who and why', async () => {
    const file = copyOf(filled);
    const done = await on(file, 'resolve day-1/unknown --adopt T9', answering('day-1/unknown\n'));
    expect([done.code, done.asked]).toEqual([0, ['Type day-1/unknown to confirm: ']]);
    const told = done.err.replaceAll(/\s+/g, ' ');
    expect(told).toContain('--adopt for intent 1 of day-1/unknown: settle 1.5 BTC of S2');
    expect(told).toMatch(/state unknown; waits for a person, since \S+Z \(3 h \d+ min\)/);
    expect(told).toContain('money It ends as done, as what you name, and is never sent again.');
    expect(done.out).toMatch(/^It is decided, and stands in the journal\. Its job was woken,/);
    expect(await lastOf(file, 'day-1/unknown')).toMatchObject({
      _tag: 'IntentDecided',
      decision: { _tag: 'Adopted', settlement: 'S2', reference: 'T9' },
      by: 'ann',
      why: 'the venue confirmed it',
    });
    const again = await on(file, 'resolve day-1/unknown --adopt T9 --yes');
    expect(again.code).toBe(2);
    expect(again.err).toContain('Nothing of the mandate day-1/unknown is open.');
  });

  test.each(['', 'y', 'yes', 'day-1/unknow', 'DAY-1/UNKNOWN'])(
    'decides nothing when %j is typed instead',
    async (answer) => {
      const file = copyOf(filled);
      const done = await on(file, 'resolve day-1/unknown --void', answering(answer));
      expect([done.code, done.out]).toEqual([1, '']);
      expect(done.err).toContain('It was not confirmed, so nothing was decided.');
      expect(await lastOf(file, 'day-1/unknown')).toMatchObject({ _tag: 'IntentParked' });
    },
  );

  test('is refused when it stands otherwise by the time it is confirmed', async () => {
    const file = copyOf(filled);
    const meanwhile: Partial<Terminal> = {
      ask: async () => {
        const other = await on(file, 'resolve day-1/unknown --void --yes');
        expect(other.code).toBe(0);
        return 'day-1/unknown';
      },
    };
    const done = await on(file, 'resolve day-1/unknown --adopt T9', meanwhile);
    expect([done.code, done.out]).toEqual([2, '']);
    expect(done.err).toContain('It stands otherwise than when you looked at it.');
    expect(await lastOf(file, 'day-1/unknown')).toMatchObject({ decision: { _tag: 'DeclaredVoid' } });
  });

  test('withdraws what waits, and only the intent that is named', async () => {
    const file = copyOf(filled);
    const done = await on(file, 'resolve day-1/two-legs --intent 2 --withdraw --yes --json');
    expect(JSON.parse(done.out)).toEqual({
      format: 1,
      command: 'resolve',
      mandate: 'day-1/two-legs',
      intent: 2,
      decision: 'Withdrawn',
      settlement: null,
      reference: null,
      before: 'Waiting',
      means: expect.stringContaining('No money moves.'),
      by: 'ann',
      why: 'the venue confirmed it',
      job: 'NoJob',
    });
    const { open } = JSON.parse((await at(['show', 'day-1/two-legs', '--json', '--journal', file])).out);
    expect(open).toMatchObject([{ intent: 1, state: 'Unknown' }]);
  });

  test('adopts a creation as the settlement that it became', async () => {
    const file = copyOf(filled);
    const done = await on(file, 'resolve day-1/creation --adopt S77 --yes --json');
    expect(JSON.parse(done.out)).toMatchObject({ decision: 'Adopted', settlement: 'S77', reference: 'S77' });
    const other = await on(
      copyOf(filled),
      'resolve day-1/creation --adopt trade-5 --settlement S78 --yes --json',
    );
    expect(JSON.parse(other.out)).toMatchObject({ settlement: 'S78', reference: 'trade-5' });
  });

  test('adopts nothing of another settlement than the one that the mandate is about', async () => {
    const done = await on(copyOf(filled), 'resolve day-1/unknown --adopt T9 --settlement S1 --yes');
    expect(done.code).toBe(2);
    expect(done.err).toContain('The mandate is about another settlement');
  });

  test('decides about what was being sent only while nobody else can send on its lane', async () => {
    const file = copyOf(filled);
    // The process died half a minute before: its lease of the lane has not run out.
    const early = await on(file, 'resolve day-1/dying --void --yes');
    expect([early.code, early.out]).toEqual([2, '']);
    expect(early.err).toContain('A worker may be sending at this moment.');
    expect(await lastOf(file, 'day-1/dying')).toMatchObject({ _tag: 'AttemptArmed' });
  });

  test('asks in the open, and answers in one document, when programs and people share a terminal', async () => {
    const done = await on(copyOf(filled), 'resolve day-1/unknown --void --json', answering('day-1/unknown'));
    expect(JSON.parse(done.out)).toMatchObject({ decision: 'DeclaredVoid', job: 'Woken' });
    expect(done.err).toContain('1.5 BTC move twice');
  });

  test('takes no word that could steer a terminal', async () => {
    const file = copyOf(filled);
    for (const words of ['resolve day-1/unknown --void --yes', 'pause --all', 'cancel day-1/waiting']) {
      const odd = ['--by', 'ann', '--why', 'a\u001B[2Jb', '--journal', file];
      // oxlint-disable-next-line no-await-in-loop
      const done = await at([...words.split(' '), ...odd]);
      expect([done.code, done.out]).toEqual([1, '']);
      expect(done.err).toContain('The reason has characters in it that are not plain text.');
    }
  });
});

describe('orders', () => {
  test('pause and resume a lane, an account, everything; status tells of them', async () => {
    const file = copyOf(filled);
    const scopes = ['--lane memory/desk', '--account memory/desk', '--all'];
    for (const scope of scopes) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await on(file, `pause ${scope}`)).code).toBe(0);
    }
    const { halts } = JSON.parse((await at(['status', '--json', '--journal', file])).out);
    const halt = { by: 'ann', why: 'the venue confirmed it', since: expect.any(String) };
    expect(halts).toEqual([
      { scope: 'Account', name: 'memory/desk', ...halt },
      { scope: 'Everything', name: '', ...halt },
      { scope: 'Lane', name: 'memory/desk', ...halt },
    ]);
    const shown = await at(['status', '--journal', file]);
    expect(shown.out).toMatch(
      /Halted: nothing more is sent\n {2}account memory\/desk: the venue confirmed it \(ann,\s+since/,
    );
    for (const scope of scopes) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await on(file, `resume ${scope}`)).out).toContain('Resumed: ');
    }
    expect(JSON.parse((await at(['status', '--json', '--journal', file])).out).halts).toEqual([]);
  });

  test('cancel takes back what was never armed, and bars a job that has not begun', async () => {
    const file = copyOf(filled);
    const waiting = await on(file, 'cancel day-1/waiting');
    expect(waiting.out).toContain('The mandate day-1/waiting is taken back. Nothing was sent for it');
    expect(await lastOf(file, 'day-1/waiting')).toMatchObject({ decision: { _tag: 'Withdrawn' } });
    const later = await on(file, 'cancel day-1/later --json');
    expect(JSON.parse(later.out)).toMatchObject({ mandate: 'day-1/later', cancelled: true });
    expect(await lastOf(file, 'day-1/later')).toMatchObject({ _tag: 'MandateBarred', by: 'ann' });
    const tooLate = await on(file, 'cancel day-1/unknown');
    expect([tooLate.code, tooLate.out]).toEqual([2, '']);
    const gone = await at(['wake', 'day-1/later', '--journal', file, '--json']);
    expect(JSON.parse(gone.out)).toMatchObject({ before: 'Cancelled', woken: false });
  });

  test('wake has a job looked at', async () => {
    const done = await at(['wake', 'day-1/later', '--journal', copyOf(filled), '--json']);
    expect(JSON.parse(done.out)).toMatchObject({ job: 'day-1/later', before: 'Queued', woken: true });
  });

  test('migrate makes a new file ready, and leaves one that is ready as it is', async () => {
    const made = path.join(newFolder(), 'new.journal');
    for (const file of [made, made, copyOf(filled)]) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await at(['migrate', '--journal', file, '--json']);
      expect(JSON.parse(done.out)).toMatchObject({ journal: file, ready: true });
    }
    expect((await at(['status', '--journal', made])).out).toContain('Nothing is unknown');
  });
});

describe('a screen', () => {
  test('has colours, and verify says that it goes on', async () => {
    const shown = await at(['status', '--journal', copyOf(filled)], { hasColour: true, isScreen: true });
    expect(shown.out).toContain('\u001B[1;31munknown; waits for a person\u001B[0m');
    const verified = await at(['verify', '--journal', copyOf(filled)], { isScreen: true });
    expect(verified.out).toMatch(/^Sound: \d+ lines of 7 mandates/);
  });
});
