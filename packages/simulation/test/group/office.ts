import { connectBitgo, localSigner, tradesBehind as bitgoTrades } from '@legwork/bitgo';
import {
  type Carrier,
  type Expectation,
  Limits,
  type MandateId,
  type OpenJob,
  type Plan,
  Policy,
  Portfolio,
  Positions,
  type Settlement,
  type SettlementId,
  type SettlementVenue,
  type Store,
  type Trade,
  UnitRegistry,
  type Worker,
  assetId,
  dryRun,
  journalOver,
  lookAt,
  makeControl,
  mandateId,
  openSettle,
  overRunner,
  runnerOver,
  settlementId,
} from '@legwork/core';
import { connectKrakenPrime, tradesBehind as krakenTrades } from '@legwork/kraken-prime';
import { sha256, systemClock, systemRandom } from '@legwork/node';
import type { BitgoSandbox, Trade as KrakenTrade } from '@legwork/sandbox';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Sandboxes } from './sandboxes.js';

/** Longer than any effect in these tests is late. */
const quietMs = 600;
const policy: Policy.Policy = {
  ...Policy.standard,
  pollFirstMs: 10,
  pollMaxMs: 50,
  patienceMs: 60_000,
  until: 'Final',
};

const unitsOf = (names: readonly [string, string], decimals: number): UnitRegistry.UnitRegistry => {
  const table = [
    { asset: right(assetId('BTC')), venueName: names[0], decimals: 8 },
    { asset: right(assetId('USD')), venueName: names[1], decimals },
  ];
  return right(UnitRegistry.agree(table, table));
};
const krakenUnits = unitsOf(['BTC', 'USD'], 4);
const bitgoUnits = unitsOf(['ofctbtc', 'ofctusd'], 2);

export const loss: MandateId = right(mandateId('kraken-batch'));
export const purchase: MandateId = right(mandateId('bitgo-purchase'));

/** A settlement that is to be a member: where it is, what our books expect, and the plan that is approved. */
export interface Business {
  readonly id: MandateId;
  readonly settlement: SettlementId;
  readonly expect: Expectation;
  readonly plan: Plan.Plan;
}

/** What one process has: its own connections, and a runner over the store that all processes share. */
export interface Office {
  readonly venues: ReadonlyArray<SettlementVenue>;
  readonly businesses: () => Promise<ReadonlyArray<Business>>;
  readonly work: (businesses: ReadonlyArray<Business>) => Promise<Worker>;
  readonly carrier: (businesses: ReadonlyArray<Business>) => Carrier;
}

/** Opens one, as a process that was started just now has it. */
export const openOffice = async (sandboxes: Sandboxes, store: Store, name: string): Promise<Office> => {
  const { kraken, bitgo } = sandboxes;
  const journal = journalOver(store, systemClock);
  const runner = runnerOver({
    store,
    journal,
    clock: systemClock,
    digest: sha256,
    random: systemRandom,
    capabilities: { multiProcess: true, multiMachine: false, durable: false },
    pace: { ttlMs: 1_000, pollMs: 10 },
  });
  const ports = { clock: systemClock, floor: journal, tenure: { ...journal, owner: name } };
  const atKraken = right(
    connectKrakenPrime(ports)({
      account: 'desk',
      ...kraken.credentials,
      outgoingMeans: 'we-pay',
      units: krakenUnits,
      quietMs,
      transport: transportTo(kraken),
      rate: { max: 1_000_000, perSecond: 1_000_000 },
    }),
  );
  const atBitgo = await connectToBitgo(bitgo, journal);
  const venueOf = (id: string): SettlementVenue => (id === loss ? atKraken : atBitgo);
  const businesses = async (): Promise<ReadonlyArray<Business>> => {
    const batch = right(settlementId(kraken.machine.truth().batches.at(-1)?.id ?? ''));
    const [proposed] = bitgo.machine.truth().settlements;
    return [
      await businessOf(atKraken, loss, batch, (one) =>
        right(krakenTrades(krakenTerms)(one, streamOf(sandboxes))),
      ),
      await businessOf(atBitgo, purchase, right(settlementId(proposed?.id ?? '')), (one) =>
        right(bitgoTrades({ account: atBitgo.account, units: bitgoUnits })(one)),
      ),
    ];
  };
  const krakenTerms = { account: atKraken.account, units: krakenUnits };
  const open =
    (all: ReadonlyArray<Business>): OpenJob =>
    ({ id }) => {
      const { settlement, expect } = found(all, id);
      return openSettle({
        venue: venueOf(id),
        journal,
        clock: systemClock,
        digest: sha256,
        worker: name,
        control: makeControl(),
        watch: () => undefined,
      })({ id, settlement, expect, approve: approverOf(all), limits: Limits.unlimited, policy });
    };
  return {
    venues: [atKraken, atBitgo],
    businesses,
    work: async (all) => right(await runner.start({ worker: name, open: open(all) })()),
    carrier: () =>
      overRunner({
        runner,
        journal,
        look: lookAt([atKraken, atBitgo]),
        jobOf: ({ id }) => ({ id, input: id }),
      }),
  };
};

