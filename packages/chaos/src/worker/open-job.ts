import {
  type Expectation,
  type ExpectedLeg,
  type Journal,
  Limits,
  type Job,
  type MandateId,
  type OpenJob,
  type Ports,
  type SettlementVenue,
  type Watcher,
  accountId,
  assetId,
  makeControl,
  openCreate,
  openSettle,
  Quantity,
  settlementId,
  tradeId,
} from '@legwork/core';
import { type OwnTrade, termsOfTrade } from '@legwork/bitgo';
import { sha256, systemClock } from '@legwork/node';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Amount, type Business, type Trade, businessOf } from '../job.js';
import { must, there } from '../must.js';
import { policy, timing } from '../timing.js';
import type { Desks } from './desk.js';

/** What a job is opened with. */
export interface Bench {
  readonly worker: string;
  readonly desks: Desks;
  readonly journal: Journal;
  readonly watch: Watcher;
}

/** Opens the run of a job from its input alone, the same in every process. */
export const openJob = (bench: Bench, { id, input }: Job): ReturnType<OpenJob> => {
  const business = businessOf(input);
  const ports = portsFor(bench, venueOf(bench.desks, business));
  switch (business._tag) {
    case 'SettleBatch':
      return openSettle(ports)({
        ...runOf(id),
        policy: { ...policy, waitMs: business.waitMs },
        settlement: must(settlementId(business.batch)),
        expect: positions(
          [...business.pays.map(legOf('Us', 'Venue')), ...business.receives.map(legOf('Venue', 'Us'))],
          business.trades,
        ),
      });
    case 'Create':
      return openCreate(ports)({
        ...runOf(id),
        scope: 'direct',
        trades: O.some([must(tradeId(business.trade))]),
        terms: termsOfTrade(must(accountId(business.requester)), ownTrade(business)),
      });
    case 'Affirm':
      return openSettle(ports)({
        ...runOf(id),
        settlement: must(settlementId(business.settlement)),
        expect: positions(
          [
            legOf('Us', 'Counterparty')({ asset: 'USD', amount: business.usd }),
            legOf('Counterparty', 'Us')({ asset: 'BTC', amount: business.btc }),
          ],
          [business.trade],
        ),
      });
  }
};

/** Which of our accounts a piece of business is done from. */
export const venueOf = (desks: Desks, business: Business): SettlementVenue => {
  if (business._tag === 'SettleBatch') return desks.kraken;
  const account = business._tag === 'Create' ? business.requester : business.counterparty;
  return there(desks.bitgo.get(account), 'account of that id');
};

const portsFor = ({ worker, journal, watch }: Bench, venue: SettlementVenue): Ports => ({
  venue,
  journal,
  clock: systemClock,
  digest: sha256,
  worker,
  control: makeControl(),
  leaseMs: timing.leaseMs,
  watch,
});

const runOf = (id: MandateId) =>
  ({
    id,
    approve: ({ digest }: { readonly digest: string }) => TE.right({ digest, by: 'chaos' }),
    limits: Limits.unlimited,
    policy,
  }) as const;

const ownTrade = ({ trade, counterparty, btc, usd }: Trade): OwnTrade => ({
  trade: must(tradeId(trade)),
  with: must(accountId(counterparty)),
  role: 'Counterparty',
  pays: { asset: must(assetId('BTC')), quantity: must(Quantity.parse(btc)) },
  feeMax: Quantity.zero,
  receives: { asset: must(assetId('USD')), quantity: must(Quantity.parse(usd)) },
});

const legOf =
  (payer: ExpectedLeg['payer'], receiver: ExpectedLeg['receiver']) =>
  ({ asset, amount }: Amount): ExpectedLeg => ({
    asset: must(assetId(asset)),
    payer,
    receiver,
    quantity: must(Quantity.parse(amount)),
  });

const positions = (legs: ReadonlyArray<ExpectedLeg>, trades: ReadonlyArray<string>): Expectation => ({
  _tag: 'Positions',
  legs,
  trades: O.some(trades.map((trade) => must(tradeId(trade)))),
});
