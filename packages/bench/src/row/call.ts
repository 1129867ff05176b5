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
import { timedTask } from '../harness/contender.js';
import { type Costs, race, ratioOf } from '../harness/race.js';
import type { Row, Target } from '../harness/row.js';
import { withServer } from '../harness/server.js';
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

/** Connects to a server over one client. */
type Connect = (url: string) => Pick<SettlementVenue, 'observe'>;

const connectOver =
  (makeTransport: MakeTransport): Connect =>
  (url) =>
    must(
      connectKrakenPrime({ clock: systemClock, floor: memoryJournal(systemClock), makeTransport })({
        ...krakenOptions,
        apiSecret,
        rate: { max: 1e6, perSecond: 1e6 },
        transport: { baseUrl: url, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
      }),
    );

/** What the library can call over. */
const clients: ReadonlyArray<{ readonly name: string; readonly connect: Connect }> = [
  { name: 'got', connect: connectOver(httpTransport) },
  { name: 'undici', connect: connectOver(undiciTransport) },
];

const calling = async (setting: Setting, url: string): Promise<ReadonlyArray<Row>> => {
  const got = await loadPeer<GotClient>('got-client.js');
  const ccxt = (await loadPeer<Ccxt>('ccxt-exchange.js')).exchange({ apiKey, secret: apiSecret, url });
  const bare = async (): Promise<string> => got.call(url + path, headers, body);
  const theirs = async (): Promise<Answered> => ccxt.request({ batch_id: batch });
  const rows: Array<Row> = [];
  for (const { name, connect } of clients) {
    const venue = connect(url);
    const ours = async (): Promise<unknown> =>
      must(await venue.observe(subject, O.none)()).settlements.map(({ raw }) => raw);
    const bareAnswered: Answered = JSON.parse(await bare());
    agree('calling', {
      server: [expected.result.batch],
      ours: await ours(),
      got: [bareAnswered.result.batch],
      ccxt: [(await theirs()).result.batch],
    });
    const costs = await race(
      [timedTask('ours', ours), timedTask('got', bare), timedTask('ccxt', theirs)],
      { ...setting.short, lap: setting.quick ? 300 : 800, warmUps: 8 },
      setting.settle,
    );
    rows.push(...rowsOf(name, costs));
  }
  return rows;
};

const rowsOf = (client: string, costs: Costs): ReadonlyArray<Row> => {
  const row = (against: string, other: string, target: Target, note: string): Row => ({
    what: `full typed call over ${client}, client CPU`,
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
