import type { Deed, Store, Work } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { changing, hiding, ranging, reaching, showing, telling, writing } from './bent-store.js';
import { type PlantedJournal, store } from './planted-journal.js';

const inOrder =
  'shows a range in the order of bytes, from its first key to before its last, and no more than its limit';
const together = 'carries deeds out as if one after the other, when they come at the same time';
const time = 'tells a time that everybody shares and that never goes back';
const after = 'shows to a deed what the one before it wrote, wherever that was';
const lines = 'adds lines to each stream in order, whatever else is added';

/** Whatever was done at the same time, and could not be. */
const races = [
  'lets one of several win who add behind the same records, and tells the others so',
  'gives a mandate once, whoever gives it at the same time',
  'leases a lane to one of several who ask at the same time (X3)',
  'arms the same thing for one of several mandates (M1)',
  'gives one of several mandates whose limits were checked against the same (M10)',
  'reserves numbers that never meet, for all who ask at the same time (X1)',
  'takes a name for one of several uses (S4)',
];

/** Lets others look and write between what a deed sees and what it writes. */
export const interleaved = (inner: Store): Store => ({
  ...inner,
  perform:
    <A>(deed: Deed<A>) =>
    async () => {
      let work: Work<A> | undefined;
      const seen = await inner.perform(function* (now) {
        work = yield* deed(now);
        return { answer: work.answer, changes: [], lines: [] };
      })();
      if (E.isLeft(seen) || work === undefined) return seen;
      const { changes, lines: added } = work;
      await Promise.resolve();
      await inner.perform(function* () {
        yield { keys: [], range: undefined };
        return { answer: undefined, changes, lines: added };
      })();
      return seen;
    },
});

/** Of lines that are added at the same time, keeps those of one deed. */
const overwriting = (inner: Store): Store => {
  let busy = false;
  return {
    ...inner,
    perform: (deed) => async () => {
      const others = busy;
      busy = true;
      const done = await writing(({ changes, lines: added }) => ({ changes, lines: others ? [] : added }))(
        inner,
      ).perform(deed)();
      busy = false;
      return done;
    },
  };
};

/** Writes only when the next deed comes to the same view. */
const late = (inner: Store): Store => {
  let due: Work<unknown> | undefined;
  return {
    ...inner,
    perform:
      <A>(deed: Deed<A>) =>
      async () => {
        const owed = due;
        due = undefined;
        if (owed !== undefined)
          await inner.perform(function* () {
            yield { keys: [], range: undefined };
            return { ...owed, answer: undefined };
          })();
        return inner.perform(function* (now) {
          const work = yield* deed(now);
          due = work;
          return { answer: work.answer, changes: [], lines: [] };
        })();
      },
  };
};

const latching = (inner: Store): Store => {
  let broken = false;
  return {
    ...inner,
    perform: (deed) => async () => {
      if (broken) return E.left({ _tag: 'JournalFailed', detail: 'it failed before' });
      const done = await inner.perform(deed)();
      broken = E.isLeft(done);
      return done;
    },
  };
};

const latches = new WeakMap<Store, Store>();

/** A latch that every view shares: a transaction that nobody ends locks the file. */
const locked = (inner: Store): Store => {
  const shared = latches.get(inner) ?? latching(inner);
  latches.set(inner, shared);
  return shared;
};

let processes = 0;
let tellings = 0;

