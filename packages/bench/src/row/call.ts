import { type SettlementVenue, memoryJournal, settlementId } from '@legwork/core';
import { must } from '@legwork/chaos';
import { type MakeTransport, httpTransport, undiciTransport } from '@legwork/http';
import { connectKrakenPrime } from '@legwork/kraken-prime';
import { systemClock } from '@legwork/node';
import * as O from 'fp-ts/lib/Option.js';
import { batchText } from '../fixture/batch-text.js';
import { apiKey, apiSecret, krakenOptions } from '../fixture/kraken-terms.js';
import { agree } from '../harness/agree.js';
import type { Bench, Setting } from '../harness/bench.js';
import { type Costs, race, ratioOf } from '../harness/race.js';
import type { Row, Target } from '../harness/row.js';
import { withServer } from '../harness/server.js';
import { timedTogether } from '../harness/together.js';
import { loadPeer } from '../peer.js';

interface GotClient {
  readonly call: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<string>;
}
interface Ccxt {
  readonly exchange: (options: { apiKey: string; secret: string; url: string }) => {
    readonly request: (params: Readonly<Record<string, string>>) => Promise<Answered>;
  };
}
interface Answered {
  readonly result: { readonly batch: unknown };
}

const path = '/0/private/GetPrimeSettlementBatch';
const batch = 'SBATCH-7Q2KD-EXAMPLE';
const body = `{"nonce":1795000000000000,"batch_id":"${batch}"}`;
const headers = {
  'API-Key': apiKey,
  'API-Sign': Buffer.alloc(64, 1).toString('base64'),
  'Content-Type': 'application/json',
};

const subject = { _tag: 'Existing', settlement: must(settlementId(batch)) } as const;
const expected: Answered = JSON.parse(batchText({ legs: 2, trades: 3 }));

/** A whole call: turn, nonce, body, signature, request, reply, decoding and translation; processor time of this process alone. */
export const calls: Bench = {
  title: 'A call',
  run: async (setting) => {
    setting.tell('calling a server');
    return withServer((url) => calling(setting, url));
  },
};

/** Connects one account to a server over one client. */
type Connect = (url: string, account: number) => Pick<SettlementVenue, 'observe'>;

const connectOver =
  (makeTransport: MakeTransport): Connect =>
  (url, account) =>
    must(
      connectKrakenPrime({ clock: systemClock, floor: memoryJournal(systemClock), makeTransport })({
        ...krakenOptions,
        apiKey: `${apiKey}-${account}`,
        apiSecret,
        rate: { max: 1e6, perSecond: 1e6 },
        transport: { baseUrl: url, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
      }),
    );

/** What the library can call over. */
const clients: ReadonlyArray<{ readonly name: Client; readonly connect: Connect }> = [
  { name: 'got', connect: connectOver(httpTransport) },
  { name: 'undici', connect: connectOver(undiciTransport) },
];

type Client = 'got' | 'undici';

/**
 * How many calls are under way all the time. The calls of one key go one after the other, whatever they are (contract X2), so
 * that sixteen at once are those of sixteen keys; ccxt has sixteen exchanges then.
 */
const manners = [
  { atOnce: 1, words: 'one at a time' },
  { atOnce: 16, words: '16 keys at once' },
] as const;

type Manner = (typeof manners)[number];

const calling = async (setting: Setting, url: string): Promise<ReadonlyArray<Row>> => {
  const rows: Array<Row> = [];
  for (const { name, connect } of clients)
    for (const manner of manners) {
      setting.tell(`calling over ${name}, ${manner.words}`);
      rows.push(...rowsOf(name, manner, await racing(setting, url, connect, manner.atOnce)));
    }
  return rows;
};

const racing = async (setting: Setting, url: string, connect: Connect, atOnce: number): Promise<Costs> => {
  const got = await loadPeer<GotClient>('got-client.js');
  const { exchange } = await loadPeer<Ccxt>('ccxt-exchange.js');
  const accounts = Array.from({ length: atOnce }, (_, account) => account);
  const ours = accounts.map((account) => {
    const venue = connect(url, account);
    return async (): Promise<unknown> =>
      must(await venue.observe(subject, O.none)()).settlements.map(({ raw }) => raw);
  });
  const bare = accounts.map(() => async (): Promise<string> => got.call(url + path, headers, body));
  const theirs = accounts.map((account) => {
    const ccxt = exchange({ apiKey: `${apiKey}-${account}`, secret: apiSecret, url });
    return async (): Promise<Answered> => ccxt.request({ batch_id: batch });
  });
  const batchOf = ({ result }: Answered): ReadonlyArray<unknown> => [result.batch];
  agree('calling', {
    server: accounts.map(() => batchOf(expected)),
    ours: await all(ours),
    got: (await all(bare)).map((text) => batchOf(JSON.parse(text))),
    ccxt: (await all(theirs)).map(batchOf),
  });
  return race(
    [timedTogether('ours', ours), timedTogether('got', bare), timedTogether('ccxt', theirs)],
    { ...setting.short, lap: setting.quick ? 200 : 800, warmUps: setting.quick ? 4 : 8 },
    setting.settle,
  );
};

const all = async <A>(runs: ReadonlyArray<() => Promise<A>>): Promise<ReadonlyArray<A>> =>
  Promise.all(runs.map(async (run) => run()));

const rowsOf = (client: Client, { words }: Manner, costs: Costs): ReadonlyArray<Row> => {
  const row = (against: string, other: string, target: Target, note: string): Row => ({
    what: `full typed call over ${client}, ${words}, client CPU`,
    against,
    target,
    measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', other) },
    note,
  });
  const isGot = client === 'got';
  const bareGot = row('a bare tuned got call, signed before', 'got', { _tag: 'AtMost', ratio: 1.15 }, '');
  const ccxtRow = row(
    "ccxt's `request`",
    'ccxt',
    isGot ? { _tag: 'None' } : { _tag: 'TimesLess', factor: 2.5 },
    isGot ? 'ccxt calls over undici, which costs less than got alone.' : '',
  );
  return isGot ? [bareGot, ccxtRow] : [ccxtRow];
};
