import { describe, expect, it } from '@jest/globals';
import { KrakenPrimeMachine, SWITCHES, type SwitchChanges, type SwitchName } from '../src/index.js';
import { authenticate } from '../src/kraken-prime/authenticate.js';
import { sign } from '../src/kraken-prime/api-sign.js';
import { SWITCHBOARD } from '../src/kraken-prime/switches.js';
import { DAY, START_MS, batchOf, confirmed, drive, leg, trade } from './driver.js';

const rated = (switches: SwitchChanges, calls: ReadonlyArray<readonly [nonce: bigint, atMs: number]>) => {
  const machine = KrakenPrimeMachine.make({ switches });
  return calls.map(
    ([nonce, atMs]) =>
      machine.call(
        { key: 'sandbox', nonce, method: 'ListPrimeSettlementBatches', params: {} },
        START_MS + atMs,
      ).error[0] ?? 'ok',
  );
};

const partly = (switches: SwitchChanges) => {
  const started = confirmed({
    switches,
    transfers: [{ asset: 'BTC', outcome: { _tag: 'PartialAmount', amount: '0.4' } }],
  });
  started.venue.settle(started.id, 'BTC');
  started.venue.pass(1500);
  return started;
};

const settledLegs = (switches: SwitchChanges, assets: ReadonlyArray<string>, passMs: number) => {
  const { venue, id } = confirmed({ switches });
  for (const asset of assets) venue.settle(id, asset);
  venue.pass(passMs);
  return venue.get(id);
};

const secondSettle = (switches: SwitchChanges) => {
  const { venue, id } = confirmed({ switches });
  venue.settle(id, 'BTC', { applyDelayMs: 5000 });
  const { error } = venue.settle(id, 'BTC', { applyDelayMs: 5000 });
  venue.pass(20_000);
  const moved = venue.machine.truth().transfers.filter((done) => done.asset === 'BTC');
  return { error, moved: moved.map((done) => done.moved) };
};

const staleStatus = (switches: SwitchChanges, agoMs: number) => {
  const { venue, id } = confirmed({ switches });
  venue.settle(id, 'BTC');
  venue.pass(5000);
  return leg(venue.get(id, { asOfMs: venue.now() - agoMs }), 'BTC').status;
};

const nonceTyped = (nonceType: 'integer' | 'integer-or-string') => {
  const credentials = { apiKey: 'k', apiSecret: 'c2VjcmV0' };
  const path = '/0/private/ListPrimeSettlementBatches';
  const body = Buffer.from('{"nonce":"7"}');
  const apiSign = sign(path, '7', body, credentials.apiSecret);
  const raw = { httpMethod: 'POST', path, contentType: 'application/json', apiKey: 'k', apiSign, body };
  const call = authenticate(raw, credentials, nonceType);
  return call.ok ? call.value.nonce : call.why;
};

