import { describe, expect, test } from '@jest/globals';
import { Quantity, type SettlementId, settlementId } from '@legwork/core';
import {
  type Crowd,
  type Truth,
  type TrueMove,
  type VenueWorld,
  describeVenue,
  defined,
  right,
  some,
} from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { termsOfTrade } from '../src/index.js';
import { ownTrade, units } from './fixture/desk.js';
import { actor } from './fixture/story.js';
import { type World, inWorld, proposed } from './fixture/world.js';

/** The account under test is the one that another requests settlements of, and that may request some itself. */
const us = 'counterparty';
const quietMs = 50;
const instructions = ['CreateSettlement', 'UpdateAffirmation'];
const readings = ['GetSettlement', 'ListSettlements', 'GetAffirmation', 'ListAffirmations'];

const Faults = t.type({ fired: t.array(t.type({ kind: t.string })) });

/** Takes something out of a world, which stays open until it is closed. */
const outOf = <A>(make: (bitgo: World) => Promise<A>): Promise<A & Pick<VenueWorld, 'close'>> =>
  new Promise((opened, failed) => {
    let release: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      release = resolve;
    });
    const over = inWorld(async (bitgo) => {
      const close = (): Promise<void> => {
        release();
        return over;
      };
      opened({ ...(await make(bitgo)), close });
      await closed;
    });
    over.catch(failed);
  });

const world = (): Promise<VenueWorld> => outOf(worldOf);

/** Eight settlements of eight instants. BitGo pages nothing, so they come on one page. */
const crowd = (): Promise<Crowd> =>
  outOf(async (bitgo) => {
    const { ports, account } = await actor(bitgo, us, { quietMs });
    const settlements: Array<SettlementId> = [];
    for (const at of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const trade = ownTrade(`trade-${at}`, account, ['0.01', 'BTC'], ['600.5', 'USD']);
      // oxlint-disable-next-line no-await-in-loop
      settlements.push(defined((await proposed(bitgo, trade)).settlements[0]).id);
      // oxlint-disable-next-line no-await-in-loop
      await bitgo.advance(10);
    }
    return { venue: ports.venue, pages: 'One', settlements };
  });

const worldOf = async (bitgo: World): Promise<Omit<VenueWorld, 'close'>> => {
  const { ports, account, credentials } = await actor(bitgo, us, { quietMs });
  const { venue, clock, journal, digest } = ports;
  return {
    venue,
    clock,
    journal,
    digest,
    ready: async () => {
      const trade = ownTrade('trade-1', account, ['0.01', 'BTC'], ['600.5', 'USD']);
      return defined((await proposed(bitgo, trade)).settlements[0]).id;
    },
    opening: O.some(async () => {
      const trade = ownTrade('trade-2', bitgo.requester.account, ['600.5', 'USD'], ['0.01', 'BTC']);
      return { scope: 'direct', trades: O.some([trade.trade]), terms: termsOfTrade(account, trade) };
    }),
    loseNext: (where) => {
      const kind = where === 'BeforeEffect' ? 'drop-before' : 'drop-after';
      return bitgo.fault(...instructions.map((method) => ({ kind, on: { method } })));
    },
    lost: async () => {
      const { fired } = right(
        Faults.decode(await (await fetch(`${bitgo.sandbox.controlUrl}/faults`)).json()),
      );
      return fired.filter(({ kind }) => kind === 'drop-before' || kind === 'drop-after').length;
    },
    bewilder: () => {
      const how = { kind: 'malformed', times: 1_000, with: { how: 'unknown-status' } };
      return bitgo.fault(...readings.map((method) => ({ ...how, on: { method } })));
    },
    rest: () => bitgo.advance(1_000),
    truth: async () => truthOf(bitgo, account),
    secrets: [credentials.accessToken, credentials.xprv, credentials.walletPassphrase],
  };
};

const idOf = (text: string): SettlementId => right(settlementId(text));

/** The venue's own books, in the suite's words. */
const truthOf = ({ sandbox }: World, account: string): Truth => {
  const { moves, settlements, requests } = sandbox.machine.truth();
  return {
    moves: moves
      .filter(({ kind }) => kind === 'pay')
      .map(({ settlementId: settlement, accountId, currency, amount }): TrueMove => {
        const unit = defined(units.byVenueName.get(currency));
        return {
          settlement: idOf(settlement ?? ''),
          payer: accountId === account ? 'Us' : 'Counterparty',
          asset: unit.asset,
          quantity: some(Quantity.fromInteger(BigInt(amount), unit.decimals)),
        };
      }),
    opened: settlements
      .filter(({ requesterAccountId }) => requesterAccountId === account)
      .map(({ id }) => idOf(id)),
    received: requests.filter((one) => one.account === account && instructions.includes(one.operation))
      .length,
  };
};

describeVenue({ describe, test, expect })('BitGo', { world, crowd: O.some(crowd) });
