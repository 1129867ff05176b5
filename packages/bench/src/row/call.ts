import { memoryJournal, settlementId } from '@legwork/core';
import { must } from '@legwork/chaos';
import { connectKrakenPrime } from '@legwork/kraken-prime';
import { systemClock } from '@legwork/node';
import * as O from 'fp-ts/lib/Option.js';
import { batchText } from '../fixture/batch-text.js';
import { apiKey, apiSecret, krakenOptions } from '../fixture/kraken-terms.js';
import { agree } from '../harness/agree.js';
import type { Bench, Setting } from '../harness/bench.js';
import { processorTime } from '../harness/contender.js';
import { race, ratioOf } from '../harness/race.js';
import type { Row } from '../harness/row.js';
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

/** A whole call: turn, nonce, body, signature, request, reply, decoding and translation; processor time of this process alone. */
export const calls: Bench = {
  title: 'A call',
  run: async (setting) => {
    setting.tell('calling a server');
    return withServer((url) => calling(setting, url));
  },
};

const calling = async (setting: Setting, url: string): Promise<ReadonlyArray<Row>> => {
  const got = await loadPeer<GotClient>('got-client.js');
  const ccxt = (await loadPeer<Ccxt>('ccxt-exchange.js')).exchange({ apiKey, secret: apiSecret, url });
  const venue = must(
    connectKrakenPrime({ clock: systemClock, floor: memoryJournal(systemClock) })({
      ...krakenOptions,
      apiSecret,
      rate: { max: 1e6, perSecond: 1e6 },
      transport: { baseUrl: url, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
    }),
  );
  const subject = { _tag: 'Existing', settlement: must(settlementId(batch)) } as const;
  const ours = async (): Promise<unknown> =>
    must(await venue.observe(subject, O.none)()).settlements.map(({ raw }) => raw);
  const bare = async (): Promise<string> => got.call(url + path, headers, body);
  const theirs = async (): Promise<Answered> => ccxt.request({ batch_id: batch });
  const answered: Answered = JSON.parse(batchText({ legs: 2, trades: 3 }));
  const bareAnswered: Answered = JSON.parse(await bare());
  agree('calling', {
    server: [answered.result.batch],
    ours: await ours(),
    got: [bareAnswered.result.batch],
    ccxt: [(await theirs()).result.batch],
  });
  const pace = { ...setting.short, lap: setting.quick ? 60 : 250 };
  const costs = await race(
    [processorTime('ours', ours), processorTime('got', bare), processorTime('ccxt', theirs)],
    pace,
    setting.settle,
  );
  const row = (against: string, other: string, target: Row['target'], note: string): Row => ({
    what: 'full typed call over got, client CPU',
    against,
    target,
    measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', other) },
    note,
  });
  return [
    row('a bare tuned got call, signed before', 'got', { _tag: 'AtMost', ratio: 1.15 }, ''),
    row(
      "ccxt's `request`",
      'ccxt',
      { _tag: 'None' },
      'ccxt calls over undici, which costs less than got alone.',
    ),
    {
      what: 'full typed call over undici, client CPU',
      against: "ccxt's `request`",
      target: { _tag: 'TimesLess', factor: 2.5 },
      measured: { _tag: 'NotMeasured', why: 'the transport over undici is not there yet' },
      note: '',
    },
  ];
};
