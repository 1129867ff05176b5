import { must } from '@legwork/chaos';
import { type SettlementShown, tradeV1 } from '@legwork/bitgo';
import * as O from 'fp-ts/lib/Option.js';
import { bitgoSettlements } from '../fixture/bitgo-settlements.js';
import { agree } from '../harness/agree.js';
import type { Bench } from '../harness/bench.js';
import { timed } from '../harness/contender.js';
import { race, ratioOf } from '../harness/race.js';
import { Settlement } from '../rival/io-ts-settlement.js';

const count = 50;

/** Settlements of BitGo from parsed values to typed ones with big integers. */
export const bitgoDecoding: Bench = {
  title: 'Reading what a venue answers: BitGo',
  run: async (setting) => {
    setting.tell(`decoding ${count} settlements`);
    const json = bitgoSettlements(count);
    const ours = (): ReadonlyArray<SettlementShown> => json.map((one) => must(tradeV1.settlement(one)));
    const theirs = () => json.map((one) => must(Settlement.decode(one)));
    agree('decoding settlements', {
      ours: ours().map(({ id, status, trades, affirmations }) => [
        id,
        status,
        (O.isSome(trades) ? trades.value : []).map(({ base, quote }) => [base.sends, quote.sends]),
        affirmations.map(({ lock }) => (O.isSome(lock) ? lock.value.amount : undefined)),
      ]),
      theirs: theirs().map(({ id, status, trades, affirmations }) => [
        id,
        status,
        (trades ?? []).map(({ baseAmount, baseCurrency, quoteAmount, quoteCurrency }) => [
          { currency: baseCurrency, amount: baseAmount },
          { currency: quoteCurrency, amount: quoteAmount },
        ]),
        (affirmations ?? []).map(({ lock }) => lock?.amount),
      ]),
    });
    const costs = await race([timed('ours', ours), timed('theirs', theirs)], setting.short, setting.settle);
    return [
      {
        what: `decode step and the adapter's own form, ${count} settlements`,
        against: 'io-ts `exact(intersection)`, amounts to `bigint`',
        target: { _tag: 'None' },
        measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', 'theirs') },
        note: "Ours also reads the instants and the ids, and makes the adapter's own form of each settlement.",
      },
    ];
  },
};
