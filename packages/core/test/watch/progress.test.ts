import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import type { Report } from '../../src/engine/report.js';
import type { Leg } from '../../src/noun/leg.js';
import { settling } from '../../src/plan/plan.js';
import * as Progress from '../../src/watch/progress.js';
import { line } from '../../src/watch/progress-line.js';
import { right } from '../fixture/must.js';
import {
  amount,
  asset,
  cashLeg,
  intentId,
  inward,
  leg,
  legId,
  mandateId,
  outward,
  party,
  settleLeg,
  settlement,
} from '../fixture/noun.js';
import { paperRules } from '../fixture/paper-rules.js';

const standing = (legs: ReadonlyArray<Leg>) => ({ settlement: settlement({ legs }), sinceMs: 1_000 });

describe('progress', () => {
  test('tells legs, value by asset and way, and what is waited for', () => {
    const progress = Progress.of(
      standing([
        leg({ status: 'Settled' }),
        leg({
          id: legId('L3'),
          quantity: amount('2'),
          residual: O.some(amount('0.5')),
          status: 'PartlySettled',
        }),
        cashLeg({ status: 'InProgress' }),
      ]),
      61_000,
    );
    expect(progress).toStrictEqual({
      name: 'S1',
      status: 'PartlySettled',
      legs: { done: 1, total: 3 },
      values: [
        { asset: 'BTC', way: 'Out', settled: '3', open: '0.5', unclear: '0', total: '3.5' },
        { asset: 'USD', way: 'In', settled: '0', open: '60000', unclear: '0', total: '60000' },
      ],
      waits: [
        { by: 'Us', for: '2 XBT to be settled', sinceMs: O.some(1_000) },
        { by: 'Venue', for: 'the transfer of 60000 ZUSD', sinceMs: O.some(1_000) },
      ],
      deadline: O.none,
    });
    expect(line(progress, 61_000)).toBe(
      'S1 [###.......] 1/3 PartlySettled  BTC out 3/3.5  USD in 0/60000  +2 more',
    );
  });

  test('names the consents that are awaited, and the next deadline that is ahead', () => {
    const consents = [
      { by: party('Counterparty'), status: 'Awaited', lapsesAtMs: O.some(1_700_000_000_000) },
      { by: party('Us'), status: 'Given', lapsesAtMs: O.some(1_600_000_000_000) },
    ] as const;
    const progress = Progress.of(
      { settlement: settlement({ consents, legs: [] }), sinceMs: 1 },
      1_650_000_000_000,
    );
    expect(progress.waits).toMatchObject([
      { by: 'Counterparty', for: 'the consent of counterparty-account' },
    ]);
    expect(progress.deadline).toStrictEqual(O.some({ of: party('Counterparty'), atMs: 1_700_000_000_000 }));
    expect(line({ ...progress, waits: [] }, 0)).toBe(
      'S1 [..........] 0/0 AwaitingConsent  until 2023-11-14 22:13 UTC',
    );
  });

  test('says that it does not know how much of a leg moved when the venue does not say', () => {
    const unclear = (changes: Partial<Leg>) =>
      Progress.of(standing([leg(changes)]), 0).values.map(({ settled, open, unclear: left }) => [
        settled,
        open,
        left,
      ]);
    expect(unclear({ status: 'PartlySettled' })).toStrictEqual([['0', '0', '1.5']]);
    expect(unclear({ status: 'Unrecognised' })).toStrictEqual([['0', '0', '1.5']]);
    expect(unclear({ status: 'Open' })).toStrictEqual([['0', '1.5', '0']]);
    // More is left than the leg is for: the venue contradicts itself.
    expect(unclear({ status: 'Open', residual: O.some(amount('2')) })).toStrictEqual([['0', '0', '1.5']]);
    expect(unclear({ asset: O.none })).toStrictEqual([]);
    const text = line(Progress.of(standing([leg({ status: 'PartlySettled' })]), 0), 0);
    expect(text).toContain('BTC out 0+?/1.5');
  });

  test('waits for nothing once it is over, but for what our own intents need a person for', () => {
    const report: Report = {
      mandate: mandateId('M'),
      because: 'Complete',
      lines: [
        {
          intent: intentId('M/1'),
          instruction: settleLeg(),
          attempts: 1,
          standing: {
            _tag: 'NeedsOperator',
            out: true,
            sinceMs: 500,
            known: 'it left',
            wouldResolve: 'a later reading',
          },
        },
      ],
      settlement: O.none,
      status: O.none,
      halted: O.none,
    };
    const over = { settlement: settlement({ finality: 'Final' }), sinceMs: 1 };
    expect(Progress.of(over, 2).waits).toStrictEqual([]);
    expect(Progress.of(over, 2, O.some(report)).waits).toStrictEqual([
      { by: 'Person', for: 'settle 1.5 BTC of S1: a later reading', sinceMs: O.some(500) },
    ]);
  });

  test('of a plan is what it would move, before anything has', () => {
    const plan = right(
      settling(paperRules, (text) => text)(settlement({ legs: [leg(), cashLeg({ status: 'Settled' })] }), {
        _tag: 'Waived',
        by: 'ops',
        reason: 'a test',
      }),
    );
    const progress = Progress.ofPlan(plan);
    expect(progress).toMatchObject({ status: 'Planned', legs: { done: 1, total: 2 } });
    expect(progress.values.map(({ settled, total }) => [settled, total])).toStrictEqual([
      ['0', '1.5'],
      ['60000', '60000'],
    ]);
    expect(progress.waits[0]).toMatchObject({ by: 'Person', for: 'the approval of the plan' });
  });
});

