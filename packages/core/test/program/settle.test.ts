import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as Report from '../../src/engine/report.js';
import { settlementId as parseSettlement } from '../../src/noun/id.js';
import { dryRun, settle } from '../../src/program/settle.js';
import { approve, desk, request } from '../fixture/desk.js';
import { right } from '../fixture/must.js';
import { amount, asset, cashLeg, leg, legId, mandateId, settlement } from '../fixture/noun.js';
import type { Fate } from '../fixture/paper-venue.js';

const run = async (it: ReturnType<typeof desk>, changes: Parameters<typeof request>[0] = {}) =>
  settle(it.ports)(request(changes))();
const moved = ({ venue }: ReturnType<typeof desk>) => Object.fromEntries(venue.moves);

describe('settling', () => {
  test('moves every leg of ours once, and reports it', async () => {
    const it = desk(settlement({ legs: [leg(), leg({ id: legId('L2') }), cashLeg({ id: legId('L3') })] }));
    const report = right(await run(it));
    expect(Report.isDone(report)).toBe(true);
    expect(moved(it)).toStrictEqual({ L1: 1, L2: 1 });
    expect(report.lines.map(Report.sentence)).toStrictEqual([
      'settle 1.5 BTC of S1: done.',
      'settle 1.5 BTC of S1: done.',
    ]);
    expect(Report.settlementOf(report)).toStrictEqual(O.some('S1'));
    expect(report).toMatchObject({ because: 'Complete', status: O.some('PartlySettled'), halted: O.none });
    expect(it.leases.size).toBe(0);
  });

  test.each<[Fate, number, number, string]>([
    ['ReplyLost', 1, 1, 'Done'],
    ['RequestLost', 1, 2, 'Done'],
    ['NotSent', 1, 1, 'Done'],
    ['Refused', 0, 1, 'NotDone'],
  ])('%s: it moved %d times with %d bodies, and ends as %s (M2)', async (fate, times, bodies, ending) => {
    const it = desk();
    it.venue.fates.push(fate);
    const report = right(await run(it));
    expect(it.venue.moves.get('L1') ?? 0).toBe(times);
    expect(new Set(it.venue.bodies).size).toBe(bodies);
    expect(it.venue.bodies).toHaveLength(bodies);
    expect(report.lines[0]?.standing).toMatchObject({ _tag: 'Over', ending: { _tag: ending } });
    expect(it.leases.size).toBe(0);
  });

  test('an odd reply halts the account; nothing begins there until a person lets it (M6)', async () => {
    const it = desk();
    it.venue.fates.push('OddReply');
    const report = right(await run(it));
    expect(report.halted).toStrictEqual(O.some('a field that is not known'));
    expect(report.lines[0]?.standing).toMatchObject({ _tag: 'NeedsOperator', out: true });
    const next = await run(it, { id: mandateId('N') });
    expect(next).toStrictEqual(
      E.left({ _tag: 'AccountIsHalted', account: 'acme', why: 'a field that is not known' }),
    );
    const scope = { _tag: 'Account', venue: it.venue.venue, account: it.venue.account } as const;
    right(await it.journal.order({ _tag: 'Resume', scope, atMs: 1, by: 'ann', why: 'compared' })());
    expect(E.isRight(await run(it, { id: mandateId('N') }))).toBe(true);
    expect(moved(it)).toStrictEqual({ L1: 1 });
  });

  test('the same id again does nothing: no read, no send, the same report', async () => {
    const it = desk();
    const first = right(await run(it));
    const { reads } = it.venue.counts;
    const again = right(
      await run(it, { approve: () => TE.left({ _tag: 'Declined', by: 'ann', why: 'no' }) }),
    );
    expect(again.lines).toStrictEqual(first.lines);
    expect(it.venue.counts.reads).toBe(reads);
    expect(moved(it)).toStrictEqual({ L1: 1 });
  });

  test('another id for a leg that was done is refused by the books, even if the venue shows it open again (M9)', async () => {
    const it = desk();
    right(await run(it));
    it.venue.books.settlements = [settlement({ legs: [leg()] })];
    const report = right(await run(it, { id: mandateId('N') }));
    expect(report.lines[0]?.standing).toMatchObject({ _tag: 'NeedsOperator', out: false });
    expect(moved(it)).toStrictEqual({ L1: 1 });
    expect(it.venue.counts.discarded).toBe(1);
    expect(it.leases.size).toBe(0);
  });

  test('two runs of one id at once: one is taken over, and the leg moves once (M1)', async () => {
    const it = desk();
    const reports = await Promise.all([run(it), run(it)]);
    expect(reports.map((one) => right(one).because).toSorted()).toStrictEqual(['Complete', 'TakenOver']);
    expect(moved(it)).toStrictEqual({ L1: 1 });
    expect(it.leases.size).toBe(0);
  });

  test('two ids for one leg at once: it moves once (M1, M9)', async () => {
    const it = desk();
    await Promise.all([run(it), run(it, { id: mandateId('N') })]);
    expect(moved(it)).toStrictEqual({ L1: 1 });
    expect(it.leases.size).toBe(0);
  });
});

