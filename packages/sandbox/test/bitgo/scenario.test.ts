import { describe, expect, it } from '@jest/globals';
import { BITGO_SCENARIOS, type BitgoScenarioName } from '../../src/index.js';
import { parse } from '../../src/bitgo/scenario.js';
import { type Bench, jsonOf, settlementIn, withSandbox } from './client.js';
import { buildBody, direct, textAt } from './driver.js';

const statusAfter = async ({ control, sandbox }: Bench, ms: number): Promise<string | undefined> => {
  await control('POST /clock', { advanceMs: ms });
  await control('GET /truth');
  return sandbox.machine.truth().settlements.at(-1)?.status;
};

const settledAfterASecond = async (bench: Bench): Promise<void> => {
  expect((await bench.create()).status).toBe(200);
  expect(await statusAfter(bench, 1000)).toBe('settled');
};

/** What each scenario is for, seen to happen. */
const PROOFS: Readonly<Record<BitgoScenarioName, (bench: Bench) => Promise<void>>> = {
  default: settledAfterASecond,
  manual: async (bench) => {
    await bench.create();
    expect(await statusAfter(bench, 3_600_000)).toBe('pending');
  },
  agency: async (bench) => {
    const { ids, sandbox, control } = bench;
    const trade = { ...direct(ids), baseReceiveAmount: '1000000', quoteReceiveAmount: '999999' };
    await control('POST /propose', { requesterAccountId: ids.agent, trade });
    expect(await statusAfter(bench, 1000)).toBe('settled');
    const [settlement] = sandbox.machine.truth().settlements;
    expect(settlement).toMatchObject({ type: 'agency', obligations: [{ fee: '1000' }, { fee: '1000' }] });
  },
  incoming: async ({ call, affirm, sandbox }) => {
    const pending = async () => {
      const seen = await call('requester', 'GET', '/affirmations?status=pending');
      return jsonOf(seen);
    };
    expect(await pending()).toMatchObject({ affirmations: [{}, {}] });
    const [first] = sandbox.machine.truth().settlements;
    const settlement = settlementIn(await call('requester', 'GET', `/settlements/${first?.id}`));
    expect((await affirm('requester', settlement)).status).toBe(200);
    expect(sandbox.machine.truth().settlements.map((held) => [held.type, held.status])).toEqual([
      ['direct', 'settled'],
      ['agency', 'pending'],
    ]);
  },
  expiring: async (bench) => {
    await bench.create();
    expect(await statusAfter(bench, 59_999)).toBe('pending');
    expect(await statusAfter(bench, 1)).toBe('canceled');
  },
  'rejecting-counterparty': async (bench) => {
    await bench.create();
    expect(await statusAfter(bench, 1000)).toBe('rejected');
  },
  'lying-payload': async ({ call, ids, sandbox }) => {
    for (let count = 1; count < 4; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as a client does
      const seen = await call('requester', 'POST', '/payload', buildBody(direct(ids)));
      const told = sandbox.machine.truth().lies;
      expect(told).toHaveLength(count);
      expect(told.at(-1)?.told).toBe(textAt(jsonOf(seen), 'payload'));
    }
  },
  'lost-create': async (bench) => {
    const seen = await bench.create();
    expect([seen.status, seen.broken]).toEqual([0, 'ECONNRESET']);
    expect(await statusAfter(bench, 1000)).toBe('settled');
  },
  'lost-affirm': async ({ create, affirm, sandbox }) => {
    const seen = await affirm('counterparty', settlementIn(await create()));
    expect([seen.status, seen.broken]).toEqual([0, 'ECONNRESET']);
    expect(sandbox.machine.truth().settlements[0]?.status).toBe('settled');
  },
  'insufficient-funds': async ({ create }) => {
    expect(jsonOf(await create())).toMatchObject({ errorName: 'backend:trade:insufficientFunds' });
  },
  'failed-lock': async ({ create }) => {
    expect(settlementIn(await create()).status).toBe('failed');
  },
  'late-effect': async (bench) => {
    const { create, sandbox, control, call } = bench;
    await create();
    expect(sandbox.machine.truth().settlements).toEqual([]);
    const [signed] = sandbox.machine.truth().signatures;
    const body = { payload: signed?.payload, signature: signed?.signature, trades: [direct(bench.ids)] };
    expect((await call('requester', 'POST', '/settlements', body)).status).toBe(200);
    await control('POST /clock', { advanceMs: 60_000 });
    await control('GET /truth');
    expect(sandbox.machine.truth().settlements.map((held) => held.status)).toEqual(['settled', 'settled']);
  },
  fees: async (bench) => {
    await settledAfterASecond(bench);
    const fees = bench.sandbox.machine.truth().moves.filter((move) => move.kind === 'fee');
    expect(fees.map((move) => [move.amount, move.toAccountId])).toEqual([
      ['5000', 'venue'],
      ['5000', 'venue'],
    ]);
  },
};

describe('the scenarios that come along', () => {
  it.each(Object.keys(BITGO_SCENARIOS))('%s does what it is for', (name) => {
    expect.hasAssertions();
    const found = Object.entries(PROOFS).find(([known]) => known === name);
    const scenario = Object.entries(BITGO_SCENARIOS).find(([known]) => known === name);
    if (found === undefined || scenario === undefined) throw new Error('no proof');
    return withSandbox({ scenario: scenario[1] }, found[1]);
  });
});

describe('a scenario of one’s own', () => {
  const mine = {
    says: 'Mine.',
    switches: { siblings: 'same', feePpm: 5 },
    accounts: [
      { name: 'left', funds: { ofctbtc: '5' } },
      { name: 'right', funds: { ofctusd: '9' } },
    ],
    partners: [{ primary: 'left', secondary: 'right', type: 'direct' }],
    proposals: [
      {
        requester: 'right',
        base: 'left',
        quote: 'right',
        baseAmount: '5',
        baseCurrency: 'ofctbtc',
        quoteAmount: '9',
        quoteCurrency: 'ofctusd',
      },
    ],
    faults: [{ kind: 'lie', with: { lie: 'random' } }],
  };

  it('is read as it is', () => {
    expect(parse(mine)).toEqual({ ok: true, value: mine });
  });

  it.each([
    [{ ...mine, says: 7 }, 'The scenario.says must be a text.'],
    [{ ...mine, surprise: 1 }, 'The scenario has an unknown field: surprise.'],
    [{ ...mine, switches: { speed: 1 } }, 'There is no switch named speed.'],
    [{ ...mine, switches: [] }, 'The scenario.switches must be an object.'],
    [{ ...mine, accounts: [...mine.accounts, mine.accounts[0]] }, 'The account left occurs twice.'],
    [
      { ...mine, accounts: [{ name: 'left', funds: { ofctbtc: 5 } }] },
      'The scenario.accounts[0].funds.ofctbtc must be a whole number of base units in a text.',
    ],
    [
      { ...mine, partners: [{ primary: 'left', secondary: 'up', type: 'direct' }] },
      'There is no account named up.',
    ],
    [
      { ...mine, proposals: [{ ...mine.proposals[0], requester: 'up' }] },
      'A proposal names an account that is not there.',
    ],
    [
      { ...mine, proposals: [{ ...mine.proposals[0], quoteAmount: '10' }] },
      'The venue refuses: insufficient funds.',
    ],
    [{ ...mine, faults: [{ kind: 'quake' }] }, 'There is no fault named quake.'],
  ])('is refused with a sentence (%#)', (scenario, why) => {
    expect(parse(scenario)).toEqual({ ok: false, why });
  });
});
