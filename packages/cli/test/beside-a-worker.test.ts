import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { legwork } from './fixture/bin.js';
import { newFolder } from './fixture/folder.js';

// A worker of its own process carries jobs on while the program looks at the same file and decides about what is in it.

const worker = fileURLToPath(new URL('./fixture/worker.program.js', import.meta.url));

test('status and resolve beside a running worker: it goes on with what was decided, and sends nothing again', async () => {
  const file = path.join(newFolder(), 'desk.journal');
  const child = spawn(process.execPath, [worker, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const end = new Promise<number | null>((resolve) => void child.once('exit', resolve));
  try {
    expect(await next()).toBe('unknown');
    const looks = await Promise.all([1, 2, 3].map(() => legwork(['status', '--journal', file, '--json'])));
    for (const { code, out, err } of looks) {
      expect([code, err]).toEqual([0, '']);
      expect(JSON.parse(out)).toMatchObject({
        openIntents: { Unknown: 2 },
        intents: [{ state: 'Unknown' }, { state: 'Unknown' }],
        jobs: { Running: 2 },
      });
    }
    const word = ['--journal', file, '--yes', '--json', '--by', 'ann', '--why', 'seen at the venue'];
    const adopted = await legwork(['resolve', 'adopted', '--adopt', 'T1', ...word]);
    expect(JSON.parse(adopted.out)).toMatchObject({ decision: 'Adopted', job: 'Woken' });
    const voided = await legwork(['resolve', 'voided', '--void', ...word]);
    expect(JSON.parse(voided.out)).toMatchObject({ decision: 'DeclaredVoid', job: 'Woken' });
    child.stdin.write('see\n');
    // By the venue's own books: what was adopted moved as often as it had before; what was void went once more, and only once.
    expect(JSON.parse(await next())).toEqual({ adopted: 1, voided: 1, jobs: ['Ended', 'Ended'] });
    const { code, out } = await legwork(['verify', '--journal', file, '--json']);
    expect([code, JSON.parse(out).sound]).toEqual([0, true]);
  } finally {
    child.stdin.end();
    await end;
  }
}, 60_000);
