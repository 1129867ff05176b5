import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type BitgoSwitchChanges, type BitgoTruth, type MoveTruth, LIE_NAMES } from '../../src/index.js';
import { agency, direct, drive, settlementOf, type Driver } from './driver.js';

type Act =
  | {
      readonly do: 'direct' | 'agency';
      readonly delayMs: number;
      readonly lie: number;
      readonly again: boolean;
    }
  | {
      readonly do: 'affirm' | 'reject' | 'cancel';
      readonly who: number;
      readonly which: number;
      readonly delayMs: number;
      readonly lie: number;
      readonly fails: boolean;
    }
  | { readonly do: 'withdraw' | 'fund'; readonly who: number }
  | { readonly do: 'pass'; readonly ms: number };

// Nine of ten are honest.
const lie = fc.integer({ min: 0, max: LIE_NAMES.length * 10 });
const delayMs = fc.constantFrom(0, 0, 0, 700);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constantFrom('direct', 'agency'), delayMs, lie, again: fc.boolean() }),
  fc.record({
    do: fc.constantFrom('affirm', 'affirm', 'affirm', 'reject', 'cancel'),
    who: fc.nat(2),
    which: fc.nat(5),
    delayMs,
    lie,
    fails: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
  }),
  fc.record({ do: fc.constantFrom('withdraw', 'fund'), who: fc.nat(2) }),
  fc.record({ do: fc.constant<'pass'>('pass'), ms: fc.integer({ min: 1, max: 4000 }) }),
);
const switches: fc.Arbitrary<BitgoSwitchChanges> = fc.record({
  checkAmounts: fc.boolean(),
  checkTrades: fc.boolean(),
  nonceReplay: fc.constantFrom('refused', 'accepted'),
  duplicateExternalId: fc.constantFrom('accepted', 'refused', 'returns-first'),
  guardSeesQueued: fc.boolean(),
  insufficientFunds: fc.constantFrom('refused', 'lock-failed'),
  directLocks: fc.constantFrom('both-at-create', 'own-at-affirm'),
  agencyLocks: fc.constantFrom('own-at-affirm', 'at-create', 'at-last-affirm'),
  settleAfterMs: fc.constantFrom(0, 500),
  directExpiryMs: fc.constantFrom(2000, 86_400_000),
  agencyExpiryMs: fc.constantFrom(2000, 7_200_000),
  affirmOverdue: fc.boolean(),
  siblings: fc.constantFrom('canceled', 'unchanged', 'same'),
  whoCancels: fc.constantFrom('requester', 'any-party'),
  rejectAfterAffirm: fc.boolean(),
  counterparty: fc.constantFrom('manual', 'affirms', 'rejects', 'silent'),
  feePpm: fc.constantFrom(0, 5000, 999_999),
  feePayers: fc.constantFrom('both', 'requester', 'counterparty'),
  agencyFees: fc.constantFrom('none', 'clients'),
});
const story = fc.record({
  seed: fc.nat(),
  switches,
  acts: fc.array(act, { minLength: 5, maxLength: 40 }),
});
type Story = typeof story extends fc.Arbitrary<infer A> ? A : never;

const FUNDS = { ofctbtc: '3000000', ofctusd: '4000000' };
const ACCOUNTS = ['requester', 'counterparty', 'agent', 'stranger'].map((name) => ({ name, funds: FUNDS }));

/** Plays a story; `onStep` sees the venue after every act. */
const play = (told: Story, onStep: (venue: Driver) => void = () => undefined): BitgoTruth => {
  const venue = drive({ seed: told.seed, accounts: ACCOUNTS, switches: told.switches });
  const { requester, counterparty, agent } = venue.ids;
  const who = [requester, counterparty, agent];
  const payloads = new Map<string, string>();
  for (const done of told.acts) {
    switch (done.do) {
      case 'pass':
        venue.pass(done.ms);
        break;
      case 'fund':
      case 'withdraw': {
        const accountId = who[done.who] ?? requester;
        venue.machine[done.do]({ accountId, currency: 'ofctbtc', amount: '700001' }, venue.now());
        break;
      }
      case 'direct':
      case 'agency': {
        const [maker, trade] =
          done.do === 'direct' ? [requester, direct(venue.ids)] : [agent, agency(venue.ids)];
        const name = LIE_NAMES[done.lie];
        const built = venue.build(maker, trade, name === undefined ? {} : { lie: name });
        const payload = done.again ? (payloads.get(done.do) ?? built) : built;
        payloads.set(done.do, payload);
        venue.create(maker, trade, { payload }, { applyDelayMs: done.delayMs });
        break;
      }
      case 'affirm':
      case 'reject':
      case 'cancel':
        change(venue, done);
    }
    onStep(venue);
  }
  return venue.machine.truth();
};

const change = (venue: Driver, done: Extract<Act, { readonly which: number }>): void => {
  const { requester, counterparty, agent } = venue.ids;
  const settlement = venue.machine.truth().settlements.at(-1 - done.which);
  const held = settlement?.affirmations[done.who];
  if (settlement === undefined || held === undefined) return;
  const party = held.partyAccountId;
  const name = LIE_NAMES[done.lie];
  const note = { applyDelayMs: done.delayMs, settleFails: done.fails };
  if (![requester, counterparty, agent].includes(party)) return;
  if (done.do !== 'affirm') {
    venue.put(party, held.id, { status: done.do === 'reject' ? 'rejected' : 'canceled' }, note);
    return;
  }
  const path = `/settlements/${settlement.id}`;
  const seen = venue.call(party, 'GET', path, null, name === undefined ? {} : { lie: name });
  if (seen.status === 200) venue.affirm(party, settlementOf(seen), note);
};

