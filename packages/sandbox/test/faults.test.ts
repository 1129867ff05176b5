import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { FaultSpec } from '../src/index.js';
import { FAULTS } from '../src/kraken-prime/faults.js';
import { type Bench, type Seen, withSandbox } from './client.js';

const SETTLE = 'SettlePrimeSettlementBatchAsset';
const GET = 'GetPrimeSettlementBatch';

/** What happened to one settle call under a fault: what the client saw, and what the truth says. */
interface Story extends Bench {
  readonly id: string;
  readonly seen: Seen;
  readonly json: () => unknown;
  readonly transfers: number;
}

const settleUnder = (fault: FaultSpec, check: (story: Story) => void | Promise<void>): Promise<void> =>
  withSandbox({ switches: { venueSettlesAfterMs: 600_000 } }, async (bench) => {
    const id = await bench.batch();
    await bench.control('POST /faults', { faults: [fault] });
    const seen = await bench.call(SETTLE, { batch_id: id, asset: 'BTC' });
    const transfers = bench.sandbox.machine.truth().transfers.length;
    await check({ ...bench, id, seen, json: () => JSON.parse(seen.body.toString()), transfers });
  });

/** Resolves when a fault has struck: its request is with the venue and waits there. */
const struck = async (bench: Bench, triesLeft = 500): Promise<void> => {
  const { json } = await bench.control('GET /faults');
  if (JSON.stringify(json).includes('"fired":[]') && triesLeft > 0) await struck(bench, triesLeft - 1);
};

/** Moves the clock by a second until the reply is whole; says how often that took. */
const movesUntil = async (bench: Bench, isDone: () => boolean, moves = 0): Promise<number> => {
  if (isDone() || moves === 5000) return moves;
  await bench.control('POST /clock', { advanceMs: 1000 });
  return movesUntil(bench, isDone, moves + 1);
};

const settleLate = (when: 'before' | 'after', startedAfterMs: number): Promise<void> =>
  withSandbox({}, async (bench) => {
    const id = await bench.batch();
    await bench.control('POST /faults', { faults: [{ kind: 'delay', with: { ms: 5000, when } }] });
    const reply = bench.call(SETTLE, { batch_id: id, asset: 'BTC' });
    await struck(bench);
    await bench.control('POST /clock', { advanceMs: 5000 });
    expect((await reply).status).toBe(200);
    const truth = bench.sandbox.machine.truth();
    const client = truth.transfers.find((done) => done.payer === 'client');
    expect((client?.startedAtMs ?? 0) - (truth.batches[0]?.createdAtMs ?? 0)).toBe(startedAfterMs);
  });

