import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Cursor, Settlement, SettlementVenue } from '@legwork/core';
import { type Listed, type Planted, type PlantedCrowd, type Reading, adapter, intent } from './planted.js';

/** Readings that are other than they were, in what `bend` makes of them. */
const reading = (
  wrong: string,
  caughtBy: string,
  bend: (seen: Reading, wallMs: number) => Reading,
): Planted =>
  adapter(wrong, caughtBy, ({ observe }, { clock }) => ({
    observe: (subject, least) =>
      TE.map((seen: Reading) => bend(seen, clock.wallMs()))(observe(subject, least)),
  }));

/** Lists that are other than they were. */
const listing = (
  wrong: string,
  caughtBy: string,
  bend: (page: Listed) => Listed,
  ask: (query: Query) => Query = (query) => query,
): Planted => adapter(wrong, caughtBy, ({ list }) => ({ list: (query) => TE.map(bend)(list(ask(query))) }));

type Query = Parameters<SettlementVenue['list']>[0];

/** Readings and lists that say what is not so. */
export const readings: ReadonlyArray<Planted> = [
  adapter('reads earlier than `least`', 'reads at `least` or later (M2)', ({ observe }) => ({
    observe: (subject, least) => observe(subject, subject._tag === 'Existing' ? O.none : least),
  })),
  adapter(
    'reads a scope earlier than `least`',
    'reads every settlement of a scope, once, and at `least` or later (M2)',
    ({ observe }) => ({
      observe: (subject, least) => observe(subject, subject._tag === 'Prospective' ? O.none : least),
    }),
  ),
  reading(
    'gives all readings the same place in the order',
    'reads the same again, later in the order of calls, and moves nothing by it',
    (seen) => ({ ...seen, order: 1n }),
  ),
  reading(
    'answers about another subject',
    'reads the same again, later in the order of calls, and moves nothing by it',
    (seen) => ({ ...seen, subject: { _tag: 'Prospective', scope: 'spot' } }),
  ),
  reading(
    'stamps readings with the wall clock',
    'stamps a reading with the monotonic clock, from its first byte to its last (M2 b)',
    (seen, wallMs) => ({ ...seen, askedAtMs: wallMs, answeredAtMs: wallMs }),
  ),
  reading(
    'stamps a reading with its answer before its question',
    'stamps a reading with the monotonic clock, from its first byte to its last (M2 b)',
    (seen) => ({ ...seen, askedAtMs: seen.answeredAtMs, answeredAtMs: seen.askedAtMs }),
  ),
  adapter(
    'moves something whenever it reads',
    'reads the same again, later in the order of calls, and moves nothing by it',
    ({ observe, allowed, prepare, send }) => ({
      observe: (subject, least) => async () => {
        const seen = await observe(subject, least)();
        const [offer] = E.isRight(seen) ? seen.right.settlements.flatMap(allowed) : [];
        if (E.isLeft(seen) || offer === undefined) return seen;
        const request = await prepare({ id: intent, instruction: offer.instruction }, seen.right)();
        if (E.isRight(request)) await send(request.right, () => O.none)();
        return seen;
      },
    }),
  ),
  adapter(
    'answers from what it read first',
    'finds out that a lost reply was a yes, and sends nothing twice (M2)',
    ({ observe }) => {
      let first: ReadonlyArray<Settlement.Settlement> = [];
      return {
        observe: (subject, least) =>
          TE.map((seen: Reading) => {
            if (first.length === 0) first = seen.settlements;
            return { ...seen, settlements: first };
          })(observe(subject, least)),
      };
    },
  ),
  reading(
    'shows nothing of a scope',
    'reads every settlement of a scope, once, and at `least` or later (M2)',
    (seen) => (seen.subject._tag === 'Prospective' ? { ...seen, settlements: [] } : seen),
  ),
  adapter(
    'shows another settlement where there is none',
    'shows no settlement where there is none, or says in sentences why it cannot tell',
    ({ observe }, { memory, ready }) => ({
      observe: (subject, least) => async () => {
        if (subject._tag !== 'Existing' || memory.truth().opened.length > 0) return observe(subject, least)();
        const seen = await observe(subject, least)();
        if (E.isLeft(seen) || seen.right.settlements.length > 0) return seen;
        return observe({ _tag: 'Existing', settlement: await ready() }, O.none)();
      },
    }),
  ),
  listing('lists a settlement twice', 'lists the settlement once', (page) => ({
    ...page,
    settlements: page.settlements.flatMap((one) => [one, one]),
  })),
  listing(
    'takes no notice of the scope',
    'lists by scope and by when it was created, just as it is asked to',
    (page) => page,
    (query) => ({ ...query, scope: O.none }),
  ),
  listing(
    'takes no notice of when it was created',
    'lists by scope and by when it was created, just as it is asked to',
    (page) => page,
    (query) => ({ ...query, createdAfterMs: O.none }),
  ),
  listing(
    'lists what was created at that very instant too',
    'lists by scope and by when it was created, just as it is asked to',
    (page) => page,
    (query) => ({ ...query, createdAfterMs: O.map((ms: number) => ms - 1)(query.createdAfterMs) }),
  ),
  listing(
    'lists what is over among what is open',
    'lists among what is open exactly what is not over',
    (page) => page,
    (query) => ({ ...query, open: false }),
  ),
  listing('lists nothing odd', 'lists on, also when words come that nobody knows (N4)', (page) => ({
    ...page,
    settlements: page.settlements.filter(({ oddities }) => oddities.length === 0),
  })),
  listing(
    'begins anew with a cursor that it does not know',
    'takes no cursor that it did not make',
    (page) => page,
    (query) => ({ ...query, after: O.none }),
  ),
];

