import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Entry, Journal } from '../../src/port/journal.js';
import { cancel } from '../../src/program/cancel.js';
import type { Ports } from '../../src/program/ports.js';
import { settle } from '../../src/program/settle.js';
import { approve, desk, request } from '../fixture/desk.js';
import { endings, given, mandateOf, storyOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import { leg, legId, mandateId, settleLeg, settlement, settlementId } from '../fixture/noun.js';

const word = { by: 'ann', why: 'a mistake' };
const id = mandateId('M');
const twoLegs = () => desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));
const records = async ({ journal }: Pick<Ports, 'journal'>) => right(await journal.read(id)());
const tags = async (ports: Pick<Ports, 'journal'>) => (await records(ports)).map(({ _tag }) => _tag);

describe('taking a mandate back', () => {
  test('before it was given bars its id for good, however often', async () => {
    const it = twoLegs();
    const take = cancel(it.journal, it.clock)(id, word);
    expect([await take(), await take()]).toStrictEqual([E.right('Cancelled'), E.right('Cancelled')]);
    expect(await records(it)).toStrictEqual([{ _tag: 'MandateBarred', atMs: it.clock.wallMs(), ...word }]);
    expect(await settle(it.ports)(request())()).toStrictEqual(E.left({ _tag: 'MandateIsBarred', ...word }));
    expect(it.venue.bodies).toStrictEqual([]);
  });

  test('that was given withdraws every intent of it, with who and why', async () => {
    const it = twoLegs();
    const giving = request({
      approve: (plan) => {
        it.control.tell({ _tag: 'Halt', by: 'bob', why: 'a doubt' });
        return approve(plan);
      },
    });
    right(await settle(it.ports)(giving)());
    expect(right(await cancel(it.journal, it.clock)(id, word)())).toBe('Cancelled');
    const before = await records(it);
    const withdrawn = before.filter((one) => one._tag === 'IntentDecided');
    expect(withdrawn).toMatchObject([
      { intent: 'M/1', decision: { _tag: 'Withdrawn' }, ...word },
      { intent: 'M/2', decision: { _tag: 'Withdrawn' }, ...word },
    ]);
    expect(right(await cancel(it.journal, it.clock)(id, word)())).toBe('Cancelled');
    expect(await records(it)).toStrictEqual(before);
  });

  test.each(['Done', 'ReplyLost', 'RequestLost', 'NotSent', 'Refused'] as const)(
    'of which something was armed is too late, and changes nothing: %s',
    async (fate) => {
      const it = twoLegs();
      it.venue.fates.push(fate);
      let early: unknown;
      const { send } = it.venue;
      const venue: typeof it.venue = {
        ...it.venue,
        send: (prepared, permit) => async () => {
          const before = await tags(it);
          early ??= [await cancel(it.journal, it.clock)(id, word)(), await tags(it), before];
          return send(prepared, permit)();
        },
      };
      right(await settle({ ...it.ports, venue })(request())());
      const armed = ['MandateGiven', 'AttemptArmed'];
      expect(early).toStrictEqual([E.right('TooLate'), armed, armed]);
      const after = await tags(it);
      expect(right(await cancel(it.journal, it.clock)(id, word)())).toBe('TooLate');
      expect(await tags(it)).toStrictEqual(after);
    },
  );

  test('of which nothing was ever armed is said to be taken back each time, whatever its intents ended by', async () => {
    const it = desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));
    const mandate = mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]);
    const add = async (expected: number, ...added: Entry['records']) =>
      right(
        await it.journal.append({
          mandate: id,
          expected,
          records: added,
          lease: O.none,
          limitsAsOf: O.none,
        })(),
      );
    await add(0, given(mandate), storyOf('M/1').ended({ ...endings.NotDone, because: 'Differs' }));
    const take = cancel(it.journal, it.clock)(id, word);
    expect([await take(), await take()]).toStrictEqual([E.right('Cancelled'), E.right('Cancelled')]);
    expect(await tags(it)).toStrictEqual(['MandateGiven', 'IntentEnded', 'IntentDecided']);
  });

  test.each([['alone'], ['beside one that was not done']])(
    'that a person said was done is too late, %s',
    async (how) => {
      const it = desk();
      const mandate = mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]);
      const adopted = { _tag: 'Adopted', settlement: settlementId, reference: 'T1' } as const;
      const first = how === 'alone' ? storyOf('M/1').decided(adopted) : storyOf('M/1').ended(endings.NotDone);
      const all = [given(mandate), first, storyOf('M/2').decided(adopted)];
      const entry = { mandate: id, expected: 0, records: all, lease: O.none, limitsAsOf: O.none };
      right(await it.journal.append(entry)());
      expect(await cancel(it.journal, it.clock)(id, word)()).toStrictEqual(E.right('TooLate'));
    },
  );

  test('ends as not known when the journal fails, and gives up when others keep writing', async () => {
    const it = twoLegs();
    const failure = { _tag: 'JournalFailed', detail: 'EIO' } as const;
    const unread: Journal = { ...it.journal, read: () => TE.left(failure) };
    expect(await cancel(unread, it.clock)(id, word)()).toStrictEqual(E.left(failure));
    const unwritten: Journal = { ...it.journal, append: () => TE.left(failure) };
    expect(await cancel(unwritten, it.clock)(id, word)()).toStrictEqual(E.left(failure));
    let appends = 0;
    const busy: Journal = {
      ...it.journal,
      append: () => {
        appends += 1;
        return TE.left({ _tag: 'JournalRefused', why: 'Stale', detail: '' });
      },
    };
    expect(await cancel(busy, it.clock)(id, word)()).toMatchObject(E.left({ _tag: 'JournalFailed' }));
    expect(appends).toBe(8);
  });
});