const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,20})(\.[0-9]{0,8}[1-9])?$/);
const anyLeg = fc
  .record({
    quantity: digits,
    residual: fc.option(digits),
    status: fc.constantFrom('Open', 'InProgress', 'PartlySettled', 'Settled', 'Unrecognised'),
    asset: fc.constantFrom('BTC', 'USD', 'ETH-LONG-NAME-OF-AN-ASSET'),
    out: fc.boolean(),
  })
  .map(({ quantity, residual, status, asset: name, out }) =>
    leg({
      quantity: amount(quantity),
      residual: residual === null ? O.none : O.some(amount(residual)),
      status,
      asset: O.some(asset(name)),
      flow: O.some(out ? outward : inward),
    }),
  );

test('nothing of the value is lost or invented, whatever the legs say', () => {
  fc.assert(
    fc.property(fc.array(anyLeg, { maxLength: 8 }), (legs) => {
      const { values } = Progress.of(standing(legs), 0);
      for (const { settled, open, unclear, total } of values)
        expect(Quantity.sum([settled, open, unclear])).toBe(total);
      expect(Quantity.sum(values.map(({ total }) => total))).toBe(
        Quantity.sum(legs.map((one) => one.quantity)),
      );
    }),
  );
});

test('a line is one line of at most 80 columns, and cuts no number', () => {
  fc.assert(
    fc.property(fc.array(anyLeg, { maxLength: 8 }), fc.string(), (legs, scope) => {
      const progress = { ...Progress.of(standing(legs), 9_000_000), name: scope };
      const text = line(progress, 9_000_000);
      expect(text.length).toBeLessThanOrEqual(80);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      const [, ...parts] = text.slice(text.indexOf(progress.status)).split('  ');
      const whole = new Set(
        progress.values.map(
          ({ asset: name, way, settled, unclear, total }) =>
            `${name} ${way === 'Out' ? 'out' : 'in'} ${settled}${unclear === '0' ? '' : '+?'}/${total}`,
        ),
      );
      const shown = parts.filter((part) => / (out|in) [0-9]/.test(part));
      expect(shown.filter((part) => !whole.has(part))).toStrictEqual([]);
      const left = /\+([0-9]+) more$/.exec(text);
      const count = parts.length - (left === null ? 0 : 1) + Number(left?.[1] ?? 0);
      expect(count).toBe(progress.values.length + progress.waits.length);
    }),
  );
});
