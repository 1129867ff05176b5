/* oxlint-disable no-await-in-loop -- a journal is asked one thing after another */
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type Clock,
  type Journal,
  type JournalRecord,
  type Lease,
  Ledger,
  type NameRegister,
  type NonceFloor,
  type Scope,
  type Store,
  journalOver,
  memoryStore,
} from '@legwork/core';
import { systemClock } from '@legwork/node';
import { PaperStory, right } from '@legwork/testkit';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { openSqliteJournal } from '../src/index.js';
import { dumpOf } from './fixture/dump.js';
import { newFolder } from './fixture/folder.js';
import { armed, given, idOf, parked } from './fixture/story.js';
import { textOf } from './fixture/text-of.js';

const { account, lane, venue } = PaperStory;
const outcomes = Object.values(PaperStory.outcomes);
const endings = Object.values(PaperStory.endings);

/** One thing that is asked of a journal; the numbers choose among what is possible. */
interface Call {
  readonly what: (typeof kinds)[number];
  readonly a: number;
  readonly b: number;
}

const kinds = [
  'give',
  'record',
  'record',
  'record',
  'record',
  'acquire',
  'renew',
  'release',
  'order',
  'committed',
  'halted',
  'orders',
  'read',
  'mandates',
  'reserve',
  'claim',
  'advance',
  'reopen',
  'verify',
] as const;

const calls = fc.array(fc.record({ what: fc.constantFrom(...kinds), a: fc.nat(11), b: fc.nat(11) }), {
  minLength: 5,
  maxLength: 60,
});

type Whole = Journal & NonceFloor & NameRegister;
const names = ['M', 'M/1', 'm%', '0'];
const owners = ['one', 'two'];
const scopes: ReadonlyArray<Scope> = [
  { _tag: 'Everything' },
  { _tag: 'Lane', lane },
  { _tag: 'Account', venue, account },
];
const of = <A>(choices: ReadonlyArray<A>, at: number): A => {
  const [chosen] = choices.slice(at % choices.length);
  if (chosen === undefined) throw new Error('there is always one');
  return chosen;
};

/** A journal, and what its user remembers: its leases, and how many records he believes that a mandate has. */
const userOf = (
  journal: () => Whole,
): ((
  call: Call,
  record: (name: string) => O.Option<JournalRecord>,
  known: (name: string) => number,
) => Promise<unknown>) => {
  const leases: Array<Lease> = [];
  const keep = (lease: E.Either<unknown, O.Option<Lease>>): unknown => {
    if (E.isRight(lease) && O.isSome(lease.right)) leases.unshift(lease.right.value);
    return lease;
  };
  return async ({ what, a, b }, record, known) => {
    const name = of(names, a);
    const held = O.fromNullable(leases[b % 3 === 2 ? 1 : 0]);
    switch (what) {
      case 'give':
        return journal().append({
          mandate: idOf(name),
          expected: 0,
          records: [given(name)],
          lease: O.none,
          limitsAsOf: b < 8 ? O.none : O.some(b - 8),
        })();
      case 'record': {
        const next = record(name);
        if (O.isNone(next)) return 'nothing';
        return journal().append({
          mandate: idOf(name),
          expected: known(name) + (b === 11 ? 1 : 0),
          records: [next.value],
          lease: held,
          limitsAsOf: O.none,
          ...(O.isSome(held) && b % 4 === 1 ? { releases: held.value } : {}),
        })();
      }
      case 'acquire':
        return keep(await journal().acquire(lane, of(owners, a), 1_000 * (b + 1))());
      case 'renew':
        return O.isSome(held) ? keep(await journal().renew(held.value, 500 * b)()) : 'none';
      case 'release':
        return O.isSome(held) ? journal().release(held.value)() : 'none';
      case 'order':
        return journal().order({
          _tag: a % 3 === 0 ? 'Halt' : 'Resume',
          scope: of(scopes, b),
          atMs: a,
          by: 'ann',
          why: `why ${b}`,
        })();
      case 'committed':
        return journal().committed(venue, account, b)();
      case 'halted':
        return journal().halted({ venue, account, lane })();
      case 'orders':
        return journal().orders();
      case 'read':
        return journal().read(idOf(name))();
      case 'mandates':
        return journal().mandates({
          open: a % 2 === 0,
          after: b % 3 === 0 ? O.some(idOf(name)) : O.none,
          limit: b,
        })();
      case 'reserve':
        return journal().reserve(of(['x', lane], a), BigInt(b) * 10n ** 20n, BigInt(a + 1))();
      case 'claim':
        return journal().claim('scope', [`n${a}`, `n${b}`], of(owners, a))();
      case 'advance':
      case 'reopen':
      case 'verify':
        return 'nothing';
    }
  };
};

