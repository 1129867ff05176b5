import { describe, expect, test } from '@jest/globals';
import { Break, type Instruction, Positions, Quantity, tradeId } from '@legwork/core';
import { defined, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { tradesBehind } from '../../src/index.js';
import { asset, quantity, units } from '../fixture/desk.js';
import { bodyOf, sighting, trialOf } from '../fixture/trial.js';
import { type Side, type World, always, inWorld, intentOf, observeAll, offered } from '../fixture/world.js';

const us = ({ account }: Side) => ({ role: 'Us', account }) as const;
const client = ({ account }: Side) => ({ role: 'Counterparty', account }) as const;

/** What the agent agrees with its clients: one sells bitcoin, the other pays 8.11 more than the first receives. */
const agencyOf = (agent: Side, seller: Side, buyer: Side): Instruction.CreateSettlement => {
  const term = (
    payer: ReturnType<typeof client> | ReturnType<typeof us>,
    receiver: typeof payer,
    amount: string,
    name: string,
  ) => ({
    asset: asset(name),
    quantity: quantity(amount),
    flow: { payer, receiver },
    feeMax: Quantity.zero,
  });
  return {
    _tag: 'CreateSettlement',
    scope: 'agency',
    trades: O.some([right(tradeId('trade-1'))]),
    terms: [
      term(client(seller), us(agent), '0.00115087', 'BTC'),
      term(us(agent), client(seller), '9419.66', 'USD'),
      term(client(buyer), us(agent), '9427.77', 'USD'),
      term(us(agent), client(buyer), '0.00115087', 'BTC'),
    ],
  };
};

const created = async (world: World) => {
  const agent = await world.connect('agent');
  const { requester: seller, counterparty: buyer } = world;
  const intent = intentOf(agencyOf(agent, seller, buyer));
  const prepared = right(await agent.venue.prepare(intent, await observeAll(agent.venue, 'agency'))());
  return { agent, intent, prepared, receipt: right(await agent.venue.send(prepared, always)()) };
};

describe('an agency', () => {
  test('whose creation was lost is found by its trade, its nonces and its four terms', () =>
    inWorld(async (world) => {
      const { agent, intent, prepared, receipt } = await created(world);
      const { instruction } = intent;
      const { settlements } = await observeAll(agent.venue, 'agency');
      const seen = [sighting(instruction, settlements, 1)];
      const judged = (body: string) => agent.venue.judge(trialOf(instruction, seen, { body }));
      expect(judged(prepared.body)).toEqual({ _tag: 'Done', settlement: receipt.settlement });
      expect(judged(bodyOf(instruction))._tag).toBe('Undecided');
    }));

  test('shows trades to each of its parties that net to the very legs it shows them', () =>
    inWorld(async (world) => {
      const { agent, receipt } = await created(world);
      for (const { venue, account } of [agent, world.requester, world.counterparty]) {
        const subject = { _tag: 'Existing', settlement: receipt.settlement } as const;
        // One party after the other.
        // oxlint-disable-next-line no-await-in-loop
        const settlement = defined(right(await venue.observe(subject, O.none)()).settlements[0]);
        const trades = right(tradesBehind({ account, units })(settlement));
        expect(trades).toHaveLength(account === agent.account ? 2 : 1);
        const place = { venue: venue.venue, account, scope: O.some('agency') };
        const expected = Positions.expectation(right(Positions.of(trades)), place);
        expect(expected.legs).toHaveLength(settlement.legs.length);
        expect(Break.compare(settlement, expected)).toEqual([]);
      }
    }));

  test('is created by the agent and settles once both clients have affirmed', () =>
    inWorld(async (world) => {
      const { agent, receipt } = await created(world);
      expect(receipt.oddities).toEqual([]);
      const subject = { _tag: 'Existing', settlement: receipt.settlement } as const;
      const mine = right(await agent.venue.observe(subject, O.none)());
      expect(mine.settlements[0]?.oddities).toEqual([]);
      expect(mine.settlements[0]?.legs.map(({ quantity: amount }) => amount)).toEqual([
        '0.00115087',
        '9419.66',
        '9427.77',
        '0.00115087',
      ]);
      expect(mine.settlements.flatMap(agent.venue.allowed)).toEqual([]);
      for (const { venue } of [world.requester, world.counterparty]) {
        // One client after the other.
        // oxlint-disable-next-line no-await-in-loop
        const seen = right(await venue.observe(subject, O.none)());
        const settlement = defined(seen.settlements[0]);
        expect(settlement.oddities).toEqual([]);
        const payers = settlement.legs.map(({ flow }) => (O.isSome(flow) ? flow.value.payer.role : 'nobody'));
        expect(new Set(payers)).toEqual(new Set(['Agent', 'Us']));
        // oxlint-disable-next-line no-await-in-loop
        const prepared = right(await venue.prepare(intentOf(offered(venue, seen)), seen)());
        // oxlint-disable-next-line no-await-in-loop
        expect(right(await venue.send(prepared, always)()).oddities).toEqual([]);
      }
      const after = right(await agent.venue.observe(subject, O.none)());
      expect(after.settlements[0]).toMatchObject({ finality: 'Final', oddities: [] });
      const { balances } = world.sandbox.machine.truth();
      const kept = balances.find(
        ({ accountId, currency }) => accountId === agent.account && currency === 'ofctusd',
      );
      expect(kept?.available).toBe((100_000_000_000n + 811n).toString());
    }));

  test.each(['absent', 'null', 'empty'] as const)('is understood with fields that are %s', (emptyFields) =>
    inWorld(
      async (world) => {
        const { receipt } = await created(world);
        const { venue } = world.requester;
        const subject = { _tag: 'Existing', settlement: receipt.settlement } as const;
        const seen = right(await venue.observe(subject, O.none)());
        expect(seen.settlements[0]?.oddities).toEqual([]);
        expect(seen.settlements.flatMap(venue.allowed)).toHaveLength(1);
      },
      { switches: { emptyFields } },
    ),
  );

  test('is not created by an agent that would pay out more than it is paid', () =>
    inWorld(async (world) => {
      const agent = await world.connect('agent');
      const { requester, counterparty } = world;
      const honest = agencyOf(agent, requester, counterparty);
      const terms = honest.terms.map((term) =>
        term.quantity === '9419.66' ? { ...term, quantity: quantity('9427.78') } : term,
      );
      const seen = await observeAll(agent.venue, 'agency');
      const refused = await agent.venue.prepare(intentOf({ ...honest, terms }), seen)();
      expect(refused).toMatchObject({
        left: { _tag: 'Refused', what: 'Nothing was sent: the agent would pay out more than it is paid.' },
      });
    }));
});

test('a lock in the form of the documented example is understood', () =>
  inWorld(
    async (world) => {
      const { receipt } = await created(world);
      const seen = right(
        await world.requester.venue.observe({ _tag: 'Existing', settlement: receipt.settlement }, O.none)(),
      );
      expect(seen.settlements[0]?.oddities).toEqual([]);
      expect(seen.settlements[0]?.holds.map(({ asset: held }) => held).toSorted()).toEqual(['BTC', 'USD']);
    },
    { switches: { lockForm: 'seed-example', agencyLocks: 'at-create' } },
  ));
