import { describe, expect, test } from '@jest/globals';
import { type Report, create, end, settle } from '@legwork/core';
import { defined, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { expectationOf, termsOfTrade } from '../../src/index.js';
import { ownTrade } from '../fixture/desk.js';
import { type Actor, actor, running } from '../fixture/story.js';
import { type World, inWorld } from '../fixture/world.js';

const minutes = 60_000;

const sold = ({ counterparty }: World) =>
  ownTrade('trade-1', counterparty.account, ['0.01', 'BTC'], ['600.5', 'USD']);
const bought = ({ requester }: World) =>
  ownTrade('trade-1', requester.account, ['600.5', 'USD'], ['0.01', 'BTC']);

const createIt = async (world: World, { ports, account }: Actor): Promise<Report.Report> => {
  const trade = sold(world);
  const terms = termsOfTrade(account, trade);
  const request = { ...running('M-create'), scope: 'direct', trades: O.some([trade.trade]), terms };
  return right(await create(ports)(request)());
};

/** What a counterparty does: polls, holds what waits against its books, and settles it. */
const settleIt = async (world: World, { ports, desk }: Actor): Promise<Report.Report> => {
  const pending = right(await desk.pendingAffirmations());
  const settlement = defined(
    pending.flatMap((one) => (O.isSome(one.settlement) ? [one.settlement.value] : []))[0],
  );
  const expected = right(expectationOf([bought(world)])(settlement));
  return right(
    await settle(ports)({ ...running('M-settle'), settlement: settlement.id, expect: expected })(),
  );
};

const endings = ({ lines }: Report.Report) =>
  lines.map(({ attempts, standing }) => [
    attempts,
    standing._tag === 'Over' ? standing.ending._tag : standing._tag,
  ]);

const paid = ({ sandbox }: World) =>
  sandbox.machine.truth().moves.filter(({ kind }) => kind === 'pay').length;

describe('the programs of both sides', () => {
  test('settle a trade once', () =>
    inWorld(async (world) => {
      expect(endings(await createIt(world, await actor(world, 'requester')))).toEqual([[1, 'Done']]);
      const report = await settleIt(world, await actor(world, 'counterparty'));
      expect(endings(report)).toEqual([[1, 'Done']]);
      expect(report.status).toEqual(O.some('Final'));
      expect(paid(world)).toBe(2);
    }));

  test('refuse what the books do not have', () =>
    inWorld(async (world) => {
      await createIt(world, await actor(world, 'requester'));
      const { desk, ports } = await actor(world, 'counterparty');
      const [one] = right(await desk.pendingAffirmations());
      const settlement = O.isSome(one?.settlement ?? O.none) ? defined(one).settlement : O.none;
      const { id } = defined(O.isSome(settlement) ? settlement.value : undefined);
      const instruction = { _tag: 'Reject', settlement: id, reason: 'no such trade' } as const;
      const report = right(await end(ports)({ ...running('M-end'), instruction })());
      expect(endings(report)).toEqual([[1, 'Done']]);
      expect(report.status).toEqual(O.some('Stopped'));
      expect(right(await desk.pendingAffirmations())).toEqual([]);
      expect(paid(world)).toBe(0);
    }));
});

describe('a reply that is lost', () => {
  const on = { method: 'CreateSettlement' };

  test('after a creation took effect: it is found again by our trade, and made once', () =>
    inWorld(async (world) => {
      await world.fault({ kind: 'drop-after', on });
      const report = await createIt(world, await actor(world, 'requester'));
      expect(endings(report)).toEqual([[1, 'Done']]);
      expect(world.sandbox.machine.truth().settlements).toHaveLength(1);
    }));

  test('of a creation without effect: a person decides', () =>
    inWorld(async (world) => {
      await world.fault({ kind: 'drop-before', on });
      const report = await createIt(world, await actor(world, 'requester'));
      expect(endings(report)).toEqual([[1, 'NeedsOperator']]);
      expect(report.lines[0]?.standing).toMatchObject({ out: true });
    }));

  test('of a creation without effect: it is made again where the operator has declared how long that may take', () =>
    inWorld(async (world) => {
      await world.fault({ kind: 'drop-before', on });
      const declared = { createNeverAppliesAfterMs: 10 * minutes };
      const report = await createIt(world, await actor(world, 'requester', declared));
      expect(endings(report)).toEqual([[2, 'Done']]);
      const { settlements, signatures } = world.sandbox.machine.truth();
      expect(settlements).toHaveLength(1);
      expect(signatures).toHaveLength(1);
    }));

  test.each([
    ['drop-after', 1],
    ['drop-before', 2],
  ])('of an affirmation, %s: it is given once, in %i attempts', (kind, attempts) =>
    inWorld(async (world) => {
      await createIt(world, await actor(world, 'requester'));
      await world.fault({ kind, on: { method: 'UpdateAffirmation' } });
      const report = await settleIt(world, await actor(world, 'counterparty'));
      expect(endings(report)).toEqual([[attempts, 'Done']]);
      expect(paid(world)).toBe(2);
      expect(world.sandbox.machine.truth().signatures).toHaveLength(2);
    }),
  );

  test('of an affirmation that was sent twice on the way: it is given once', () =>
    inWorld(async (world) => {
      await createIt(world, await actor(world, 'requester'));
      await world.fault({
        kind: 'duplicate',
        on: { method: 'UpdateAffirmation' },
        with: { reply: 'second' },
      });
      const report = await settleIt(world, await actor(world, 'counterparty'));
      expect(endings(report)).toEqual([[1, 'Done']]);
      expect(paid(world)).toBe(2);
    }));

  test.each(['first', 'second'])(
    'of a creation that was sent twice on the way, to a venue that makes both: the account halts (%s reply)',
    (reply) =>
      inWorld(
        async (world) => {
          await world.fault({ kind: 'duplicate', on, with: { reply } });
          const report = await createIt(world, await actor(world, 'requester'));
          expect(world.sandbox.machine.truth().settlements).toHaveLength(2);
          expect(endings(report)).toEqual([[1, 'NeedsOperator']]);
          expect(report.halted).toEqual(O.some('the venue shows more than one settlement with our trade'));
        },
        { switches: { nonceReplay: 'accepted', duplicateExternalId: 'accepted' } },
      ),
  );
});

describe('a settlement that ends while we affirm it', () => {
  test('because it was taken back: nothing is paid, and the intent says so', () =>
    inWorld(async (world) => {
      await createIt(world, await actor(world, 'requester'));
      const on = { method: 'UpdateAffirmation' };
      await world.fault({ kind: 'other-party', on, with: { act: 'cancel', when: 'before' } });
      const report = await settleIt(world, await actor(world, 'counterparty'));
      expect(endings(report)).toEqual([[1, 'Failed']]);
      expect(report.status).toEqual(O.some('Stopped'));
      expect(paid(world)).toBe(0);
    }));

  test('because its time was over: nothing is signed', () =>
    inWorld(
      async (world) => {
        await createIt(world, await actor(world, 'requester'));
        const late = await actor(world, 'counterparty', { expiryMarginMs: 30 * minutes + 1 });
        const report = await settleIt(world, late);
        expect(endings(report)).toEqual([[0, 'NotDone']]);
        expect(report.lines[0]?.standing).toMatchObject({
          ending: { why: 'Nothing was sent: the settlement is about to lapse.' },
        });
        expect(world.sandbox.machine.truth().signatures).toHaveLength(1);
      },
      { switches: { directExpiryMs: 30 * minutes } },
    ));

  test('because the settling failed: nothing is paid', () =>
    inWorld(async (world) => {
      await createIt(world, await actor(world, 'requester'));
      await world.fault({ kind: 'fail-settle', on: { method: 'UpdateAffirmation' } });
      const report = await settleIt(world, await actor(world, 'counterparty'));
      expect(endings(report)).toEqual([[1, 'Failed']]);
      expect(report.status).toEqual(O.some('Stopped'));
      expect(paid(world)).toBe(0);
    }));
});

describe('a venue that does things late', () => {
  test('is waited for, and does each thing once', () =>
    inWorld(
      async (world) => {
        expect(endings(await createIt(world, await actor(world, 'requester')))).toEqual([[1, 'Done']]);
        await world.advance(15_000);
        const report = await settleIt(world, await actor(world, 'counterparty'));
        expect(endings(report)).toEqual([[1, 'Done']]);
        await world.advance(15_000);
        expect(paid(world)).toBe(2);
      },
      { scenario: 'late-effect', switches: { counterparty: 'manual' } },
    ));
});