/** What comes next for a mandate: something that may follow what its journal has. */
const nextOf = (
  records: ReadonlyArray<JournalRecord>,
  { a, b }: Call,
  order: number,
): ((name: string) => O.Option<JournalRecord>) => {
  return (name) => {
    const intent = PaperStory.firstOf(PaperStory.mandateOf(name));
    const isArmed = records.some(({ _tag }) => _tag === 'AttemptArmed');
    const attempt = Math.max(1, records.filter(({ _tag }) => _tag === 'AttemptArmed').length);
    const exclusion = { name: b % 4 === 0 ? 'shared' : `of ${name}`, once: b % 2 === 0 };
    const candidates = [
      PaperStory.outcomeOf(intent, of(outcomes, b), attempt),
      armed(name, order, { attempt: isArmed ? attempt + 1 : 1, exclusion }),
      PaperStory.voided(intent, attempt),
      PaperStory.ended(intent, of(endings, b), a),
      parked(name),
      PaperStory.halted(),
    ];
    const [first, ...rest] = records;
    const ledger = first === undefined ? E.left('no mandate') : Ledger.fold([first, ...rest]);
    const possible = candidates.filter((record) => {
      if (record._tag === 'AccountHalted' && b > 1) return false;
      return (
        E.isRight(ledger) && O.isSome(ledger.right) && E.isRight(Ledger.apply(ledger.right.value, record))
      );
    });
    return possible.length === 0 ? O.none : O.some(of(possible, a));
  };
};

/** How the file is used: sealed or clear, by one connection or by two in turn. */
interface Use {
  readonly encryption?: { readonly key: Uint8Array };
  readonly isShared?: boolean;
}

const check = async (
  sequence: ReadonlyArray<Call>,
  { encryption, isShared = false }: Use = {},
): Promise<void> => {
  let nowMs = 1_000;
  const clock: Clock = { ...systemClock, monotonicMs: () => nowMs, wallMs: () => nowMs };
  const time = () => ({ era: 'memory', monotonicMs: nowMs, wallMs: nowMs });
  const folder = newFolder('/dev/shm');
  const options = {
    file: path.join(folder, 'journal'),
    clock,
    time,
    volatile: true,
    ...(encryption === undefined ? {} : { encryption }),
  } as const;
  const memory: Store = memoryStore(clock);
  const oracle = journalOver(memory, clock);
  let opened = right(await openSqliteJournal(options)());
  const other = isShared ? right(await openSqliteJournal(options)()) : undefined;
  let current = opened;
  const asked = userOf(() => oracle);
  const tried = userOf(() => current.journal);
  for (const [at, call] of sequence.entries()) {
    if (call.what === 'advance') nowMs += call.a * 400;
    if (call.what === 'reopen') {
      await opened.close();
      opened = right(
        await openSqliteJournal(call.b % 3 === 0 ? { ...options, verifiedLines: 3 } : options)(),
      );
    }
    if (call.what === 'verify') right(await opened.verify());
    current = other !== undefined && call.b % 2 === 1 ? other : opened;
    const records = new Map(
      await Promise.all(names.map(async (name) => [name, right(await oracle.read(idOf(name))())] as const)),
    );
    const record = (name: string) => nextOf(records.get(name) ?? [], call, at * 10 + 10)(name);
    // A mandate that was not given can only be given.
    const known = (name: string) => records.get(name)?.length ?? 0;
    const [expected, found] = [await asked(call, record, known), await tried(call, record, known)];
    // Under blinded names a list has another order; what is in it shows in the dump.
    const isOrdered = call.what !== 'mandates' && call.what !== 'committed';
    if (encryption === undefined || isOrdered) expect(textOf(found)).toBe(textOf(expected));
    if (at % 5 === 0 || call.what === 'reopen')
      expect(await dumpOf(current.store)).toBe(await dumpOf(memory));
  }
  await opened.close();
  await other?.close();
  const again = right(await openSqliteJournal(options)());
  expect(await dumpOf(again.store)).toBe(await dumpOf(memory));
  right(await again.verify());
  await again.close();
};

describe('a journal in a file answers like the one in memory', () => {
  test('whatever is asked, and across every closing', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(calls, (sequence) => check(sequence)),
      { numRuns: 120 },
    );
  }, 60_000);

  test('through two connections in turn, neither of which misses what the other wrote', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(calls, (sequence) => check(sequence, { isShared: true })),
      { numRuns: 80 },
    );
  }, 60_000);

  test('encrypted as well', async () => {
    expect.hasAssertions();
    const key = Uint8Array.from({ length: 32 }, (_, at) => at);
    await fc.assert(
      fc.asyncProperty(calls, (sequence) => check(sequence, { encryption: { key } })),
      { numRuns: 60 },
    );
  }, 60_000);
});
