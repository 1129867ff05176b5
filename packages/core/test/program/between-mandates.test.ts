import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Journal } from '../../src/port/journal.js';
import { create, settle } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { right } from '../fixture/must.js';
import { amount, asset, leg, legId, mandateId, settlement } from '../fixture/noun.js';

describe('what holds between mandates, and when the world is out of joint', () => {
  const two = () => desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));

  test('two mandates that are approved at once do not exceed a daily cap together (M10)', async () => {
    const it = two();
    const cap = { asset: asset('BTC'), over: 'Day', receiver: O.none, quantity: amount('3') } as const;
    const limits = { caps: [cap], others: 'Refused' } as const;
    const runs = [request({ limits }), request({ limits, id: mandateId('N') })];
    const done = await Promise.all(runs.map(async (one) => settle(it.ports)(one)()));
    expect(done.filter(E.isLeft)).toHaveLength(1);
  });

  test('a journal that failed when the lease was taken is not relied on again (D3)', async () => {
    const it = desk();
    let failed = false;
    const acquire: Journal['acquire'] = (...args) => {
      if (failed) return it.journal.acquire(...args);
      failed = true;
      return TE.left({ _tag: 'JournalFailed', detail: 'EIO' });
    };
    const report = right(await settle({ ...it.ports, journal: { ...it.journal, acquire } })(request())());
    expect(report.because).toBe('JournalLost');
  });

  test('a call that may be in flight holds the key back from other mandates too (X2)', async () => {
    const it = two();
    it.venue.fates.push('RequestLost');
    const fence = (order: bigint) => order + 1_000_000n;

    const deaf = {
      ...it.venue,
      fence,
      observe: (...[subject]: Parameters<typeof it.venue.observe>) => it.venue.observe(subject, O.none),
    };
    right(await settle({ ...it.ports, venue: deaf })(request())());
    expect(it.venue.bodies).toHaveLength(1);
    right(await settle({ ...it.ports, venue: deaf })(request({ id: mandateId('N') }))());
    expect(it.venue.bodies).toHaveLength(1);
  });

  test('a reading from before the last call of another worker on the key is not acted on (M6, H6)', async () => {
    const it = desk();
    it.venue.books.settlements = [];
    const send: typeof it.venue.send = (prepared, permit) => async () => {
      const done = await it.venue.send(prepared, permit)();
      it.venue.books.settlements = [settlement()];
      return done;
    };
    const ports = { ...it.ports, venue: { ...it.venue, send } };
    const { approve, limits, policy } = request();
    const of = (id: string) => ({
      id: mandateId(id),
      approve,
      limits,
      policy,
      scope: 'spot',
      trades: O.none,
      terms: [],
    });
    let overtaken = false;
    const acquire: Journal['acquire'] =
      (...args) =>
      async () => {
        // Between the reading of the one and its turn on the lane, the other does the same thing from beginning to end.
        if (!overtaken) right(await create(ports)(of('B'))());
        overtaken = true;
        return it.journal.acquire(...args)();
      };
    right(await create({ ...ports, journal: { ...it.journal, acquire } })(of('A'))());
    expect(it.venue.moves.get('spot')).toBe(1);
  });

  test('a record that could not be read again is not written: a clock with a fraction of a millisecond (D4)', async () => {
    const it = desk();
    const clock = { ...it.clock, wallMs: () => 0.5 };
    right(await settle({ ...it.ports, clock })(request())());
    expect(E.isRight(await it.journal.read(mandateId('M'))())).toBe(true);
  });
});
