import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { deadlines } from '../src/deadlines.js';

describe('deadlines', () => {
  test('come in the order in which they were begun, and not before their time', async () => {
    const few = deadlines(5);
    const begunMs = performance.now();
    const came: Array<string> = [];
    await held((resolve) => {
      few.begin(() => came.push('first'));
      const second = few.begin(() => came.push('second'));
      few.begin(() => {
        came.push('third');
        resolve();
      });
      few.cancel(second);
      few.cancel(second);
    });
    expect(came).toEqual(['first', 'third']);
    expect(performance.now() - begunMs).toBeGreaterThanOrEqual(5);
  });

  test('that are begun after the timer was set come in their own time', async () => {
    const few = deadlines(10);
    const came: Array<number> = [];
    await held((resolve) => {
      const begin = (left: number): void => {
        const begunMs = performance.now();
        few.begin(() => {
          came.push(performance.now() - begunMs);
          if (left === 0) resolve();
        });
        if (left > 0) setImmediate(() => begin(left - 1));
      };
      begin(3);
    });
    expect(came).toHaveLength(4);
    expect(Math.min(...came)).toBeGreaterThanOrEqual(10);
  });

  test('that are cancelled do not come, however many they are', async () => {
    const few = deadlines(5);
    let late = 0;
    for (let at = 0; at < 1_000; at += 1) {
      const one = few.begin(() => {
        late += 1;
      });
      few.cancel(one);
      expect(one).toMatchObject({ overdue: undefined, earlier: undefined, later: undefined });
    }
    await held((resolve) => {
      few.begin(resolve);
    });
    expect(late).toBe(0);
  });

  test('come as those of a plain list do, whichever of them are cancelled, and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ cancels: fc.boolean(), which: fc.nat(30) }), { maxLength: 30 }),
        async (steps) => {
          const few = deadlines(1);
          const came: Array<number> = [];
          const begun: Array<ReturnType<typeof few.begin>> = [];
          const plain = new Set<number>();
          for (const { cancels, which } of steps) {
            const one = begun[which];
            if (cancels && one !== undefined) {
              few.cancel(one);
              plain.delete(which);
            } else {
              const at = begun.length;
              begun.push(few.begin(() => came.push(at)));
              plain.add(at);
            }
          }
          await held((resolve) => few.begin(resolve));
          expect(came).toEqual([...plain]);
        },
      ),
    );
  });

  test('keep no process alive', () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    deadlines(50).begin(() => undefined);
    expect(timers()).toBe(before);
  });
});

/** Waits until it is resolved. Deadlines do not keep a process alive, so something else has to. */
const held = async (doing: (resolve: () => void) => void): Promise<void> => {
  const hold = setInterval(() => undefined, 1_000);
  await new Promise<void>(doing);
  clearInterval(hold);
};
