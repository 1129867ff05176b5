/* oxlint-disable no-await-in-loop -- one process after another */
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { systemClock } from '@legwork/node';
import { PaperStory, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { type SqliteJournal, openSqliteJournal } from '../src/index.js';
import { journalIn } from './fixture/case-files.js';
import { type Child, startChild } from './fixture/child.js';
import { newFolder } from './fixture/folder.js';
import { given, idOf } from './fixture/story.js';

/** All that a child says until it ends. */
const linesOf = async (child: Child): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = [];
  for (let line = await child.line(); line !== undefined; line = await child.line()) lines.push(line);
  return lines;
};

/** How many mandates a file has, all of it verified; and that each name that was claimed for one is its own. */
const countIn = async (file: string): Promise<number> => {
  const { journal, verify, close } = right(await openSqliteJournal({ file, volatile: true })());
  const { mandates } = right(await verify());
  const listed = right(await journal.mandates({ open: false, after: O.none, limit: 10_000 })());
  for (const name of listed.slice(0, -1))
    expect(right(await journal.claim('names', [name], name)())).toEqual(O.none);
  await close();
  expect(listed).toHaveLength(mandates);
  return mandates;
};

const giveShared = async ({ journal }: SqliteJournal): Promise<void> => {
  const entry = {
    mandate: idOf('shared'),
    expected: 0,
    records: [given('shared')],
    lease: O.none,
    limitsAsOf: O.none,
  };
  right(await journal.append(entry)());
};

describe('processes', () => {
  test('that are killed at any instant lose nothing that was acknowledged, and leave at most what was being written', async () => {
    const file = journalIn(newFolder());
    let acknowledged = 0;
    for (const after of [0, 1, 3, 8, 60]) {
      const child = startChild('acknowledging.program', [file]);
      expect(await child.line()).toMatch(/^open \d+$/);
      for (let heard = 0; heard < after; heard++) await child.line();
      void child.kill();
      // What it could still say was acknowledged as well.
      const rest = await linesOf(child);
      acknowledged += after + rest.filter((line) => line.startsWith('ok')).length;
      const found = await countIn(file);
      expect([0, 1]).toContain(found - acknowledged);
      acknowledged = found;
    }
  }, 60_000);

  test.each([2, 4])(
    '%i on one file hold the lane one at a time, add exactly, and share no number and no name',
    async (number) => {
      const file = journalIn(newFolder());
      const rounds = 12;
      const opened = right(await openSqliteJournal({ file })());
      await giveShared(opened);
      const children = Array.from({ length: number }, (_, at) =>
        startChild('sharing.program', [file, `worker ${at}`, String(rounds)]),
      );
      const results = await Promise.all(children.map(async (child) => (await linesOf(child)).at(-1) ?? '{}'));
      const all = results.map(
        (text): { held: [number, number, number][]; numbers: string[]; added: number; won: string[] } =>
          JSON.parse(text),
      );
      const held = all.flatMap((one) => one.held).toSorted(([a], [b]) => a - b);
      expect(held).toHaveLength(number * rounds);
      expect(held.every(([from], at) => from >= (held[at - 1]?.[1] ?? 0))).toBe(true);
      expect(new Set(held.map(([, , epoch]) => epoch)).size).toBe(held.length);
      const numbers = all
        .flatMap((one) => one.numbers)
        .map(BigInt)
        .toSorted((a, b) => (a < b ? -1 : 1));
      expect(numbers).toEqual(Array.from({ length: number * rounds }, (_, at) => BigInt(at) * 7n));
      const records = right(await opened.journal.read(idOf('shared'))());
      expect(records).toHaveLength(1 + all.reduce((sum, one) => sum + one.added, 0));
      expect(all.flatMap((one) => one.won).toSorted()).toEqual(
        Array.from({ length: rounds }, (_, at) => `n${at}`).toSorted(),
      );
      right(await opened.verify());
      await opened.close();
    },
    60_000,
  );

  test('one that is stopped loses the lane after its time, by the clock that all share, and arms nothing when it goes on (X3)', async () => {
    const file = journalIn(newFolder());
    const ttlMs = 400;
    const { journal, close, ...opened } = right(await openSqliteJournal({ file })());
    await giveShared({ journal, close, ...opened });
    const child = startChild('holding.program', [file, String(ttlMs)]);
    const from = BigInt((await child.line()) ?? '');
    await child.kill('SIGSTOP');
    const heldMs = () => Number(process.hrtime.bigint() - from) / 1e6;
    let taken = right(await journal.acquire(PaperStory.lane, 'next', 60_000)());
    while (O.isNone(taken)) {
      await systemClock.sleep(10).done();
      taken = right(await journal.acquire(PaperStory.lane, 'next', 60_000)());
    }
    expect(heldMs()).toBeGreaterThanOrEqual(ttlMs);
    expect(heldMs()).toBeLessThan(ttlMs + 5_000);
    await child.kill('SIGCONT');
    child.say('arm');
    expect(await child.line()).toBe('LeaseLost');
    expect(await child.ended).toBe(0);
    await close();
  }, 30_000);

  test('two agree on the monotonic clock', async () => {
    const before = process.hrtime.bigint();
    const { stdout } = spawnSync(process.execPath, ['-p', 'process.hrtime.bigint()'], { encoding: 'utf8' });
    const between = BigInt(stdout.trim().replace('n', ''));
    expect(between > before && between < process.hrtime.bigint()).toBe(true);
  });
});