describe('does not begin, and nothing is sent', () => {
  const unbegun = async (changes: Parameters<typeof request>[0], start = settlement({ legs: [leg()] })) => {
    const it = desk(start);
    const done = await run(it, changes);
    expect(it.venue.counts.prepared).toBe(0);
    expect(right(await it.journal.read(mandateId('M'))())).toStrictEqual([]);
    return E.isLeft(done) ? done.left : undefined;
  };

  test('PlanRefused: the position disagrees with one leg (M7)', async () => {
    const legs = [{ asset: asset('BTC'), payer: 'Venue', receiver: 'Us', quantity: amount('1.5') } as const];
    expect(await unbegun({ expect: { _tag: 'Positions', legs, trades: O.none } })).toMatchObject({
      _tag: 'PlanRefused',
      breaks: [{ _tag: 'DirectionDisagrees' }],
    });
  });

  test('Declined', async () => {
    const declined = { _tag: 'Declined', by: 'bob', why: 'too much' } as const;
    expect(await unbegun({ approve: () => TE.left(declined) })).toStrictEqual(declined);
  });

  test('ApprovalDiffers: something else was approved', async () => {
    const other = () => TE.right({ digest: 'another plan', by: 'ann' });
    expect(await unbegun({ approve: other })).toMatchObject({
      _tag: 'ApprovalDiffers',
      approved: 'another plan',
    });
  });

  test('LimitExceeded (M10)', async () => {
    expect(await unbegun({ limits: { caps: [], others: 'Refused' } })).toMatchObject({
      _tag: 'LimitExceeded',
    });
  });

  test('InvalidPolicy', async () => {
    const { policy } = request();
    expect(await unbegun({ policy: { ...policy, patienceMs: 1 } })).toMatchObject({ _tag: 'InvalidPolicy' });
  });

  test('SettlementNotFound', async () => {
    expect(await unbegun({ settlement: right(parseSettlement('S9')) })).toStrictEqual({
      _tag: 'SettlementNotFound',
    });
  });

  test('MandateConflict: the id was used for another settlement', async () => {
    const it = desk();
    right(await run(it));
    const conflict = await run(it, { settlement: right(parseSettlement('S9')) });
    expect(conflict).toMatchObject(E.left({ _tag: 'MandateConflict', id: 'M', given: { settlement: 'S1' } }));
    expect(moved(it)).toStrictEqual({ L1: 1 });
  });

  test('ReadFailed, and the journal that failed', async () => {
    const it = desk();
    const failed = {
      _tag: 'ReadFailed',
      lasts: 'Lasting',
      what: 'no permission',
      money: '',
      todo: '',
      code: O.none,
      requestId: O.none,
    } as const;
    it.venue.readErrors.push(failed);
    expect(await run(it)).toStrictEqual(E.left(failed));
    const lost = { _tag: 'JournalFailed', detail: 'EIO' } as const;
    const journal = { ...it.journal, read: () => TE.left(lost) };
    expect(await settle({ ...it.ports, journal })(request())()).toStrictEqual(E.left(lost));
  });
});

test('a dry run plans, reads once and sends nothing', async () => {
  const it = desk();
  const plan = right(await dryRun(it.ports)(request())());
  expect(plan.instructions).toHaveLength(1);
  expect(it.venue.counts).toStrictEqual({ reads: 1, prepared: 0, discarded: 0 });
  expect(E.isRight(await approve(plan)())).toBe(true);
});
