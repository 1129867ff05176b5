import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { FaultSpec, WireSettlement } from '../../src/index.js';
import { FAULTS } from '../../src/bitgo/faults.js';
import * as Chaos from '../../src/fault/chaos.js';
import * as SeededRandom from '../../src/seeded-random.js';
import type { Seen } from '../client.js';
import { type Bench, hmacHeaders, jsonOf, settlementIn, withSandbox } from './client.js';
import { affirmationOf, textAt } from './driver.js';

/** What happened to one Create under a fault: what the client saw, and how many settlements came of it. */
interface Story extends Bench {
  readonly seen: Seen;
  readonly made: number;
}

const createUnder = (fault: FaultSpec, check: (story: Story) => void | Promise<void>): Promise<void> =>
  withSandbox({}, async (bench) => {
    const on = { method: 'CreateSettlement', ...fault.on };
    await bench.control('POST /faults', { faults: [{ ...fault, on }] });
    const seen = await bench.create();
    await check({ ...bench, seen, made: bench.sandbox.machine.truth().settlements.length });
  });

/** The settlement of a bench, and a fault that waits for the counterparty's affirmation. */
const affirmUnder = (
  fault: FaultSpec,
  check: (
    story: Bench & { readonly seen: Seen; readonly settlement: WireSettlement },
  ) => void | Promise<void>,
): Promise<void> =>
  withSandbox({}, async (bench) => {
    const settlement = settlementIn(await bench.create());
    await bench.control('POST /faults', { faults: [fault] });
    await check({ ...bench, seen: await bench.affirm('counterparty', settlement), settlement });
  });

/** Resolves when a fault has struck: its request is with the venue and waits there. */
const struck = async (bench: Bench, triesLeft = 500): Promise<void> => {
  const { json } = await bench.control('GET /faults');
  if (JSON.stringify(json).includes('"fired":[]') && triesLeft > 0) await struck(bench, triesLeft - 1);
};

const createLate = (when: 'before' | 'after', afterMs: number): Promise<void> =>
  withSandbox({}, async (bench) => {
    const on = { method: 'CreateSettlement' };
    await bench.control('POST /faults', { faults: [{ kind: 'delay', on, with: { ms: 5000, when } }] });
    const reply = bench.create();
    await struck(bench);
    await bench.control('POST /clock', { advanceMs: 5000 });
    expect((await reply).status).toBe(200);
    const [settlement] = bench.sandbox.machine.truth().settlements;
    expect((settlement?.createdAtMs ?? 0) - 1_700_000_000_000).toBe(afterMs);
  });

const statusOf = ({ sandbox }: Bench): string | undefined =>
  sandbox.machine.truth().settlements.at(-1)?.status;