/** The ports of a worker whose every call may be overtaken by somebody else's, on its way there and back. */
const scheduled = (scheduler: fc.Scheduler, ports: Ports): Ports => {
  const slowly =
    <E1, A>(name: string, call: TE.TaskEither<E1, A>): TE.TaskEither<E1, A> =>
    async () => {
      await scheduler.schedule(Promise.resolve(), `${name} goes`);
      const answer = await call();
      await scheduler.schedule(Promise.resolve(), `${name} comes back`);
      return answer;
    };
  const { journal, venue } = ports;
  return {
    ...ports,
    journal: {
      ...journal,
      read: (mandate) => slowly('read', journal.read(mandate)),
      append: (entry) => slowly('append', journal.append(entry)),
      acquire: (...lease) => slowly('acquire', journal.acquire(...lease)),
    },
    venue: {
      ...venue,
      observe: (...asked) => slowly('observe', venue.observe(...asked)),
      prepare: (...asked) => slowly('prepare', venue.prepare(...asked)),
      send: (...sent) => slowly('send', venue.send(...sent)),
    },
  };
};

test('is exact under every interleaving with a worker: never cancelled and sent, and no leg twice', async () => {
  const answers = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat(12), fc.boolean(), async (scheduler, after, loses) => {
      const it = twoLegs();
      if (loses) it.venue.fates.push('ReplyLost');
      const ports = scheduled(scheduler, it.ports);
      const taking = async () => {
        for (let turn = 0; turn < after; turn += 1)
          // oxlint-disable-next-line no-await-in-loop
          await scheduler.schedule(Promise.resolve(), 'the person thinks');
        return cancel(ports.journal, it.clock)(id, word)();
      };
      const [answer] = await scheduler.waitFor(Promise.all([taking(), settle(ports)(request())()]));
      const cancelled = right(answer) === 'Cancelled';
      answers.add(right(answer));
      // Whoever takes it up again sends nothing either, or brings the rest to its end.
      await settle(it.ports)(request())();
      expect(Object.fromEntries(it.venue.moves)).toStrictEqual(cancelled ? {} : { L1: 1, L2: 1 });
      expect(it.venue.bodies).toHaveLength(cancelled ? 0 : 2);
      const attempts = (await records(it)).filter(({ _tag }) => _tag === 'AttemptArmed');
      expect(attempts.length > 0).toBe(!cancelled);
      const open = right(await it.journal.mandates({ open: true, after: O.none, limit: 1 })());
      expect(open).toStrictEqual([]);
    }),
    { numRuns: 400 },
  );
  expect([...answers].toSorted()).toStrictEqual(['Cancelled', 'TooLate']);
});