/** A list that is wrong in what it is asked as well. */
const list = (
  wrong: string,
  caughtBy: string,
  bend: (venue: SettlementVenue) => SettlementVenue['list'],
): PlantedCrowd => ({
  wrong,
  caughtBy,
  bend: ({ venue, ...rest }) => ({ ...rest, venue: { ...venue, list: bend(venue) } }),
});

const crowd = (
  wrong: string,
  caughtBy: string,
  bend: (page: Listed, after: O.Option<Cursor>) => Listed,
  ask: (query: Query) => Query = (query) => query,
): PlantedCrowd =>
  list(
    wrong,
    caughtBy,
    (venue) => (query) => TE.map((page: Listed) => bend(page, query.after))(venue.list(ask(query))),
  );

const everyOne = 'lists every settlement once, over all pages';

/** Lists of many pages that are wrong. */
export const crowds: ReadonlyArray<PlantedCrowd> = [
  crowd('loses a settlement on the second page', everyOne, (page, after) =>
    O.isSome(after) ? { ...page, settlements: page.settlements.slice(1) } : page,
  ),
  crowd('stops after the first page', everyOne, (page) => ({ ...page, next: O.none })),
  crowd('repeats a settlement on the second page', everyOne, (page, after) =>
    O.isSome(after) ? { ...page, settlements: [...page.settlements.slice(0, 1), ...page.settlements] } : page,
  ),
  crowd(
    'begins anew on every page',
    'ends its list',
    (page) => page,
    (query) => ({ ...query, after: O.none }),
  ),
  list('has empty pages without end behind the last', 'ends its list', ({ list: inner }) => (query) => {
    if (O.isSome(query.after) && query.after.value === 'end')
      return TE.right({ settlements: [], next: query.after });
    return TE.map((page: Listed) => ({ ...page, next: O.some(O.getOrElse(() => 'end')(page.next)) }))(
      inner(query),
    );
  }),
  list('gives a page once', 'lists the same page again where it is asked for again', ({ list: inner }) => {
    const given = new Set<Cursor>();
    return (query) => {
      const again = O.isSome(query.after) && given.has(query.after.value);
      if (O.isSome(query.after)) given.add(query.after.value);
      return TE.map((page: Listed) => (again ? { ...page, settlements: [] } : page))(inner(query));
    };
  }),
  crowd('lists the oldest first on each page', 'lists the newest first, over all pages', (page) => ({
    ...page,
    settlements: page.settlements.toReversed(),
  })),
  crowd(
    'has all of one instant, so that their order shows nothing',
    'lists the newest first, over all pages',
    (page) => ({
      ...page,
      settlements: page.settlements.map((one) => ({ ...one, createdAtMs: 1 })),
    }),
  ),
  {
    wrong: 'is said to have one page, and has four',
    caughtBy: everyOne,
    bend: (many) => ({ ...many, pages: 'One' }),
  },
];
