import { expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { journalOver } from '../../src/journal/journal-over.js';
import { memoryStore } from '../../src/journal/memory-store.js';
import type { StandingOrder } from '../../src/noun/standing-order.js';
import { halts } from '../../src/operator/halts.js';
import { given, haltedRecord, mandateOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import { account, mandateId, venue } from '../fixture/noun.js';
import { virtualClock } from '../fixture/virtual-clock.js';

const clock = virtualClock();
const open = () => {
  const store = memoryStore(clock);
  return { store, journal: journalOver(store, clock) };
};
const order = (
  _tag: StandingOrder['_tag'],
  scope: StandingOrder['scope'],
  atMs: number,
  why = 'a doubt',
): StandingOrder => ({ _tag, scope, atMs, by: 'ann', why });

test('the halts that hold are told, with who, why and since when, and those that were lifted are not', async () => {
  const it = open();
  const lane = { _tag: 'Lane', lane: 'paper key/1 ü' } as const;
  const of = { _tag: 'Account', venue, account } as const;
  const everything = { _tag: 'Everything' } as const;
  const said = [
    order('Halt', everything, 1),
    order('Halt', lane, 2),
    order('Halt', of, 3),
    order('Resume', everything, 4),
    order('Halt', lane, 5, 'a greater doubt'),
    order('Resume', { _tag: 'Lane', lane: 'another' }, 6),
  ];
  await Promise.all(said.map(async (one) => right(await it.journal.order(one)())));
  expect(right(await halts(it)())).toStrictEqual([
    { scope: 'Account', name: 'paper/acme', by: O.some('ann'), why: 'a doubt', sinceMs: O.some(3) },
    { scope: 'Lane', name: 'paper key/1 ü', by: O.some('ann'), why: 'a greater doubt', sinceMs: O.some(5) },
  ]);
  right(await it.journal.order(order('Halt', everything, 7))());
  expect(right(await halts(it)()).map(({ scope }) => scope)).toContain('Everything');
});

test('a halt that the engine made has nobody who gave it', async () => {
  const it = open();
  // What a person halted and let go long ago says nothing about it.
  right(await it.journal.order(order('Halt', { _tag: 'Account', venue, account }, 1))());
  right(await it.journal.order(order('Resume', { _tag: 'Account', venue, account }, 2))());
  const entry = { mandate: mandateId('M'), lease: O.none, limitsAsOf: O.none };
  right(await it.journal.append({ ...entry, expected: 0, records: [given(mandateOf()), haltedRecord] })());
  expect(right(await halts(it)())).toStrictEqual([
    { scope: 'Account', name: 'paper/acme', by: O.none, why: 'a person said so', sinceMs: O.none },
  ]);
});