const PROOFS: Readonly<Record<string, () => Promise<void>>> = {
  'drop-before': () =>
    settleUnder({ kind: 'drop-before' }, ({ seen, transfers, sandbox }) => {
      expect([seen.status, seen.broken, transfers]).toEqual([0, 'ECONNRESET', 0]);
      expect(sandbox.machine.truth().requests.at(-1)).toMatchObject({
        method: SETTLE,
        accepted: false,
        nonceUsed: false,
        error: [],
      });
    }),
  'drop-after': () =>
    settleUnder({ kind: 'drop-after', with: { reset: true } }, ({ seen, transfers, sandbox }) => {
      expect([seen.status, seen.broken, transfers]).toEqual([0, 'ECONNRESET', 1]);
      expect(sandbox.machine.truth().requests.at(-1)).toMatchObject({ accepted: true });
    }),
  delay: async () => {
    await settleLate('before', 7000);
    await settleLate('after', 2000);
  },
  duplicate: async () => {
    await settleUnder({ kind: 'duplicate' }, ({ json, transfers, sandbox }) => {
      expect(json()).toMatchObject({ error: [] });
      expect(transfers).toBe(1);
      expect(sandbox.machine.truth().requests.slice(-2)).toMatchObject([
        { requestId: 'q2', accepted: true },
        { requestId: 'q2-copy', accepted: false, error: ['EAPI:Invalid nonce'] },
      ]);
    });
    await settleUnder({ kind: 'duplicate', with: { reply: 'second' } }, ({ json, transfers }) => {
      expect(json()).toEqual({ error: ['EAPI:Invalid nonce'] });
      expect(transfers).toBe(1);
    });
  },
  'http-5xx': async () => {
    const everyStatus = [500, 502, 503, 504, 520, 522, 524].map((status) =>
      settleUnder({ kind: 'http-5xx', with: { status, body: 'json' } }, ({ seen, json, transfers }) => {
        expect([seen.status, json(), transfers]).toEqual([status, { error: ['EGeneral:Internal error'] }, 1]);
      }),
    );
    await Promise.all(everyStatus);
    await settleUnder({ kind: 'http-5xx', with: { when: 'before' } }, ({ seen, transfers }) => {
      expect([seen.status, seen.headers['content-type'], transfers]).toEqual([502, 'text/html', 0]);
      expect(seen.body.toString()).toContain('<h1>Bad Gateway</h1>');
    });
  },
  'html-200': () =>
    settleUnder({ kind: 'html-200' }, ({ seen, transfers }) => {
      expect([seen.status, seen.headers['content-type'], transfers]).toEqual([200, 'text/html', 1]);
      expect(seen.body.toString()).toMatch(/^<html>/);
    }),
  'error-on-200': async () => {
    await settleUnder({ kind: 'error-on-200' }, ({ json, transfers }) => {
      expect([json(), transfers]).toEqual([{ error: ['EGeneral:Internal error'] }, 1]);
    });
    const given = { error: 'EService:Timeout', keepResult: true };
    await settleUnder({ kind: 'error-on-200', with: given }, ({ json, transfers }) => {
      expect(json()).toMatchObject({
        error: ['EService:Timeout'],
        result: { transfer: { id: '100', relationships: { leg: { asset: 'BTC', settled_at: null } } } },
      });
      expect(transfers).toBe(1);
    });
  },
  warn: () =>
    settleUnder({ kind: 'warn', with: { warning: 'WGeneral:Careful' } }, ({ json, transfers }) => {
      expect(json()).toMatchObject({ error: ['WGeneral:Careful'], result: { transfer: { id: '100' } } });
      expect(transfers).toBe(1);
    }),
  stale: () =>
    withSandbox({}, async ({ ask, batch, control }) => {
      const id = await batch();
      await control('POST /faults', { faults: [{ kind: 'stale', on: { nth: 2 }, with: { ms: 1000 } }] });
      const isConfirmed = (confirmed: boolean) => ({ result: { batch: { attributes: { confirmed } } } });
      expect(await ask(GET, { batch_id: id })).toMatchObject(isConfirmed(true));
      expect(await ask(GET, { batch_id: id })).toMatchObject(isConfirmed(false));
      expect(await ask(GET, { batch_id: id })).toMatchObject(isConfirmed(true));
    }),
  'async-apply': () =>
    settleUnder(
      { kind: 'async-apply', with: { ms: 9000 } },
      async ({ json, transfers, control, sandbox }) => {
        expect(json()).toMatchObject({
          result: { transfer: { attributes: { transfer_status: 'pending' } } },
        });
        expect(transfers).toBe(0);
        await control('POST /clock', { advanceMs: 9000 });
        await control('GET /truth');
        expect(sandbox.machine.truth().transfers).toHaveLength(1);
      },
    ),
  partial: async () => {
    const settlePart = (outcome: unknown, moved: string): Promise<void> =>
      settleUnder({ kind: 'partial', with: { outcome } }, async ({ control, sandbox }) => {
        await control('POST /clock', { advanceMs: 1500 });
        await control('GET /truth');
        expect(sandbox.machine.truth().transfers).toMatchObject([{ outcome: 'partial', moved }]);
      });
    await settlePart({ percent: 50 }, '0.7285');
    await settlePart({ amount: '0.25' }, '0.25');
  },
  'fail-transfer': () =>
    settleUnder({ kind: 'fail-transfer' }, async ({ ask, control, id }) => {
      await control('POST /clock', { advanceMs: 1500 });
      const after = JSON.stringify(await ask(GET, { batch_id: id }));
      expect(after).toContain('"status":"unsettled","asset":"BTC"');
      expect(after).toContain('"transfer_status":"failed"');
    }),
  stuck: () =>
    settleUnder({ kind: 'stuck' }, async ({ control }) => {
      await control('POST /clock', { advanceMs: 86_400_000 });
      expect((await control('GET /state')).json).toMatchObject({ stuckTransferIds: ['100'] });
      expect((await control('POST /release', { transferId: '100' })).status).toBe(200);
    }),
  'confirm-flip': () =>
    settleUnder({ kind: 'confirm-flip', with: { backAfterMs: 100 } }, async ({ json, ask, control, id }) => {
      expect(json()).toEqual({ error: ['EGeneral:Invalid arguments:batch not confirmed'] });
      await control('POST /clock', { advanceMs: 100 });
      expect(await ask(SETTLE, { batch_id: id, asset: 'BTC' })).toMatchObject({ error: [] });
    }),
  'second-actor': async () => {
    await settleUnder({ kind: 'second-actor', with: { act: 'settle' } }, ({ json, sandbox }) => {
      expect(json()).toEqual({ error: ['EGeneral:Invalid arguments:leg cannot be settled'] });
      expect(sandbox.machine.truth().transfers).toMatchObject([{ asset: 'BTC', cause: 'second-actor' }]);
    });
    await withSandbox({}, async ({ ask, control, sandbox }) => {
      const fault = { kind: 'second-actor', with: { act: 'create', when: 'after' } };
      await control('POST /faults', { faults: [fault] });
      await ask('ListPrimeSettlementBatches');
      expect(sandbox.machine.truth().batches).toMatchObject([{ cause: 'second-actor' }]);
    });
  },
  truncate: () =>
    settleUnder({ kind: 'truncate', with: { missingBytes: 10 } }, ({ seen, transfers }) => {
      expect([seen.status, seen.broken, transfers]).toEqual([200, 'ECONNRESET', 1]);
      expect(Number(seen.headers['content-length']) - seen.body.length).toBe(10);
    }),
  huge: () =>
    settleUnder({ kind: 'huge', with: { mib: 2 } }, ({ seen, transfers }) => {
      expect(seen.body.length).toBeGreaterThan(2 * 1_048_576);
      expect([seen.body.subarray(0, 10).toString(), transfers]).toEqual(['{"error":[', 1]);
    }),
  malformed: () =>
    settleUnder({ kind: 'malformed', with: { how: 'amount-number' } }, ({ seen, transfers }) => {
      expect(seen.body.toString()).toContain('"transfer_amount":1.45700001');
      expect(transfers).toBe(1);
    }),
  slow: async () => {
    await settleUnder({ kind: 'slow' }, ({ json }) => {
      expect(json()).toMatchObject({ error: [] });
    });
    await withSandbox({}, async (bench) => {
      await bench.control('POST /faults', { faults: [{ kind: 'slow', with: { msPerByte: 1000 } }] });
      let seen: Seen | undefined;
      const receive = async (): Promise<void> => {
        seen = await bench.call('ListPrimeSettlementBatches');
      };
      const reply = receive();
      const moves = await movesUntil(bench, () => seen !== undefined);
      await reply;
      expect(seen?.body.toString()).toContain('"has_more":false');
      expect(moves).toBeGreaterThanOrEqual(seen?.body.length ?? Infinity);
    });
  },
  redirect: async () => {
    const url = 'http://127.0.0.1:9/';
    await settleUnder({ kind: 'redirect', with: { url } }, ({ seen, transfers }) => {
      expect([seen.status, seen.headers.location, transfers]).toEqual([307, url, 0]);
    });
    await settleUnder(
      { kind: 'redirect', with: { url, status: 302, when: 'after' } },
      ({ seen, transfers }) => {
        expect([seen.status, seen.headers.location, transfers]).toEqual([302, url, 1]);
      },
    );
  },
  gzip: () =>
    settleUnder({ kind: 'gzip' }, ({ seen, transfers }) => {
      expect(seen.headers['content-encoding']).toBe('gzip');
      expect(JSON.parse(gunzipSync(seen.body).toString())).toMatchObject({ error: [] });
      expect(transfers).toBe(1);
    }),
};

describe('every fault does what it says, over a real socket', () => {
  it.each(Object.entries(PROOFS))('%s', async (_name, proof) => {
    expect.hasAssertions();
    await proof();
  });

  it('and none is left out', () => {
    expect(Object.keys(PROOFS).toSorted()).toEqual(Object.keys(FAULTS).toSorted());
  });
});