/** Stores that are wrong by themselves. */
export const stores: ReadonlyArray<PlantedJournal> = [
  store(
    'keeps what is to be taken away',
    ['shows the cards that are there, and no others'],
    changing((change) => (change.value === undefined ? undefined : change)),
  ),
  store(
    'takes an empty card for none',
    ['shows the cards that are there, and no others'],
    showing(({ cards, range }) => ({
      range,
      cards: new Map([...cards].filter(([, value]) => value !== '')),
    })),
  ),
  store(
    'shows no keys when a range is asked for as well',
    ['shows keys and a range in one go, and hundreds of keys'],
    (inner) =>
      showing(({ cards, range }, ask) => ({ range, cards: ask.range === undefined ? cards : new Map() }))(
        inner,
      ),
  ),
  store(
    'shows no more than a hundred keys',
    ['shows keys and a range in one go, and hundreds of keys'],
    showing(({ cards, range }) => ({ range, cards: new Map([...cards].slice(0, 100)) })),
  ),
  store(
    'shows ranges backwards',
    [inOrder, 'lists mandates in the order of their ids'],
    ranging((range) => range.toReversed()),
  ),
  store(
    'sorts as people do',
    [inOrder, 'lists mandates in the order of their ids'],
    ranging((range) => range.toSorted((a, b) => a.key.localeCompare(b.key, 'en'))),
  ),
  store(
    'does not tell capitals from other letters',
    [inOrder],
    ranging((range) => range.toSorted((a, b) => (a.key.toLowerCase() < b.key.toLowerCase() ? -1 : 1))),
  ),
  store(
    'shows the key before which a range ends',
    [inOrder],
    reaching((range) => ({ ...range, before: `${range.before} ` })),
  ),
  store(
    'leaves the first key of a range out',
    [inOrder],
    ranging((range, ask) => range.filter(({ key }) => key !== ask.range?.from)),
  ),
  store(
    'shows as many cards as there are',
    [inOrder, 'lists every mandate once, over pages of any size, whatever it is called'],
    reaching((range) => ({ ...range, limit: 1_000_000 })),
  ),
  store(
    'shows one card less than its limit',
    [inOrder],
    ranging((range, ask) => range.slice(0, (ask.range?.limit ?? 1) - 1)),
  ),
  store(
    'shows the newest line first',
    [lines, 'keeps what people ordered, in order, with who and why'],
    (inner) => ({
      ...inner,
      lines: (stream) => async () =>
        E.map((all: ReadonlyArray<string>) => all.toReversed())(await inner.lines(stream)()),
    }),
  ),
  store('does not tell a stream from one with a space before its name', [lines], (inner) => ({
    ...writing(({ changes, lines: added }) => ({
      changes,
      lines: added.map(({ stream, text }) => ({ stream: stream.trim(), text })),
    }))(inner),
    lines: (stream) => inner.lines(stream.trim()),
  })),
  store(
    'does not tell capitals in the names of streams',
    [lines, 'keeps the records of one mandate apart from those of all others'],
    (inner) => ({
      ...writing(({ changes, lines: added }) => ({
        changes,
        lines: added.map(({ stream, text }) => ({ stream: stream.toLowerCase(), text })),
      }))(inner),
      lines: (stream) => inner.lines(stream.toLowerCase()),
    }),
  ),
  store('adds no line that it has already', [lines], (inner) => ({
    ...inner,
    lines: (stream) => async () =>
      E.map((all: ReadonlyArray<string>) => [...new Set(all)])(await inner.lines(stream)()),
  })),
  store(
    'drops the last line of several',
    ['reads records of every kind as they were added, oldest first', lines],
    writing(({ changes, lines: added }) => ({
      changes,
      lines: added.length > 1 ? added.slice(0, -1) : added,
    })),
  ),
  store(
    'drops the last change of several',
    ['shows the cards that are there, and no others'],
    writing(({ changes, lines: added }) => ({
      lines: added,
      changes: changes.length > 1 ? changes.slice(0, -1) : changes,
    })),
  ),
  store('answers before it writes', [after], late),
  store(
    'keeps one of the lines that are added at the same time',
    ['keeps every order of several people, each once'],
    overwriting,
  ),
  store('lets others write between what a deed sees and what it writes', [together, ...races], interleaved),
  store(
    'is held up for ever by a deed that broke',
    ['changes nothing by a deed that breaks, and is held up by it no longer than it takes'],
    locked,
  ),
  store(
    'keeps a line of every deed, also of one that only looks',
    ['writes nothing by a deed that only looks'],
    writing(({ changes, lines: added }) => ({
      changes,
      lines: added.length === 0 && changes.length === 0 ? [{ stream: 's', text: 'looked' }] : added,
    })),
  ),
  store('answers a copy', ['answers whatever a deed answers, as it is'], (inner) => ({
    ...inner,
    perform: (deed) => async () => {
      const done = await inner.perform(deed)();
      return E.isRight(done) && typeof done.right === 'object' ? E.right({ ...done.right }) : done;
    },
  })),
  store('has a time of its own in every process', [time], (inner) => {
    processes += 1;
    const era = `process ${processes}`;
    return telling((now) => ({ ...now, era }))(inner);
  }),
  store(
    'counts in seconds',
    [time],
    telling((now) => ({ ...now, monotonicMs: Math.trunc(now.monotonicMs / 1_000) })),
  ),
  store(
    'has a clock that goes back',
    [time],
    telling((now) => {
      tellings += 1;
      return { ...now, monotonicMs: now.monotonicMs - tellings * 10 };
    }),
  ),
  store(
    'tells the wall clock in seconds',
    [time],
    telling((now) => ({ ...now, wallMs: now.wallMs / 1_000 })),
  ),
  store(
    'shows nothing of what it has',
    [after, together],
    hiding((key) => key === 'count'),
  ),
];
