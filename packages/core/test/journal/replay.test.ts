import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { journalOver } from '../../src/journal/journal-over.js';
import { memoryStore } from '../../src/journal/memory-store.js';
import * as RecordCodec from '../../src/journal/record-codec.js';
import { isDerived, newReplay } from '../../src/journal/replay.js';
import type { StandingOrder } from '../../src/noun/standing-order.js';
import type { Line, Store } from '../../src/port/store.js';
import { cancel } from '../../src/program/cancel.js';
import { settle } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { present, right } from '../fixture/must.js';
import { account, leg, legId, mandateId, settlement, venue } from '../fixture/noun.js';
import type { Fate } from '../fixture/paper-venue.js';

/** A store that remembers every line in the order of all, and what its cards came to. */
const remembering = (store: Store) => {
  const lines: Array<Line> = [];
  const cards = new Map<string, string>();
  const remembered: Store = {
    ...store,
    perform: (deed) =>
      store.perform(function* (now) {
        const work = yield* deed(now);
        lines.push(...work.lines);
        for (const { key, value } of work.changes)
          if (value === undefined) cards.delete(key);
          else cards.set(key, value);
        return work;
      }),
  };
  return { store: remembered, lines, cards };
};

/** What happens next in a random history of a journal. */
type Happening =
  | {
      readonly _tag: 'Run';
      readonly name: string;
      readonly fates: ReadonlyArray<Fate>;
      readonly steps: number;
    }
  | { readonly _tag: 'Cancel'; readonly name: string }
  | { readonly _tag: 'Order'; readonly order: StandingOrder };

const names = fc.constantFrom('M1', 'M2', 'M/3', 'M4');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    arbitrary: fc.record({
      _tag: fc.constant('Run' as const),
      name: names,
      fates: fc.array(
        fc.constantFrom<Fate>('Done', 'ReplyLost', 'RequestLost', 'NotSent', 'Refused', 'OddReply'),
        {
          maxLength: 4,
        },
      ),
      steps: fc.integer({ min: 1, max: 40 }),
    }),
    weight: 5,
  },
  { arbitrary: fc.record({ _tag: fc.constant('Cancel' as const), name: names }), weight: 1 },
  {
    arbitrary: fc.record({
      _tag: fc.constant('Order' as const),
      order: fc.record({
        _tag: fc.constantFrom('Halt' as const, 'Resume' as const, 'Resume' as const),
        scope: fc.constantFrom<StandingOrder['scope']>(
          { _tag: 'Account', venue, account },
          { _tag: 'Lane', lane: 'paper key 1' },
          { _tag: 'Everything' },
        ),
        atMs: fc.constant(5),
        by: fc.constant('ann'),
        why: fc.string({ maxLength: 5 }),
      }),
    }),
    weight: 2,
  },
);

/** Lives a history, and tells what became of its journal. A run may die after so many appends. */
const live = async (happenings: ReadonlyArray<Happening>) => {
  const it = desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));
  const kept = remembering(memoryStore(it.clock));
  const journal = journalOver(kept.store, it.clock);
  for (const one of happenings)
    // oxlint-disable-next-line no-await-in-loop
    await happen(one, it, journal);
  return { ...kept, journal };
};

const happen = async (
  one: Happening,
  it: ReturnType<typeof desk>,
  journal: ReturnType<typeof journalOver>,
): Promise<void> => {
  if (one._tag === 'Order') return right(await journal.order(one.order)());
  const id = mandateId(one.name);
  if (one._tag === 'Cancel') return void (await cancel(journal, it.clock)(id, { by: 'ann', why: 'so' })());
  it.venue.fates.push(...one.fates);
  let left = one.steps;
  const mortal = {
    ...journal,
    append: (entry: Parameters<typeof journal.append>[0]) => {
      left -= 1;
      return left > 0
        ? journal.append(entry)
        : async () => E.left({ _tag: 'JournalFailed', detail: '' } as const);
    },
  };
  await settle({ ...it.ports, journal: mortal })(request({ id }))();
  // Leases of the dead run out.
  it.clock.advance(60_000);
};

