import { expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { settle } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { right } from '../fixture/must.js';
import { amount, asset, leg, mandateId, settlement } from '../fixture/noun.js';

const dayMs = 86_400_000;

test('a mandate that is taken up again on a halted account sends nothing and says why (M6, L3)', async () => {
  const it = desk(settlement({ legs: [leg({ status: 'InProgress' })] }));
  right(await settle(it.ports)(request())());
  it.clock.duringNextSleep(() => it.control.tell({ _tag: 'Halt', by: 'ann', why: 'a doubt' }));
  right(await settle(it.ports)(request())());
  it.venue.books.settlements = [settlement({ legs: [leg()] })];
  const report = right(await settle(it.ports)(request())());
  expect(report.halted).toStrictEqual(O.some('ann: a doubt'));
  expect(report.lines[0]?.standing).toMatchObject({
    _tag: 'NeedsOperator',
    out: false,
    known: 'nothing of it was sent: the account is halted',
  });
  expect(it.venue.counts.prepared).toBe(0);
});

test('a daily cap counts what was approved within the last day, and no longer (M10)', async () => {
  const cap = { asset: asset('BTC'), over: 'Day', receiver: O.none, quantity: amount('2') } as const;
  const limits = { caps: [cap], others: 'Refused' } as const;
  const it = desk();
  right(await settle(it.ports)(request({ limits }))());
  it.venue.books.settlements = [settlement({ legs: [leg()] })];
  it.clock.advance(dayMs - 3_600_000);
  const next = async () => settle(it.ports)(request({ limits, id: mandateId('N') }))();
  expect(await next()).toMatchObject(E.left({ _tag: 'LimitExceeded' }));
  it.clock.advance(3_600_001);
  expect(E.isRight(await next())).toBe(true);
});
