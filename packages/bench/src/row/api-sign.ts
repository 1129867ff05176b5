import { createHash, createHmac } from 'node:crypto';
import { must } from '@legwork/chaos';
import { apiSigner, signedMessage } from '@legwork/kraken-prime';
import { apiKey, apiSecret } from '../fixture/kraken-terms.js';
import { agree } from '../harness/agree.js';
import type { Bench } from '../harness/bench.js';
import { timed, timedTask } from '../harness/contender.js';
import { race, ratioOf } from '../harness/race.js';
import { loadPeer } from '../peer.js';

interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}
interface Ccxt {
  readonly exchange: (options: { apiKey: string; secret: string; url: string }) => {
    readonly sign: (params: Readonly<Record<string, string>>) => Signed;
  };
}

const path = '/0/private/GetPrimeSettlementBatch';
const params = { batch_id: 'SBATCH-7Q2KD-EXAMPLE' };
const key = Buffer.from(apiSecret, 'base64');
const { sign, header } = must(apiSigner(apiSecret));

/** The signature of one call to Kraken. */
export const apiSign: Bench = {
  title: 'Kraken API-Sign',
  run: async (setting) => {
    setting.tell('signing calls to Kraken');
    const { exchange } = await loadPeer<Ccxt>('ccxt-exchange.js');
    const ccxt = exchange({ apiKey, secret: apiSecret, url: 'http://127.0.0.1' });
    const { body, headers } = ccxt.sign(params);
    agree('API-Sign', {
      ours: ours(1n, body),
      'our port': await throughPort(1n, body),
      'node:crypto': plainly(1n, body),
      ccxt: headers['API-Sign'],
    });
    const text = '{"nonce":1795000000000000,"batch_id":"SBATCH-7Q2KD-EXAMPLE"}';
    const costs = await race(
      [
        timed('ours', () => ours(1_795_000_000_000_000n, text)),
        timedTask('our port', () => throughPort(1_795_000_000_000_000n, text)),
        timed('node:crypto', () => plainly(1_795_000_000_000_000n, text)),
        timed('ccxt', () => ccxt.sign(params)),
      ],
      setting.short,
      setting.settle,
    );
    const measured = (other: string, one = 'ours') =>
      ({ _tag: 'Ratio', spread: ratioOf(costs, one, other) }) as const;
    return [
      {
        what: 'API-Sign',
        against: '`createHmac` and `createHash`',
        target: { _tag: 'AtMost', ratio: 0.55 },
        measured: measured('node:crypto'),
        note: 'As a call writes it where the key is in this process.',
      },
      {
        what: 'API-Sign, asked of any signer through its port',
        against: '`createHmac` and `createHash`',
        target: { _tag: 'None' },
        measured: measured('node:crypto', 'our port'),
        note: '',
      },
      {
        what: 'API-Sign',
        against: "ccxt's `sign`",
        target: { _tag: 'TimesLess', factor: 12 },
        measured: measured('ccxt'),
        note: "ccxt's also writes the body and the address.",
      },
    ];
  },
};

const ours = (nonce: bigint, body: string): string => must(header(path, nonce, body));

const throughPort = async (nonce: bigint, body: string): Promise<string> =>
  Buffer.from(must(await sign(signedMessage(path, nonce, body), { _tag: 'Reading' })())).toString('base64');

const plainly = (nonce: bigint, body: string): string => {
  const inner = createHash('sha256').update(`${nonce}${body}`).digest();
  return createHmac('sha512', key)
    .update(Buffer.concat([Buffer.from(path), inner]))
    .digest('base64');
};
