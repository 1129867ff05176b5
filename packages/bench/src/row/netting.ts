import { Netting, type ColumnSums, type Quantity, columnSums } from '@legwork/core';
import { must } from '@legwork/chaos';
import { Get, toSettlement } from '@legwork/kraken-prime';
import { krakenTerms } from '../fixture/kraken-terms.js';
import { nettingCase } from '../fixture/netting-legs.js';
import { agree } from '../harness/agree.js';
import type { Bench, Setting } from '../harness/bench.js';
import { timed } from '../harness/contender.js';
import { race, ratioOf } from '../harness/race.js';
import type { Row } from '../harness/row.js';
import { loadPeer } from '../peer.js';
import { AmountDecimal, batchResult } from '../rival/io-ts-batch.js';
import {
  type Told,
  type Totals,
  netBigInts,
  netDecimals,
  netMadeDecimals,
  netUsualDecimals,
} from '../rival/netting.js';

interface Ccxt {
  readonly net: (told: ReadonlyArray<Told>) => Totals;
}

const plain = batchResult(AmountDecimal);

/** What legs come to by asset, from the texts of their amounts. */
export const netting: Bench = {
  title: 'Netting',
  run: async (setting) => {
    const ccxt = await loadPeer<Ccxt>('ccxt-exchange.js');
    setting.tell('netting 100,000 legs');
    const sums = await fromTexts(setting, ccxt);
    setting.tell('decoding and netting 10,000 legs');
    return [...sums, ...(await fromAnswer(setting))];
  },
};

const fromTexts = async (setting: Setting, ccxt: Ccxt): Promise<ReadonlyArray<Row>> => {
  const { legs, input } = nettingCase(100_000);
  const told = toldBy(input);
  agree('netting', {
    ours: summedBy(told),
    'our nouns': shown(Netting.byAsset(legs)),
    BigInt: netBigInts(told),
    'decimal.js': netDecimals(told),
    ccxt: ccxt.net(told),
  });
  // Apart from the others: its legs are objects of their own, which would drive what all others read out of the processor's cache.
  const nouns = await race(
    [timed('our nouns', () => Netting.byAsset(legs)), timed('BigInt', () => netBigInts(told))],
    setting.short,
    setting.settle,
  );
  const costs = await race(
    [
      timed('ours', () => summedBy(told)),
      timed('BigInt', () => netBigInts(told)),
      timed('decimal.js', () => netDecimals(told)),
      timed('usual decimal.js', () => netUsualDecimals(told)),
      timed('ccxt', () => ccxt.net(told)),
    ],
    setting.short,
    setting.settle,
  );
  const row = (against: string, other: string, target: Row['target'], note = ''): Row => ({
    what: 'netting from texts, 100,000 legs of 20 assets',
    against,
    target,
    measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', other) },
    note,
  });
  const isRounded = JSON.stringify(netUsualDecimals(told)) !== JSON.stringify(netDecimals(told));
  return [
    row('BigInt of each text, added', 'BigInt', { _tag: 'AtMost', ratio: 0.45 }),
    row(
      'decimal.js as it is ordinarily used',
      'usual decimal.js',
      { _tag: 'TimesLess', factor: 18 },
      isRounded ? 'At its usual 20 digits it rounds: its sums of these legs are wrong.' : '',
    ),
    row('decimal.js, at a precision that loses nothing', 'decimal.js', { _tag: 'None' }),
    row('ccxt Precise', 'ccxt', { _tag: 'TimesLess', factor: 3 }),
    {
      what: 'netting of legs, as nouns of the library, 100,000 legs of 20 assets',
      against: 'BigInt of each text, added',
      target: { _tag: 'None' },
      measured: { _tag: 'Ratio', spread: ratioOf(nouns, 'our nouns', 'BigInt') },
      note: '',
    },
  ];
};

const fromAnswer = async (setting: Setting): Promise<ReadonlyArray<Row>> => {
  const { input } = nettingCase(10_000);
  const summed = (): Totals => summedBy(must(Get.GetResult.decode(input)).batch.legs);
  const translated = (): ReadonlyArray<Netting.Net> =>
    Netting.byAsset(toSettlement(krakenTerms)(must(Get.GetResult.decode(input)).batch).legs);
  const theirs = (): Totals => netMadeDecimals(must(plain.decode(input)).batch.legs);
  agree('decoding and netting', { summed: summed(), translated: shown(translated()), theirs: theirs() });
  const costs = await race(
    [timed('summed', summed), timed('translated', translated), timed('theirs', theirs)],
    setting.short,
    setting.settle,
  );
  const row = (what: string, ours: string, target: Row['target'], note: string): Row => ({
    what,
    against: 'io-ts `exact(intersection)` and decimal.js `plus`',
    target,
    measured: { _tag: 'Ratio', spread: ratioOf(costs, ours, 'theirs') },
    note,
  });
  return [
    row('decode and net, 10,000 legs', 'summed', { _tag: 'TimesLess', factor: 18 }, ''),
    row(
      'decode, translate and net, 10,000 legs',
      'translated',
      { _tag: 'None' },
      'Ours makes of every leg the noun of the library, with who pays whom; theirs does not.',
    ),
  ];
};

type ToldQuantity = Told & { readonly amount: Quantity.Quantity };

/** Sums by asset and direction, as the venue tells them. */
const summedBy = (told: ReadonlyArray<ToldQuantity>): Totals => {
  const sums = columnSums();
  return [...slotsOf(sums, told)]
    .map(([asset, { sent, received }]) => [asset, sums.total(sent), sums.total(received)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
};

const slotsOf = (sums: ColumnSums, told: ReadonlyArray<ToldQuantity>) => {
  const slots = new Map<string, { readonly sent: number; readonly received: number }>();
  for (const { asset, direction, amount } of told) {
    let slot = slots.get(asset);
    if (slot === undefined) {
      slot = { sent: sums.open(), received: sums.open() };
      slots.set(asset, slot);
    }
    sums.add(direction === 'outgoing' ? slot.sent : slot.received, amount);
  }
  return slots;
};

const toldBy = (input: unknown): ReadonlyArray<ToldQuantity> => must(Get.GetResult.decode(input)).batch.legs;

const shown = (nets: ReadonlyArray<Netting.Net>): Totals =>
  nets.map(({ asset, sent, received }): readonly [string, Quantity.Quantity, Quantity.Quantity] => [
    asset,
    sent,
    received,
  ]);