/** The balances that the movements alone give, written here once more. */
const replayed = (moves: ReadonlyArray<MoveTruth>): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>();
  const add = (key: string, by: bigint): void => void sums.set(key, (sums.get(key) ?? 0n) + by);
  for (const { kind, accountId, toAccountId, currency, amount } of moves) {
    const units = BigInt(amount);
    expect(units).toBeGreaterThan(0n);
    if (kind === 'fund') add(`${toAccountId}/${currency}/available`, units);
    if (kind === 'withdraw') add(`${accountId}/${currency}/available`, -units);
    if (kind === 'hold' || kind === 'release') {
      const sign = kind === 'hold' ? 1n : -1n;
      add(`${accountId}/${currency}/available`, -sign * units);
      add(`${accountId}/${currency}/held`, sign * units);
    }
    if (kind === 'pay' || kind === 'fee') {
      add(`${accountId}/${currency}/held`, -units);
      add(`${toAccountId}/${currency}/available`, units);
    }
    for (const sum of sums.values()) expect(sum >= 0n).toBe(true);
  }
  return sums;
};

const RUNS = { numRuns: 300 };

describe('the truth', () => {
  it('is the same for the same seed and acts, and survives JSON', () => {
    fc.assert(
      fc.property(story, (told) => {
        const once = play(told);
        expect(play(told)).toEqual(once);
        expect(JSON.parse(JSON.stringify(once))).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  it('conserves every currency at every step: balances are what was funded less what was withdrawn', () => {
    fc.assert(
      fc.property(story, (told) => {
        play(told, (venue) => {
          const { moves, balances } = venue.machine.truth();
          const net = new Map<string, bigint>();
          const add = (currency: string, by: bigint): void =>
            void net.set(currency, (net.get(currency) ?? 0n) + by);
          for (const { kind, currency, amount } of moves) {
            if (kind === 'fund') add(currency, BigInt(amount));
            if (kind === 'withdraw') add(currency, -BigInt(amount));
          }
          for (const { currency, available, held } of balances)
            add(currency, -BigInt(available) - BigInt(held));
          expect([...net.values()].every((sum) => sum === 0n)).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('has balances that its movements alone explain, none of which is ever below zero', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { moves, balances } = play(told);
        const sums = replayed(moves);
        for (const { accountId, currency, available, held } of balances) {
          expect(sums.get(`${accountId}/${currency}/available`) ?? 0n).toBe(BigInt(available));
          expect(sums.get(`${accountId}/${currency}/held`) ?? 0n).toBe(BigInt(held));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('pays nobody out of a settlement that is not settled, and holds nothing for one that has ended', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { moves, settlements } = play(told);
        for (const { id, status } of settlements) {
          const of_ = moves.filter((move) => move.settlementId === id);
          const sum = (...kinds: ReadonlyArray<MoveTruth['kind']>): bigint =>
            of_
              .filter((move) => kinds.includes(move.kind))
              .reduce((all, move) => all + BigInt(move.amount), 0n);
          expect(status === 'settled' || sum('pay', 'fee') === 0n).toBe(true);
          expect(status === 'pending' || sum('hold') === sum('release', 'pay', 'fee')).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('has a signature of every party whose settlement is settled, over bytes of its own', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { settlements, signatures } = play(told);
        for (const { id, status, affirmations } of settlements) {
          if (status !== 'settled') continue;
          const signers = signatures.filter((held) => held.settlementId === id).map((held) => held.accountId);
          for (const { partyAccountId } of affirmations) expect(signers).toContain(partyAccountId);
        }
      }),
      RUNS,
    );
  });

  it('names for every settlement and movement a call that the venue took, or who else did it', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { requests, settlements, moves } = play(told);
        const taken = new Set(requests.filter((seen) => seen.accepted).map((seen) => seen.requestId));
        for (const { cause } of [...settlements, ...moves])
          expect(typeof cause === 'string' || taken.has(cause.requestId)).toBe(true);
      }),
      RUNS,
    );
  });

  it('never uses a payload nonce twice while the venue refuses to', () => {
    fc.assert(
      fc.property(story, (told) => {
        const guarded = { ...told.switches, nonceReplay: 'refused', guardSeesQueued: true } as const;
        const { settlements } = play({ ...told, switches: guarded });
        const nonces = settlements.flatMap(({ cause }) => (typeof cause === 'string' ? [] : cause.nonces));
        expect(new Set(nonces).size).toBe(nonces.length);
      }),
      RUNS,
    );
  });
});

describe('a record taken', () => {
  it('does not change when the venue goes on', () => {
    const venue = drive();
    const before = venue.machine.truth();
    venue.create(venue.ids.requester, direct(venue.ids));
    expect([before.settlements, before.signatures, before.requests]).toEqual([[], [], []]);
    expect(venue.machine.truth().settlements).toHaveLength(1);
  });

  it('keeps to one clock when the caller’s steps back', () => {
    const venue = drive();
    const { requester } = venue.ids;
    venue.build(requester, direct(venue.ids));
    venue.pass(-5000);
    venue.build(requester, direct(venue.ids));
    const [first, second] = venue.machine.truth().requests;
    expect(second?.receivedAtMs).toBe(first?.receivedAtMs);
  });
});
