import { Quantity, UnitRegistry, assetId } from '@legwork/core';
import { seededRandom } from '@legwork/testkit';
import { must } from '@legwork/chaos';
import { Decimal } from 'decimal.js';
import * as O from 'fp-ts/lib/Option.js';
import { amountText } from '../fixture/amount-text.js';
import { agree } from '../harness/agree.js';
import type { Bench } from '../harness/bench.js';
import { timed } from '../harness/contender.js';
import { race, ratioOf } from '../harness/race.js';
import { loadPeer } from '../peer.js';

interface Ccxt {
  readonly toUnits: (text: string, decimals: number) => string;
  readonly fromUnits: (units: string, decimals: number) => string;
}

const unit = { asset: must(assetId('ETH')), venueName: 'ofceth', decimals: 18 };
const Exact = Decimal.clone({ defaults: true, precision: 200 });
const scale = new Exact(10).pow(unit.decimals);

/** A decimal as an integer of the smallest unit, and back. */
export const units: Bench = {
  title: 'Units',
  run: async (setting) => {
    const ccxt = await loadPeer<Ccxt>('ccxt-exchange.js');
    setting.tell('converting 1,000 quantities to fractional units and back');
    const random = seededRandom(3);
    const texts = Array.from({ length: 1_000 }, () => must(Quantity.parse(amountText(random))));
    const contenders = {
      ours: () => texts.map(throughOurs),
      'our integers': () => texts.map(throughIntegers),
      'decimal.js': () => texts.map(throughDecimal),
      ccxt: () => texts.map((text) => throughCcxt(ccxt, text)),
    };
    agree('converting', {
      ours: contenders.ours(),
      'our integers': contenders['our integers'](),
      'decimal.js': contenders['decimal.js'](),
      ccxt: contenders.ccxt(),
    });
    const costs = await race(
      Object.entries(contenders).map(([name, run]) => timed(name, run)),
      setting.short,
      setting.settle,
    );
    const measured = (other: string, one = 'ours') =>
      ({ _tag: 'Ratio', spread: ratioOf(costs, one, other) }) as const;
    const what = 'decimal → fractional units → decimal';
    return [
      {
        what,
        against: 'decimal.js `times` and `div`',
        target: { _tag: 'TimesLess', factor: 12 },
        measured: measured('decimal.js'),
        note: '',
      },
      {
        what,
        against: 'ccxt `stringMul` and `stringDiv`',
        target: { _tag: 'TimesLess', factor: 4 },
        measured: measured('ccxt'),
        note: '',
      },
      {
        what: 'the same through a `bigint`, for code that calculates with it',
        against: 'decimal.js `times` and `div`',
        target: { _tag: 'None' },
        measured: measured('decimal.js', 'our integers'),
        note: '',
      },
    ];
  },
};

type Through = readonly [units: string, back: string];

const throughOurs = (quantity: Quantity.Quantity): Through => {
  const fractional = must(UnitRegistry.toFractionalText(unit, quantity));
  const back = UnitRegistry.fromFractionalText(unit, fractional);
  return [fractional, O.isSome(back) ? back.value : ''];
};

const throughIntegers = (quantity: Quantity.Quantity): Through => {
  const fractional = must(UnitRegistry.toFractional(unit, quantity));
  const back = UnitRegistry.fromFractional(unit, fractional);
  return [fractional.toString(), O.isSome(back) ? back.value : ''];
};

const throughDecimal = (text: string): Through => {
  const fractional = new Exact(text).times(scale).toFixed(0);
  return [fractional, new Exact(fractional).div(scale).toFixed()];
};

const throughCcxt = ({ toUnits, fromUnits }: Ccxt, text: string): Through => {
  const fractional = toUnits(text, unit.decimals);
  return [fractional, fromUnits(fractional, unit.decimals)];
};