const derived = (cards: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...cards].filter(([key]) => isDerived(key)).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What a replay of lines comes to: the cards, or the first line that cannot stand. */
const replayed = (lines: ReadonlyArray<Line>) => {
  const replay = newReplay();
  for (const [at, line] of lines.entries()) {
    const added = replay.add(line);
    if (E.isLeft(added)) return { broken: at, why: added.left.what };
  }
  return derived(replay.cards());
};

const histories = fc.array(happening, { minLength: 1, maxLength: 7 });

describe('a replay (D4, D5)', () => {
  test('of any journal comes to its very cards', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(histories, async (happenings) => {
        const { lines, cards } = await live(happenings);
        expect(replayed(lines)).toStrictEqual(derived(cards));
        for (const key of cards.keys()) kinds.add(key.slice(0, key.indexOf('/')));
      }),
      { numRuns: 60 },
    );
    const all = [
      'active',
      'attempt',
      'committed',
      'halt',
      'lane',
      'lease',
      'mandate',
      'over',
      'spent',
      'taken',
      'version',
    ];
    expect([...kinds].toSorted()).toStrictEqual(all);
  });

  test('finds every record that is missing or there twice, and records of one mandate that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(), async (happenings, pick) => {
        const { lines, cards } = await live(happenings);
        const records = lines.flatMap(({ stream }, at) => (stream === ' orders' ? [] : [at]));
        fc.pre(records.length > 0);
        const at = present(records[pick % records.length]);
        const line = present(lines[at]);
        const truth = derived(cards);
        expect(replayed(lines.toSpliced(at, 1))).not.toStrictEqual(truth);
        expect(replayed(lines.toSpliced(at, 0, line))).not.toStrictEqual(truth);
        const next = lines.findIndex(({ stream }, other) => other > at && stream === line.stream);
        fc.pre(next > at);
        const swapped = lines.with(at, present(lines[next])).with(next, line);
        const [one, other] = [line, present(lines[next])].map(({ text }) => right(RecordCodec.decode(text)));
        // Records of two intents may stand either way, and what only tells a person something anywhere.
        fc.pre(one !== undefined && other !== undefined && 'intent' in one && 'intent' in other);
        fc.pre(one.intent === other.intent && one._tag !== other._tag);
        fc.pre(![one._tag, other._tag].some((tag) => tag === 'IntentParked' || tag === 'ChangeSeen'));
        expect(replayed(swapped)).not.toStrictEqual(truth);
      }),
      { numRuns: 60 },
    );
  });

  const story = async () => {
    const { lines } = await live([{ _tag: 'Run', name: 'M', fates: ['ReplyLost'], steps: 99 }]);
    return lines;
  };
  const altered = (lines: ReadonlyArray<Line>, tag: string, bend: (text: string) => string) => {
    const at = lines.findIndex(({ text }) => text.includes(`"_tag":"${tag}"`));
    const line = present(lines[at]);
    const text = bend(line.text);
    expect(text).not.toBe(line.text);
    return { at, lines: lines.with(at, { ...line, text }) };
  };
  const changes: ReadonlyArray<readonly [string, string, (text: string) => string]> = [
    ['the intent of an attempt', 'AttemptArmed', (text) => text.replace('"intent":"M/1"', '"intent":"M/9"')],
    ['the number of an attempt', 'AttemptArmed', (text) => text.replace('"attempt":1', '"attempt":2')],
    ['the lane of an attempt', 'AttemptArmed', (text) => text.replace('paper key 1', 'paper key 2')],
    ['the fence of an attempt', 'AttemptArmed', (text) => text.replace(/"fence":"\d+"/, '"fence":"999"')],
    ['what an attempt may change', 'AttemptArmed', (text) => text.replace('settle S1 L1', 'settle S1 L9')],
    ['how often that may be', 'AttemptArmed', (text) => text.replace('"once":true', '"once":false')],
    ['an outcome', 'OutcomeKnown', (text) => text.replace('"_tag":"Unknown"', '"_tag":"NotSent"')],
    ['a quantity', 'MandateGiven', (text) => text.replaceAll('"quantity":"1.5"', '"quantity":"2.5"')],
    ['an account', 'MandateGiven', (text) => text.replaceAll('acme', 'emca')],
    ['an ending', 'IntentEnded', (text) => text.replace('"_tag":"Done"', '"_tag":"Failed","why":""')],
    ['the instant of an ending', 'IntentEnded', (text) => text.replace(/"atMs":\d+/, '"atMs":7')],
    ['the version', 'MandateGiven', (text) => text.replace('"v":2', '"v":3')],
    ['half a line', 'OutcomeKnown', (text) => text.slice(0, text.length / 2)],
  ];

  test.each(changes)('finds that %s was altered', async (_, tag, bend) => {
    const lines = await story();
    const { at, lines: bent } = altered(lines, tag, bend);
    // As the journal stood when that was the last line: what is answered since then leaves no trace of its fence.
    expect(replayed(bent.slice(0, at + 1))).not.toStrictEqual(replayed(lines.slice(0, at + 1)));
  });

  test('says which line cannot stand, and why', async () => {
    const lines = await story();
    const stream = 'M';
    const broken = (line: Line) => newReplay().add(line);
    const first = present(lines[0]);
    expect(broken({ stream, text: '{' })).toMatchObject(
      E.left({ stream, what: 'it is unreadable: NotJson' }),
    );
    expect(broken({ ...first, stream: 'no id' })).toMatchObject(
      E.left({ stream: 'no id', what: 'the name of the stream is no mandate id' }),
    );
    expect(broken(present(lines[1]))).toMatchObject(E.left({ what: 'the first record gives no mandate' }));
    for (const text of ['{', '{"v":2}', '{"v":1,"_tag":"Halt"}'])
      expect(E.isLeft(broken({ stream: ' orders', text }))).toBe(true);
    const barred = RecordCodec.encode({ _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'no' });
    const replay = newReplay();
    right(replay.add({ stream, text: barred }));
    expect(replay.add(first)).toMatchObject(E.left({ what: 'a record follows the barring of the id' }));
    expect(newReplay().cards().size).toBe(0);
  });

  test('finds an attempt that was armed although the thing was held, done, halted or unread (M1, M9, X2, L2)', async () => {
    const one = await story();
    const other = one.map(({ text }) => ({
      stream: 'N',
      text: text.replaceAll('"M/', '"N/').replace('"id":"M"', '"id":"N"'),
    }));
    const untilArmed = (lines: ReadonlyArray<Line>) =>
      lines.slice(0, 1 + lines.findIndex(({ text }) => text.includes('AttemptArmed')));
    const read = (lines: ReadonlyArray<Line>) =>
      lines.map(({ stream, text }) => ({
        stream,
        text: text.replace(/"reading":"\d+"/, '"reading":"99999"'),
      }));
    const halt = {
      stream: ' orders',
      text: JSON.stringify({
        v: 1,
        _tag: 'Halt',
        scope: { _tag: 'Everything' },
        atMs: 1,
        by: 'ann',
        why: '',
      }),
    };
    const whyOf = (lines: ReadonlyArray<Line>) => {
      const come = replayed(lines);
      return 'why' in come ? come['why'] : 'nothing is found';
    };
    const held = 'it was written although ExclusionHeld';
    expect(whyOf([...untilArmed(one), ...read(untilArmed(other))])).toBe(held);
    expect(whyOf([...one, ...read(untilArmed(other))])).toBe(held);
    expect(whyOf([halt, ...untilArmed(one)])).toBe('it was written although AccountHalted');
    const elsewhere = (lines: ReadonlyArray<Line>) =>
      lines.map(({ stream, text }) => ({ stream, text: text.replaceAll('settle S1 L1', 'settle S1 L9') }));
    expect(whyOf([...untilArmed(one), ...elsewhere(untilArmed(other))])).toBe(
      'it was written although LaneHeld',
    );
    expect(whyOf([...untilArmed(one), ...read(elsewhere(untilArmed(other)))])).toBe('nothing is found');
  });
});