const transportTo = ({ baseUrl }: { readonly baseUrl: string }) => ({
  baseUrl,
  allowedHosts: ['127.0.0.1'],
  loopbackHttp: true,
  limits: { totalMs: 500, firstByteMs: 400, connectMs: 300 },
});

const approverOf = (all: ReadonlyArray<Business>) =>
  Portfolio.approverOf(
    { members: all.map(({ id, plan }) => ({ id, plan, settlement: O.none, limits: Limits.unlimited })) },
    'ann',
  );

const found = (all: ReadonlyArray<Business>, id: string): Business =>
  right(E.fromNullable(`no business ${id}`)(all.find((one) => one.id === id)));

/** Reads a settlement, makes positions of the trades behind it, and plans it against those. */
const businessOf = async (
  venue: SettlementVenue,
  id: MandateId,
  settlement: SettlementId,
  tradesOf: (read: Settlement.Settlement) => ReadonlyArray<Trade.Trade>,
): Promise<Business> => {
  const seen = right(await venue.observe({ _tag: 'Existing', settlement }, O.none)());
  const read = right(E.fromNullable('it is not shown')(seen.settlements[0]));
  const place = { venue: venue.venue, account: venue.account, scope: O.some(read.scope) };
  const expect = Positions.expectation(right(Positions.of(tradesOf(read))), place);
  const plan = right(await dryRun({ venue, digest: sha256 })({ settlement, expect })());
  return { id, settlement, expect, plan };
};

/** What Prime's stream would have told of the trades. */
const streamOf = ({ trades }: { readonly trades: ReadonlyArray<KrakenTrade> }): ReadonlyArray<unknown> =>
  trades.map(({ id, side, base, quote }) => ({
    TradeID: id,
    Symbol: `${base.asset}-${quote.asset}`,
    Side: side === 'buy' ? 'Buy' : 'Sell',
    Currency: base.asset,
    Quantity: base.amount,
    AmountCurrency: quote.asset,
    Amount: quote.amount,
    TradeStatus: 'Confirmed',
  }));

const connectToBitgo = async (
  { baseUrl, credentials }: BitgoSandbox,
  floor: ReturnType<typeof journalOver>,
): Promise<SettlementVenue> => {
  const mine = right(
    E.fromNullable('no account')(credentials.accounts.find(({ name }) => name === 'requester')),
  );
  const publicKey = await publicKeyOf(baseUrl, mine);
  const connected = await connectBitgo({ clock: systemClock, floor, random: systemRandom })({
    account: mine.accountId,
    enterprise: credentials.enterpriseId,
    accessToken: mine.accessToken,
    tokenKind: 'bearer',
    signer: (expecting) => localSigner(mine.xprv, { expecting, publicKey }),
    units: bitgoUnits,
    quietMs,
    transport: transportTo({ baseUrl }),
    rate: { max: 1_000_000, perSecond: 1_000_000 },
  })();
  return right(connected).venue;
};

const publicKeyOf = async (
  baseUrl: string,
  { accountId, accessToken }: { readonly accountId: string; readonly accessToken: string },
): Promise<string> => {
  const get = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await fetch(`${baseUrl}/api/v2/ofc/${path}`, { headers })).json();
  };
  const wallet = await get(`wallet/${accountId}`);
  const keys: ReadonlyArray<unknown> = isWallet(wallet) ? wallet.keys : [];
  const key = await get(`key/${String(keys[0])}`);
  if (!isKey(key)) throw new Error('the sandbox shows no key');
  return key.pub;
};

const isWallet = (said: unknown): said is { readonly keys: ReadonlyArray<unknown> } =>
  typeof said === 'object' && said !== null && 'keys' in said && Array.isArray(said.keys);
const isKey = (said: unknown): said is { readonly pub: string } =>
  typeof said === 'object' && said !== null && 'pub' in said && typeof said.pub === 'string';