/** Whether strace may be used here: it is not installed everywhere, and not everybody may trace. */
const canTrace = (): boolean => {
  const { status, error } = spawnSync('strace', ['-e', 'trace=none', 'true'], { stdio: 'ignore' });
  if (error === undefined && status === 0) return true;
  process.stdout.write('LOUD: strace cannot be used here, so no real fsync was made to fail\n');
  return false;
};

describe('a disk that fails', () => {
  test('an fsync that fails ends all writing, and nothing after it is acknowledged; opened again, the file verifies and goes on (D3)', async () => {
    const file = journalIn(newFolder());
    expect(file).not.toBe('');
    if (!canTrace()) return;
    let shut = 0;
    for (const [at, when] of [12, 13, 14, 15, 23].entries()) {
      const before = at === 0 ? 0 : await countIn(file);
      const via = [
        'strace',
        '-f',
        '-o',
        '/dev/null',
        '-e',
        'trace=fsync,fdatasync',
        '-e',
        `inject=fsync,fdatasync:error=EIO:when=${when}`,
      ];
      const child = startChild('acknowledging.program', [file, '30'], { via });
      const lines = await linesOf(child);
      const failed = lines.indexOf('failed');
      if (failed >= 0) shut += 1;
      expect(failed < 0 ? '' : lines.slice(failed).join(' ')).toMatch(/^(failed failed failed)?$/);
      const said = lines.filter((line) => line.startsWith('ok')).length;
      // A failure that struck a checkpoint costs nothing: it is made good later.
      expect([0, 1]).toContain((await countIn(file)) - before - said);
    }
    expect(shut).toBeGreaterThan(2);
  }, 60_000);

  test('a disk that is full ends all writing, and the file goes on when there is room', async () => {
    const file = journalIn(newFolder());
    const child = startChild('acknowledging.program', [file, '400'], {
      via: ['sh', '-c', 'ulimit -f 400; exec "$0" "$@"'],
    });
    const lines = await linesOf(child);
    const failed = lines.indexOf('failed');
    expect(failed).toBeGreaterThan(5);
    expect(lines.slice(failed)).toEqual(['failed', 'failed', 'failed']);
    const said = lines.filter((line) => line.startsWith('ok')).length;
    const found = await countIn(file);
    expect([0, 1]).toContain(found - said);
    const next = startChild('acknowledging.program', [file, '5']);
    expect((await linesOf(next)).filter((line) => line.startsWith('ok'))).toHaveLength(5);
    expect(await countIn(file)).toBe(found + 5);
  }, 60_000);

  test('a file that may not be written is refused', async () => {
    const folder = newFolder();
    const file = journalIn(folder);
    chmodSync(folder, 0o755);
    writeFileSync(file, '', { mode: 0o444 });
    // Root may write everything, so it tries as somebody else.
    const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { status } = spawnSync(process.execPath, ['--version'], who);
    if (status !== 0)
      process.stdout.write('LOUD: nobody but root may run this Node, so nobody else was refused\n');
    if (status !== 0) return;
    expect(await linesOf(startChild('acknowledging.program', [file, '1'], who))).toEqual([
      'refused NotWritable',
    ]);
  });
});
