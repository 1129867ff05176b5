import { type JournalRecord, type Lease, type StandingOrder, type Store, accountId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { changing, hiding, reaching } from './bent-store.js';
import { type PlantedJournal, journal, store } from './planted-journal.js';

const arms = 'arms nothing but under the current lease of the very lane (X3)';

const doing = (how: 'once' | 'often', after: string): string =>
  `lets another mandate do what is done ${how} or not, after: ${after} (M1, M9)`;

/** After these, the same thing stays held; after those, it is free again. */
const held = ['nothing', 'Unknown', 'Accepted', 'Unknown, and a person is asked'];
const over = ['Accepted, and done', 'Unknown, and adopted'];
const free = [
  'NotSent',
  'Rejected',
  'Unknown, and void',
  'Unknown, and declared void',
  'Accepted, and PartlyDone',
  'Accepted, and Failed',
];

const calling = (after: string): string =>
  `arms the next call of a lane on no reading from before the least that is named, after: ${after} (X2)`;

const out = ['nothing', 'Unknown', 'Unknown, and parked'];
const answered = ['Accepted', 'Rejected', 'Unknown, and void', 'Unknown, and done', 'Unknown, and failed'];
/** What only a person says. */
const said = ['Unknown, and adopted', 'Unknown, and declared void'];

const halting = (scope: string): string =>
  `arms nothing where a person halted, until the same is resumed: ${scope} (L2)`;

const recordHalts =
  'arms nothing for an account that a record halted, and says the first reason, until it is resumed';
const open = 'counts what was approved and is not over, with what may be charged on top of it (M10)';
const ended = 'counts what was over at an instant or later, but for what was not done (M10)';
const days = 'tells the ends of different days apart, in the order of time';
const holders = 'leases a lane to one holder at a time, whatever he is called, and seen from everywhere (X3)';
const epochs = 'gives every lease of a lane a greater epoch, also after it was given back or ran out (X3)';
const runsOut = 'gives a lane to the next one once a lease has run out, and not before (X3)';
const renewal = 'makes a lease last from its renewal on, under the same epoch';
const noRenewal = 'renews no lease that ran out, was given back, or is of another holder or epoch';
const givesBack = 'gives a lease back once: doing it again takes nothing from the next holder';
const givesBackWith =
  'gives a lease back with records in one moment, and keeps it when they are refused (X2)';
const pages = 'lists every mandate once, over pages of any size, whatever it is called';
const openOnes = 'lists as open whatever has an intent that is not over, until the last one is';
const names = 'takes names for one use, for ever, and answers the same when it is asked again (S4)';

const seeds = [1, 2, 3, 4, 5, 6].map(
  (seed) => `answers every call of a random story as the memory journal does: seed ${seed}`,
);

/** The lease with the epoch that is current. */
const latest = async (perform: Store['perform'], lease: Lease): Promise<Lease> => {
  const key = `lease/${encodeURIComponent(lease.lane)}`;
  const epoch = await perform(function* () {
    const value = (yield { keys: [key], range: undefined }).cards.get(key);
    const noted = value === undefined ? lease.epoch : Number(parsed(value)['epoch']);
    return { answer: noted, changes: [], lines: [] };
  })();
  return { ...lease, epoch: E.isRight(epoch) ? epoch.right : lease.epoch };
};

const parsed = (value: string): Readonly<Record<string, unknown>> => JSON.parse(value);

/** Writes other things into the cards of a kind. */
const rewriting = (kind: string, bend: (card: Readonly<Record<string, unknown>>) => unknown) =>
  changing(({ key, value }) => ({
    key,
    value: key.startsWith(kind) && value !== undefined ? JSON.stringify(bend(parsed(value))) : value,
  }));

/** Journals that break a rule of the books. */
export const journals: ReadonlyArray<PlantedJournal> = [
  journal(
    'does not ask how many records there are',
    ['adds nothing when it has other records than were expected'],
    (right) => ({
      append: (entry) => async () => {
        const known = await right.read(entry.mandate)();
        return E.isLeft(known) ? known : right.append({ ...entry, expected: known.right.length })();
      },
    }),
  ),
  journal(
    'adds records one by one',
    ['adds all records or none of them, in its lines and in its books'],
    (right) => ({
      append: (entry) => async () => {
        for (const [at, record] of entry.records.entries()) {
          // oxlint-disable-next-line no-await-in-loop
          const done = await right.append({ ...entry, records: [record], expected: entry.expected + at })();
          if (E.isLeft(done)) return done;
        }
        return E.right(undefined);
      },
    }),
  ),
  journal(
    'adds everything twice',
    ['reads records of every kind as they were added, oldest first'],
    (right) => ({
      append: (entry) => right.append({ ...entry, records: entry.records.flatMap((one) => [one, one]) }),
    }),
  ),
  journal(
    'has something to read of a mandate that nobody gave',
    ['has no records of a mandate that nobody gave'],
    (right) => ({
      read: (id) =>
        TE.map((records: ReadonlyArray<JournalRecord>): ReadonlyArray<JournalRecord> =>
          records.length > 0 ? records : [{ _tag: 'AccountHalted', atMs: 0, why: 'a default' }],
        )(right.read(id)),
    }),
  ),
  journal(
    'adds nothing at all without a lease',
    ['adds what arms nothing without a lease, also while everything is halted'],
    (right) => ({
      append: (entry) =>
        O.isNone(entry.lease) && entry.expected > 0
          ? TE.left({ _tag: 'JournalRefused', why: 'LeaseLost', detail: 'no lease' })
          : right.append(entry),
    }),
  ),
  journal('believes a lease about its time', [arms], (right, _store, clock) => ({
    append: (entry) =>
      O.isSome(entry.lease) && entry.lease.value.untilMs <= clock.monotonicMs()
        ? TE.left({ _tag: 'JournalRefused', why: 'LeaseLost', detail: 'it says that it is over' })
        : right.append(entry),
  })),
  journal('does not look at the epoch of a lease', [arms, noRenewal, givesBack], (right, { perform }) => ({
    append: (entry) => async () => {
      const lease = O.isSome(entry.lease) ? O.some(await latest(perform, entry.lease.value)) : O.none;
      return right.append({ ...entry, lease })();
    },
    renew: (lease, ttlMs) => async () => right.renew(await latest(perform, lease), ttlMs)(),
    release: (lease) => async () => right.release(await latest(perform, lease))(),
  })),
  journal('keeps a lease that goes back with records', [givesBackWith], (right) => ({
    append: ({ releases: _kept, ...entry }) => right.append(entry),
  })),
  journal('gives a lease back with records that it refuses', [givesBackWith], (right) => ({
    append: (entry) => async () => {
      const done = await right.append(entry)();
      if (entry.releases !== undefined) await right.release(entry.releases)();
      return done;
    },
  })),
  journal('gives back whatever lease is current with records', [givesBackWith], (right, { perform }) => ({
    append: (entry) => async () =>
      right.append(
        entry.releases === undefined ? entry : { ...entry, releases: await latest(perform, entry.releases) },
      )(),
  })),
  store(
    'forgets what is taken and what was done',
    [
      ...held.flatMap((after) => [doing('once', after), doing('often', after)]),
      ...over.map((after) => doing('once', after)),
      'frees only what is armed for the intent itself',
    ],
    hiding((key) => /^(taken|spent)\//.test(key)),
  ),
  store(
    'frees nothing',
    [
      ...free.flatMap((after) => [doing('once', after), doing('often', after)]),
      ...over.map((after) => doing('often', after)),
    ],
    changing((change) =>
      change.key.startsWith('taken/') && change.value === undefined ? undefined : change,
    ),
  ),
  store(
    'frees everything when it frees one thing',
    ['frees only what is armed for the intent itself'],
    (inner) => {
      let freed = false;
      const bend = changing((change) => {
        freed ||= change.key.startsWith('taken/') && change.value === undefined;
        return change;
      });
      return hiding((key) => freed && key.startsWith('taken/'))(bend(inner));
    },
  ),
  store(
    'forgets the calls of a lane',
    [
      ...[...out, ...answered, ...said].map(calling),
      'needs a reading beyond the greatest fence of all calls that may be on their way (X2)',
      ...seeds,
    ],
    hiding((key) => key.startsWith('lane/')),
  ),
  store(
    'takes the word of a person for a proof',
    [
      ...said.map(calling),
      'forgets no fence of a call that a person declared void when the next one has gone out (X2)',
    ],
    rewriting('lane/', (lane) => ({ ...lane, passed: '0' })),
  ),
  store('believes every call to be on its way for ever', answered.map(calling), (inner) => {
    const underway = new Map<string, unknown>();
    return rewriting('lane/', (lane) => {
      for (const [intent, fence] of Object.entries(lane['underway'] ?? {})) underway.set(intent, fence);
      return { ...lane, underway: Object.fromEntries(underway) };
    })(inner);
  }),
  store(
    'does not hear what is said of one lane',
    [halting('Lane')],
    hiding((key) => key.startsWith('halt/lane/')),
  ),
  store(
    'does not hear what is said of everything',
    [halting('Everything')],
    hiding((key) => key === 'halt/everything'),
  ),
  store(
    'does not hear what is said of an account',
    [halting('Account'), recordHalts],
    hiding((key) => key.startsWith('halt/account/')),
  ),
  store(
    'goes on halting for ever',
    [halting('Account'), halting('Lane'), halting('Everything'), recordHalts],
    changing((change) => (change.key.startsWith('halt/') && change.value === undefined ? undefined : change)),
  ),
  journal(
    'resumes everything when something is resumed',
    [halting('Lane'), halting('Everything')],
    (right) => ({
      order: (order) => async () => {
        const done = await right.order(order)();
        if (order._tag === 'Resume')
          for (const scope of [
            { _tag: 'Everything' } as const,
            { _tag: 'Lane', lane: 'paper key 1' } as const,
          ])
            // oxlint-disable-next-line no-await-in-loop
            await right.order({ ...order, scope })();
        return done;
      },
    }),
  ),
  journal(
    'keeps the newest order first',
    ['keeps what people ordered, in order, with who and why'],
    (right) => ({
      orders: TE.map((orders: ReadonlyArray<StandingOrder>) => orders.toReversed())(right.orders),
    }),
  ),
  journal('says nothing of a halt', [halting('Everything'), recordHalts], () => ({
    halted: () => TE.right(O.none),
  })),
  store(
    'forgets what is committed',
    [open, 'counts what was withdrawn no more, and what was declared void in full (M10)'],
    hiding((key) => key.startsWith('committed/')),
  ),
  store(
    'forgets what was over',
    [ended, days],
    hiding((key) => key.startsWith('over/')),
  ),
  store(
    'counts for ever what was approved once',
    [ended, 'counts what was withdrawn no more, and what was declared void in full (M10)'],
    changing((change) =>
      change.key.startsWith('committed/') && change.value === undefined ? undefined : change,
    ),
  ),
  journal('counts whatever was over', [ended, days], (right) => ({
    committed: (venue, account) => right.committed(venue, account, 0),
  })),
  journal('counts what is over from the instant after', [ended, days], (right) => ({
    committed: (venue, account, sinceMs) => right.committed(venue, account, sinceMs + 1),
  })),
  store(
    'counts what every account has committed',
    ['keeps the accounts apart'],
    reaching((range) =>
      range.from.startsWith('committed/') ? { ...range, from: 'committed/', before: 'committed0' } : range,
    ),
  ),
  store(
    'does not notice what is given meanwhile',
    ['gives no mandate whose limits were checked against what has changed since (M10)', ...seeds],
    hiding((key) => key.startsWith('version/')),
  ),
  journal('leases a lane to whoever asks', [holders, runsOut], (right) => ({
    acquire: (lane, owner, ttlMs) => async () => {
      const lease = await right.acquire(lane, owner, ttlMs)();
      const untilMs = 1e9;
      return E.isRight(lease) && O.isNone(lease.right)
        ? E.right(O.some({ lane, owner, epoch: 1, untilMs }))
        : lease;
    },
  })),
  journal('leases a lane again to who has it', [holders], (right) => {
    const last = new Map<string, Parameters<typeof right.release>[0]>();
    return {
      acquire: (lane, owner, ttlMs) => async () => {
        const mine = last.get(`${lane} ${owner}`);
        const lease = await right.acquire(lane, owner, ttlMs)();
        if (E.isRight(lease) && O.isSome(lease.right)) last.set(`${lane} ${owner}`, lease.right.value);
        return E.isRight(lease) && O.isNone(lease.right) && mine !== undefined
          ? right.renew(mine, ttlMs)()
          : lease;
      },
    };
  }),
  store(
    'counts the epochs of a lane from 1 each time',
    [epochs],
    rewriting('lease/', (lease) => ({ ...lease, epoch: 1 })),
  ),
  store(
    'never lets a lease run out',
    [arms, epochs, runsOut, noRenewal],
    rewriting('lease/', (lease) =>
      lease['untilMs'] === 0 ? lease : { ...lease, untilMs: Number.MAX_SAFE_INTEGER },
    ),
  ),
  store(
    'lets a lease run out at once',
    [holders, runsOut, renewal, arms],
    rewriting('lease/', (lease) => ({ ...lease, untilMs: 0 })),
  ),
  journal('renews no lease', [renewal], () => ({ renew: () => TE.right(O.none) })),
  journal('renews every lease', [runsOut, noRenewal], () => ({
    renew: (lease, ttlMs) => TE.right(O.some({ ...lease, untilMs: lease.untilMs + ttlMs })),
  })),
  journal(
    'takes a lease back from whoever has it',
    [givesBack, runsOut, noRenewal],
    (_right, { perform }) => ({
      release: ({ lane }) =>
        perform(function* () {
          const key = `lease/${encodeURIComponent(lane)}`;
          const value = (yield { keys: [key], range: undefined }).cards.get(key);
          const freed = value === undefined ? undefined : JSON.stringify({ ...parsed(value), untilMs: 0 });
          return { answer: undefined, changes: [{ key, value: freed }], lines: [] };
        }),
    }),
  ),
  journal('gives no lease back', [holders, epochs, givesBack], () => ({
    release: () => TE.right(undefined),
  })),
  journal('begins a page with the last one of the page before', [pages, openOnes], (right) => ({
    mandates: (query) => async () => {
      const page = await right.mandates(query)();
      return E.isRight(page) && O.isSome(query.after) && page.right.length > 0
        ? E.right([query.after.value, ...page.right])
        : page;
    },
  })),
  journal(
    'lists what is over as open',
    [openOnes, 'lists a barred id among all, and not among those that are open'],
    (right) => ({
      mandates: (query) => right.mandates({ ...query, open: false }),
    }),
  ),
  journal(
    'lists what is open only',
    [openOnes, 'lists a barred id among all, and not among those that are open'],
    (right) => ({
      mandates: (query) => right.mandates({ ...query, open: true }),
    }),
  ),
  store(
    'forgets what was reserved',
    [
      'reserves numbers that nobody had before, not less than what is asked for (X1)',
      'reserves for each lane by itself',
    ],
    hiding((key) => key.startsWith('floor/')),
  ),
  journal('reserves for all lanes together', ['reserves for each lane by itself'], (right) => ({
    reserve: (_, atLeast, count) => right.reserve('all', atLeast, count),
  })),
  journal(
    'forgets the last digits of a large number',
    ['reserves numbers that nobody had before, not less than what is asked for (X1)'],
    (right) => ({
      reserve: (lane, atLeast, count) =>
        TE.map((first: bigint) => BigInt(Number(first)))(right.reserve(lane, atLeast, count)),
    }),
  ),
  store(
    'forgets which names are taken',
    [names, 'takes all names or none (S4)', 'takes names of any text, and many at a time'],
    hiding((key) => key.startsWith('name/')),
  ),
  journal('takes a name for a use, and does not know it again', [names], (right) => {
    let uses = 0;
    return {
      claim: (scope, all, use) => {
        uses += 1;
        return right.claim(scope, all, `${use} ${uses}`);
      },
    };
  }),
  journal('takes names one by one', ['takes all names or none (S4)'], (right) => ({
    claim: (scope, all, use) => async () => {
      for (const name of all) {
        // oxlint-disable-next-line no-await-in-loop
        const taken = await right.claim(scope, [name], use)();
        if (E.isLeft(taken) || O.isSome(taken.right)) return taken;
      }
      return E.right(O.none);
    },
  })),
  journal('does not tell the scopes of names apart', [names], (right) => ({
    claim: (_, all, use) => right.claim('all', all, use),
  })),
  journal('takes accounts for one', ['keeps the accounts apart'], (right) => ({
    committed: (venue, _, sinceMs) => {
      const one = accountId('desk2');
      return E.isRight(one) ? right.committed(venue, one.right, sinceMs) : right.committed(venue, _, sinceMs);
    },
  })),
];