const PROOFS: Readonly<Record<string, () => Promise<void>>> = {
  'drop-before': () =>
    createUnder({ kind: 'drop-before' }, ({ seen, made, sandbox }) => {
      expect([seen.status, seen.broken, made]).toEqual([0, 'ECONNRESET', 0]);
      expect(sandbox.machine.truth().requests.at(-1)).toMatchObject({
        operation: 'CreateSettlement',
        accepted: false,
        status: 0,
        errorName: null,
      });
    }),
  'drop-after': () =>
    createUnder({ kind: 'drop-after', with: { reset: true } }, ({ seen, made }) => {
      expect([seen.status, seen.broken, made]).toEqual([0, 'ECONNRESET', 1]);
    }),
  delay: async () => {
    await createLate('before', 5000);
    await createLate('after', 0);
  },
  duplicate: async () => {
    await createUnder({ kind: 'duplicate' }, ({ seen, made, sandbox }) => {
      expect([seen.status, made]).toEqual([200, 1]);
      const copies = sandbox.machine.truth().requests.slice(-2);
      expect(copies.map(({ requestId, status }) => [requestId, status])).toEqual([
        ['q2', 200],
        ['q2-copy', 409],
      ]);
    });
    await createUnder({ kind: 'duplicate', with: { reply: 'second' } }, ({ seen, made }) => {
      expect([textAt(jsonOf(seen), 'errorName'), made]).toEqual(['sandbox:nonceUsed', 1]);
    });
  },
  'http-5xx': async () => {
    await createUnder({ kind: 'http-5xx' }, ({ seen, made }) => {
      expect([seen.status, seen.headers['content-type'], made]).toEqual([502, 'text/html', 1]);
    });
    const before = { status: 503, when: 'before', body: 'json' };
    await createUnder({ kind: 'http-5xx', with: before }, ({ seen, made }) => {
      expect([seen.status, made]).toEqual([503, 0]);
      expect(jsonOf(seen)).toEqual({
        error: 'internal server error',
        errorName: 'backend:common:internalServerError',
        reqId: 'unk-0',
      });
    });
  },
  'html-200': () =>
    createUnder({ kind: 'html-200' }, ({ seen, made }) => {
      expect([seen.status, seen.headers['content-type'], made]).toEqual([200, 'text/html', 1]);
    }),
  truncate: () =>
    createUnder({ kind: 'truncate', with: { missingBytes: 10 } }, ({ seen, made }) => {
      expect([seen.status, seen.broken, made]).toEqual([200, 'ECONNRESET', 1]);
    }),
  huge: () =>
    createUnder({ kind: 'huge', with: { mib: 2 } }, ({ seen, made }) => {
      expect(seen.body.length).toBeGreaterThan(2 * 1_048_576);
      expect(made).toBe(1);
    }),
  slow: () =>
    createUnder({ kind: 'slow' }, ({ seen, made }) => {
      expect(settlementIn(seen).status).toBe('pending');
      expect(made).toBe(1);
    }),
  redirect: async () => {
    const url = 'http://127.0.0.1:9/';
    await createUnder({ kind: 'redirect', with: { url } }, ({ seen, made }) => {
      expect([seen.status, seen.headers.location, made]).toEqual([307, url, 0]);
    });
    await createUnder({ kind: 'redirect', with: { url, status: 302, when: 'after' } }, ({ seen, made }) => {
      expect([seen.status, made]).toEqual([302, 1]);
    });
  },
  gzip: () =>
    createUnder({ kind: 'gzip' }, ({ seen, made }) => {
      expect(seen.headers['content-encoding']).toBe('gzip');
      expect(JSON.parse(gunzipSync(seen.body).toString())).toMatchObject({ status: 'pending' });
      expect(made).toBe(1);
    }),
  refusal: async () => {
    await createUnder({ kind: 'refusal', with: { name: 'rateLimit' } }, ({ seen, made }) => {
      expect([seen.status, textAt(jsonOf(seen), 'errorName'), made]).toEqual([
        429,
        'backend:common:rateLimitExceeded',
        0,
      ]);
    });
    const late = { name: 'insufficientFunds', when: 'after' };
    await createUnder({ kind: 'refusal', with: late }, ({ seen, made }) => {
      expect([seen.status, made]).toEqual([400, 1]);
    });
  },
  'odd-error': async () => {
    await createUnder({ kind: 'odd-error', with: { form: 'error-object' } }, ({ seen, made }) => {
      expect([seen.status, made]).toEqual([400, 0]);
      expect(jsonOf(seen)).toMatchObject({ error: { quantity: 'invalid' } });
    });
    const late = { form: 'no-body', status: 409, when: 'after' };
    await createUnder({ kind: 'odd-error', with: late }, ({ seen, made }) => {
      expect([seen.status, seen.body.length, made]).toEqual([409, 0, 1]);
    });
    await createUnder({ kind: 'odd-error', with: { form: 'no-json' } }, ({ seen }) => {
      expect([seen.headers['content-type'], seen.body.toString()]).toEqual([
        'text/plain',
        'invalid argument',
      ]);
    });
  },
  stale: () =>
    withSandbox({}, async (bench) => {
      const settlement = settlementIn(await bench.create());
      await bench.control('POST /clock', { advanceMs: 1000 });
      await bench.affirm('counterparty', settlement);
      await bench.control('POST /clock', { advanceMs: 1000 });
      await bench.control('POST /faults', { faults: [{ kind: 'stale', with: { ms: 1500 } }] });
      const read = async (): Promise<string> =>
        settlementIn(await bench.call('requester', 'GET', `/settlements/${settlement.id}`)).status;
      expect(await read()).toBe('pending');
      expect(await read()).toBe('settled');
    }),
  'async-apply': () =>
    createUnder({ kind: 'async-apply', with: { ms: 9000 } }, async ({ seen, made, control, sandbox }) => {
      expect([settlementIn(seen).status, made]).toEqual(['pending', 0]);
      await control('POST /clock', { advanceMs: 9000 });
      await control('GET /truth');
      expect(sandbox.machine.truth().settlements).toHaveLength(1);
    }),
  lie: () =>
    withSandbox({}, async (bench) => {
      const settlement = settlementIn(await bench.create());
      const { id, payload } = affirmationOf(settlement, bench.ids.counterparty);
      await bench.control('POST /faults', { faults: [{ kind: 'lie', with: { lie: 'amount-times-ten' } }] });
      const told = textAt(jsonOf(await bench.call('counterparty', 'GET', `/affirmations/${id}`)), 'payload');
      expect(told).toBe(
        payload.replaceAll('1000001', (found, at: number) =>
          payload.slice(0, at).endsWith('"receiveAmount":"') ? found : `${found}0`,
        ),
      );
      expect(bench.sandbox.machine.truth().lies).toMatchObject([{ lie: 'amount-times-ten', told }]);
    }),
  'fail-settle': () =>
    affirmUnder({ kind: 'fail-settle' }, (bench) => {
      expect(jsonOf(bench.seen)).toMatchObject({ status: 'failed', lock: { status: 'failed' } });
      expect(statusOf(bench)).toBe('failed');
      expect(bench.sandbox.machine.truth().balances.every((held) => held.held === '0')).toBe(true);
    }),
  'other-party': async () => {
    await affirmUnder({ kind: 'other-party', with: { act: 'cancel' } }, (bench) => {
      expect(textAt(jsonOf(bench.seen), 'errorName')).toBe('sandbox:notPending');
      expect(statusOf(bench)).toBe('canceled');
    });
    await createUnder({ kind: 'other-party', with: { act: 'affirm', when: 'after' } }, (bench) => {
      expect(settlementIn(bench.seen).status).toBe('pending');
      expect(statusOf(bench)).toBe('settled');
    });
  },
  drain: () =>
    createUnder({ kind: 'drain' }, ({ seen, made }) => {
      expect([textAt(jsonOf(seen), 'errorName'), made]).toEqual(['backend:trade:insufficientFunds', 0]);
    }),
  'bad-hmac': () =>
    withSandbox({ switches: { tokenKind: 'v2x' } }, async (bench) => {
      const { accountId, accessToken } = bench.account('requester');
      const path = `/api/v2/ofc/wallet/${accountId}`;
      const headers = hmacHeaders(accessToken, '3.0', { method: 'GET', path, body: '' });
      await bench.control('POST /faults', { faults: [{ kind: 'bad-hmac', times: 2 }] });
      const seen = await bench.call('requester', 'GET', path, undefined, headers);
      expect([seen.status, seen.headers['hmac']]).toEqual([200, '0'.repeat(64)]);
      expect((await bench.call('requester', 'GET', path)).headers).not.toHaveProperty('hmac');
    }),
  malformed: () =>
    createUnder({ kind: 'malformed', with: { how: 'payload-object' } }, ({ seen, made }) => {
      expect(seen.body.toString()).toContain('"payload":{"version":"1.2.0"');
      expect(made).toBe(1);
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

describe('chaos', () => {
  it('draws every kind that can be drawn, with what it takes, the same for the same seed', () => {
    const draws = (): ReadonlyArray<unknown> => {
      const chaos = Chaos.make(FAULTS, 1_000_000, SeededRandom.make(3));
      return Array.from({ length: 2000 }, () => {
        const drawn = chaos.draw();
        return { kind: drawn?.kind, with: drawn?.with };
      });
    };
    const drawn = draws();
    expect(draws()).toEqual(drawn);
    for (const [kind, { draw }] of Object.entries(FAULTS)) {
      const count = drawn.filter((fault) => textAt(fault, 'kind') === kind).length;
      expect(count > 0).toBe(draw !== undefined);
    }
  });
});