/** For each switch, something that differs between two of its values. A switch without an entry does not compile. */
const PROOFS: Readonly<Record<SwitchName, () => void>> = {
  nonceWindow: () => {
    const calls = [[10n, 0] as const, [9n, 0] as const];
    expect(rated({}, calls)).toEqual(['ok', 'EAPI:Invalid nonce']);
    expect(rated({ nonceWindow: 5n }, calls)).toEqual(['ok', 'ok']);
  },
  nonceType: () => {
    expect(nonceTyped('integer')).toBe('EGeneral:Invalid arguments');
    expect(nonceTyped('integer-or-string')).toBe(7n);
  },
  lockoutAfter: () => {
    const calls = [[10n, 0] as const, [1n, 0] as const, [11n, 0] as const];
    expect(rated({}, calls).at(-1)).toBe('ok');
    expect(rated({ lockoutAfter: 1 }, calls).at(-1)).toBe('EGeneral:Temporary lockout');
  },
  lockoutWithinMs: () => {
    const calls = [[10n, 0] as const, [1n, 0] as const, [1n, 500] as const, [11n, 500] as const];
    expect(rated({ lockoutAfter: 2 }, calls).at(-1)).toBe('EGeneral:Temporary lockout');
    expect(rated({ lockoutAfter: 2, lockoutWithinMs: 100 }, calls).at(-1)).toBe('ok');
  },
  lockoutMs: () => {
    const calls = [[10n, 0] as const, [1n, 0] as const, [11n, 500] as const];
    expect(rated({ lockoutAfter: 1 }, calls).at(-1)).toBe('EGeneral:Temporary lockout');
    expect(rated({ lockoutAfter: 1, lockoutMs: 100 }, calls).at(-1)).toBe('ok');
  },
  rateMax: () => {
    const calls = [[1n, 0] as const, [2n, 0] as const];
    expect(rated({}, calls)).toEqual(['ok', 'ok']);
    expect(rated({ rateMax: 1 }, calls)).toEqual(['ok', 'EAPI:Rate limit exceeded']);
  },
  rateDecayMilliPerSecond: () => {
    const calls = [[1n, 0] as const, [2n, 1000] as const];
    expect(rated({ rateMax: 1 }, calls).at(-1)).toBe('ok');
    expect(rated({ rateMax: 1, rateDecayMilliPerSecond: 330 }, calls).at(-1)).toBe(
      'EAPI:Rate limit exceeded',
    );
  },
  rateBeforeNonce: () => {
    const calls = [[1n, 0] as const, [1n, 0] as const];
    expect(rated({ rateMax: 1 }, calls).at(-1)).toBe('EAPI:Rate limit exceeded');
    expect(rated({ rateMax: 1, rateBeforeNonce: false }, calls).at(-1)).toBe('EAPI:Invalid nonce');
  },
  rateRefusedCounts: () => {
    const calls = [[1n, 0] as const, [2n, 0] as const, [3n, 1000] as const];
    expect(rated({ rateMax: 1 }, calls).at(-1)).toBe('ok');
    expect(rated({ rateMax: 1, rateRefusedCounts: true }, calls).at(-1)).toBe('EAPI:Rate limit exceeded');
  },
  activeUntil: () => {
    const again = (activeUntil: 'settled' | 'completed') => {
      const { venue, id } = confirmed({ switches: { activeUntil, completeAfterMs: 60_000 } });
      venue.settle(id, 'BTC');
      venue.settle(id, 'ETH');
      venue.pass(10_000);
      venue.machine.addTrades([trade(50, 'buy', ['SOL', '1'], ['USD', '1'])], venue.now());
      return venue.create().error;
    };
    expect(again('completed')).toEqual(['EGeneral:Invalid arguments:batch already active']);
    expect(again('settled')).toEqual([]);
  },
  zeroLegs: () => {
    const flat = [
      ...DAY,
      trade(60, 'buy', ['SOL', '1'], ['USD', '5']),
      trade(61, 'sell', ['SOL', '1'], ['USD', '5']),
    ];
    const legs = (switches: SwitchChanges) => batchOf(drive({ switches, trades: flat }).create()).legs;
    expect(legs({}).map((held) => held.asset)).toEqual(['USD', 'BTC', 'ETH']);
    expect(legs({ zeroLegs: 'include' }).find((held) => held.asset === 'SOL')).toMatchObject({
      amount: '0',
      status: 'settled',
      can_settle: false,
    });
  },
  emptyCreate: () => {
    const create = (switches: SwitchChanges) => drive({ switches, trades: [] }).create();
    expect(create({}).error).toEqual(['EGeneral:Invalid arguments:no unsettled trades']);
    expect(batchOf(create({ emptyCreate: 'empty-batch' })).legs).toEqual([]);
  },
  confirmAfterMs: () => {
    const isConfirmed = (switches: SwitchChanges) => {
      const { venue, id } = confirmed({ switches });
      return venue.get(id).attributes.confirmed;
    };
    expect(isConfirmed({})).toBe(true);
    expect(isConfirmed({ confirmAfterMs: 2001 })).toBe(false);
  },
  transferMs: () => {
    const status = (switches: SwitchChanges) => leg(settledLegs(switches, ['BTC'], 0), 'BTC').status;
    expect(status({})).toBe('in_progress');
    expect(status({ transferMs: 0 })).toBe('settled');
  },
  venueSettles: () => {
    const usd = (switches: SwitchChanges, assets: ReadonlyArray<string>) =>
      leg(settledLegs(switches, assets, 10_000), 'USD').status;
    expect(usd({}, [])).toBe('settled');
    expect(usd({ venueSettles: 'after-client-legs' }, ['BTC'])).toBe('unsettled');
    expect(usd({ venueSettles: 'after-client-legs' }, ['BTC', 'ETH'])).toBe('settled');
  },
  venueSettlesAfterMs: () => {
    const usd = (switches: SwitchChanges) => leg(settledLegs(switches, [], 1000), 'USD').status;
    expect(usd({})).toBe('in_progress');
    expect(usd({ venueSettlesAfterMs: 1001 })).toBe('unsettled');
  },
  completeAfterMs: () => {
    const status = (switches: SwitchChanges) => settledLegs(switches, ['BTC', 'ETH'], 3500).attributes.status;
    expect(status({})).toBe('completed');
    expect(status({ completeAfterMs: 1001 })).toBe('settled');
  },
  direction: () => {
    const directions = (switches: SwitchChanges) =>
      batchOf(drive({ switches }).create()).legs.map((held) => `${held.asset} ${held.direction}`);
    expect(directions({})).toEqual(['USD incoming', 'BTC outgoing', 'ETH outgoing']);
    expect(directions({ direction: 'venue-perspective' })).toEqual([
      'USD outgoing',
      'BTC incoming',
      'ETH incoming',
    ]);
  },
  applyDelayMs: () => {
    const { venue, id } = confirmed();
    expect(venue.settle(id, 'BTC', { applyDelayMs: 5000 }).error).toEqual([]);
    expect(leg(venue.get(id), 'BTC')).toMatchObject({ status: 'unsettled', can_settle: true });
    expect(venue.machine.truth().transfers.filter((done) => done.payer === 'client')).toEqual([]);
    venue.pass(5000);
    expect(leg(venue.get(id), 'BTC').status).toBe('in_progress');

    const slow = drive({ switches: { applyDelayMs: 5000 } });
    const made = batchOf(slow.create());
    expect(slow.list()).toEqual([]);
    slow.pass(5000);
    expect(slow.list().map((batch) => batch.id)).toEqual([made.id]);
  },
  guardSeesQueued: () => {
    expect(secondSettle({})).toEqual({
      error: ['EGeneral:Invalid arguments:leg cannot be settled'],
      moved: ['1.5'],
    });
    expect(secondSettle({ guardSeesQueued: false })).toEqual({ error: [], moved: ['1.5', '1.5'] });

    const batches = (switches: SwitchChanges) => {
      const venue = drive({ switches: { applyDelayMs: 5000, ...switches } });
      venue.create();
      venue.create();
      venue.pass(5000);
      return venue.machine.truth().batches.map((batch) => batch.tradeIds.length);
    };
    expect(batches({})).toEqual([3]);
    expect(batches({ guardSeesQueued: false })).toEqual([3, 3]);
  },
  partialAmount: () => {
    const amount = (switches: SwitchChanges) => {
      const { venue, id } = partly(switches);
      return leg(venue.get(id), 'BTC').amount;
    };
    expect(amount({})).toBe('1.5');
    expect(amount({ partialAmount: 'remaining' })).toBe('1.1');

    const { venue, id } = partly({ partialAmount: 'remaining' });
    venue.settle(id, 'BTC');
    expect(leg(venue.get(id), 'BTC')).toMatchObject({ status: 'in_progress', amount: '1.1' });
    venue.pass(1500);
    expect(leg(venue.get(id), 'BTC')).toMatchObject({ status: 'settled', amount: '1.5' });
  },
  partialLegCounts: () => {
    const status = (switches: SwitchChanges) => {
      const { venue, id } = partly({ venueSettlesAfterMs: 60_000, ...switches });
      return venue.get(id).attributes.status;
    };
    expect(status({})).toBe('unsettled');
    expect(status({ partialLegCounts: true })).toBe('partially_settled');
  },
  spotTransfer: () => {
    const shape = (switches: SwitchChanges) =>
      leg(settledLegs(switches, ['BTC'], 0), 'BTC').latest_spot_transfer;
    expect(shape({})).toMatchObject({ id: '100', transfer_asset: 'BTC' });
    expect(shape({ spotTransfer: 'null' })).toBeNull();
    expect(shape({ spotTransfer: 'opaque' })).toEqual({ ref: 'spot-100' });
  },
  nullFields: () => {
    const keys = (switches: SwitchChanges) => {
      const batch = batchOf(drive({ switches }).create());
      return [batch.attributes, ...batch.legs].flatMap((part) => Object.keys(part));
    };
    const nullable = ['updated_at', 'settled_at', 'latest_spot_transfer'];
    expect(keys({})).toEqual(expect.arrayContaining(nullable));
    expect(keys({ nullFields: 'absent' }).filter((key) => nullable.includes(key))).toEqual([]);
  },
  amountForm: () => {
    const amounts = (switches: SwitchChanges) =>
      batchOf(drive({ switches }).create()).legs.map((held) => held.amount);
    expect(amounts({})).toEqual(['120000.5', '1.5', '10']);
    expect(amounts({ amountForm: 'padded' })).toEqual(['120000.50000000', '1.50000000', '10.00000000']);
  },
  listTradeIds: () => {
    const listed = (switches: SwitchChanges) => {
      const venue = drive({ switches });
      venue.create();
      return venue.list()[0]?.trade_ids;
    };
    expect(listed({})).toBeUndefined();
    expect(listed({ listTradeIds: true })).toHaveLength(3);
  },
  failureResult: () => {
    const failed = (switches: SwitchChanges) => drive({ switches, trades: [] }).create();
    expect(failed({})).not.toHaveProperty('result');
    expect(failed({ failureResult: 'empty' })).toHaveProperty('result', {});
    expect(failed({ failureResult: 'null' })).toHaveProperty('result', null);
  },
  historyMs: () => {
    expect(staleStatus({}, 4999)).toBe('in_progress');
    expect(staleStatus({ historyMs: 1000 }, 4999)).toBe('settled');
  },
  historyVersionsMax: () => {
    expect(staleStatus({}, 4999)).toBe('in_progress');
    expect(staleStatus({ historyVersionsMax: 1 }, 4999)).toBe('settled');
  },
};

describe('every switch changes what it says', () => {
  it.each(Object.entries(PROOFS))('%s', (_name, proof) => {
    expect.hasAssertions();
    proof();
  });

  it('has a default that its own text form gives back', () => {
    for (const [name, spec] of Object.entries(SWITCHES)) {
      expect(SWITCHBOARD.parse({ [name]: `${spec.default}` })).toEqual({
        ok: true,
        value: { [name]: spec.default },
      });
    }
  });

  it('refuses unknown names and values', () => {
    expect(SWITCHBOARD.parse({ direktion: 'x' })).toEqual({
      ok: false,
      why: 'There is no switch named direktion',
    });
    expect(SWITCHBOARD.parse({ constructor: 'x' })).toMatchObject({ ok: false });
    for (const name of Object.keys(SWITCHES))
      expect(SWITCHBOARD.parse({ [name]: '-1' })).toMatchObject({ ok: false });
    const misnamed: SwitchChanges = JSON.parse('{"direktion":1}');
    expect(() => KrakenPrimeMachine.make({ switches: misnamed })).toThrow('unknown switch direktion');
  });
});
