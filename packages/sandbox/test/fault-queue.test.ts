import { describe, expect, it } from '@jest/globals';
import * as Chaos from '../src/fault/chaos.js';
import * as FaultQueue from '../src/fault/fault-queue.js';
import { FAULTS } from '../src/kraken-prime/faults.js';
import * as SeededRandom from '../src/seeded-random.js';
import { withSandbox } from './client.js';

const subject = (requestId: string, method = 'M', asset?: string, batch?: string) => ({
  requestId,
  method,
  asset,
  batch,
});

const kindsTaken = (queue: ReturnType<typeof FaultQueue.make>): ReadonlyArray<string> =>
  queue.list().fired.map((fault) => `${fault.requestId} ${fault.kind}`);

describe('the queue of faults', () => {
  it('strikes the nth request that matches, once', () => {
    const queue = FaultQueue.make(FAULTS, undefined);
    queue.add([{ kind: 'gzip', on: { method: 'M', nth: 2 } }]);
    for (const [id, method] of [
      ['1', 'M'],
      ['2', 'N'],
      ['3', 'M'],
      ['4', 'M'],
    ] as const)
      queue.take(subject(id, method));
    expect(kindsTaken(queue)).toEqual(['3 gzip']);
    expect(queue.list().pending).toEqual([]);
  });

  it('strikes a request once, and keeps the second fault for the next', () => {
    const queue = FaultQueue.make(FAULTS, undefined);
    queue.add([{ kind: 'gzip', times: 2 }, { kind: 'warn' }]);
    for (const id of ['1', '2', '3', '4']) queue.take(subject(id));
    expect(kindsTaken(queue)).toEqual(['1 gzip', '2 gzip', '3 warn']);
  });

  it('matches assets and batches', () => {
    const queue = FaultQueue.make(FAULTS, undefined);
    queue.add([
      { kind: 'gzip', on: { asset: 'BTC', batch: 'B_1' } },
      { kind: 'warn', on: { batch: 'B_2' } },
    ]);
    queue.take(subject('1', 'M', 'BTC', 'B_2'));
    queue.take(subject('2', 'M', 'ETH', 'B_1'));
    queue.take(subject('3', 'M', 'BTC', 'B_1'));
    queue.take(subject('4'));
    expect(kindsTaken(queue)).toEqual(['1 warn', '3 gzip']);
  });

  it('takes all of a list or nothing', () => {
    const queue = FaultQueue.make(FAULTS, undefined);
    expect(queue.add([{ kind: 'gzip' }, { kind: 'nothing' }])).toMatchObject({ ok: false });
    expect(queue.add(Array.from({ length: 10_001 }, () => ({ kind: 'gzip' })))).toMatchObject({ ok: false });
    expect(queue.list().pending).toEqual([]);
  });
});

describe('chaos', () => {
  const drawn = (seed: number, perMillion: number) => {
    const chaos = Chaos.make(FAULTS, perMillion, SeededRandom.make(seed));
    return Array.from({ length: 400 }, () => {
      const fault = chaos.draw();
      return fault === undefined ? 'none' : `${fault.kind} ${JSON.stringify(fault.with)}`;
    });
  };

  it('depends on its seed alone', () => {
    expect(drawn(3, 500_000)).toEqual(drawn(3, 500_000));
    expect(drawn(3, 500_000)).not.toEqual(drawn(4, 500_000));
  });

  it('strikes never, sometimes or always, as its share says', () => {
    expect(new Set(drawn(1, 0))).toEqual(new Set(['none']));
    expect(drawn(1, 1_000_000)).not.toContain('none');
    const quiet = drawn(1, 250_000).filter((fault) => fault === 'none').length;
    expect(quiet).toBeGreaterThan(250);
    expect(quiet).toBeLessThan(350);
  });

  it('draws every kind that can be drawn', () => {
    const kinds = new Set(drawn(5, 1_000_000).map((fault) => fault.replace(/ .*/, '')));
    const drawable = Object.keys(FAULTS).filter((kind) => FAULTS[kind]?.draw !== undefined);
    expect([...kinds].toSorted()).toEqual(drawable.toSorted());
  });

  it('strikes over a real socket, after the scripted faults', () =>
    withSandbox({ chaos: 1, seed: 2, scenario: 'lost-create' }, async ({ call, control }) => {
      await call('CreatePrimeSettlementBatch');
      const { json } = await control('GET /faults');
      expect(json).toMatchObject({ fired: [{ kind: 'drop-after', requestId: 'q1', by: 'script' }] });
    }));
});
