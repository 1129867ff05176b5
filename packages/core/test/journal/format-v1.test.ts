import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../../src/engine/ledger.js';
import { journalOver } from '../../src/journal/journal-over.js';
import { memoryStore } from '../../src/journal/memory-store.js';
import * as RecordCodec from '../../src/journal/record-codec.js';
import { newReplay } from '../../src/journal/replay.js';
import { mark } from '../../src/noun/leg.js';
import { settle } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { right, some } from '../fixture/must.js';
import { leg, legId, mandateId, settlement } from '../fixture/noun.js';

// Journals that the first version of this library wrote, for one mandate of two legs at the paper venue. They are never
// written anew: a settlement that was begun then has to end now.
const folder = join(dirname(expect.getState().testPath ?? ''), '../../../test/fixture/journal-v1');
const linesOf = (name: string): ReadonlyArray<string> =>
  readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');

/** Where each journal stops, the phases it folds to, and which legs had truly moved by then: what the venue did is not in it. */
const stops = [
  { name: 'given', phases: ['Waiting', 'Waiting'], moved: [[]] },
  { name: 'armed', phases: ['Armed', 'Waiting'], moved: [[], ['L1']] },
  { name: 'accepted', phases: ['Taken', 'Waiting'], moved: [['L1']] },
  { name: 'unknown', phases: ['Unclear', 'Waiting'], moved: [[], ['L1']] },
  { name: 'void', phases: ['Waiting', 'Ended'], moved: [['L2']] },
  { name: 'second-armed', phases: ['Ended', 'Armed'], moved: [['L1'], ['L1', 'L2']] },
  { name: 'done', phases: ['Ended', 'Ended'], moved: [['L1', 'L2']] },
] as const;

const cases = stops.flatMap(({ name, phases, moved }) =>
  moved.map((legs) => ({ name, phases, moved: legs, so: legs.join(' and ') || 'nothing' })),
);

/** A desk whose journal holds these lines, at a venue where these legs have moved. */
const resumed = async (lines: ReadonlyArray<string>, moved: ReadonlyArray<string>) => {
  const shown = ['L1', 'L2'].map((id) =>
    leg(
      moved.includes(id) ? { id: legId(id), status: 'Settled', mark: mark('a transfer') } : { id: legId(id) },
    ),
  );
  const it = desk(settlement({ legs: shown }));
  for (const id of moved) it.venue.moves.set(id, 1);
  const replay = newReplay();
  for (const text of lines) right(replay.add({ stream: 'M', text }));
  const store = memoryStore(it.clock);
  const changes = [...replay.cards()].map(([key, value]) => ({ key, value }));
  right(
    await store.perform(function* () {
      yield { keys: [], range: undefined };
      return { answer: undefined, changes, lines: lines.map((text) => ({ stream: 'M', text })) };
    })(),
  );
  const journal = journalOver(store, it.clock);
  return { ...it, journal, ports: { ...it.ports, journal } };
};

describe('a journal of format 1', () => {
  test.each(stops)('that stops at "$name" is read and folds as it did', ({ name, phases }) => {
    const records = linesOf(name).map((line) => right(RecordCodec.decode(line)));
    const ledger = some(right(Ledger.fold(records)));
    expect(ledger.intents.map(({ phase }) => phase._tag)).toStrictEqual(phases);
    expect(ledger.length).toBe(records.length);
  });

  test.each(cases)(
    'that stops at "$name", after $so had moved, comes to its end with every leg moved once',
    async ({ name, moved }) => {
      const lines = linesOf(name);
      const it = await resumed(lines, moved);
      const report = right(await settle(it.ports)(request({ id: mandateId('M') }))());
      expect(report.because).toBe('Complete');
      expect(report.lines.map(({ standing }) => standing)).toMatchObject([
        { _tag: 'Over', ending: { _tag: 'Done' } },
        { _tag: 'Over', ending: { _tag: 'Done' } },
      ]);
      expect(Object.fromEntries(it.venue.moves)).toStrictEqual({ L1: 1, L2: 1 });
      // Nothing that was sent before is sent again.
      expect(it.venue.bodies).toHaveLength(2 - moved.length);
      const after = right(await it.journal.read(mandateId('M'))());
      expect(after.slice(0, lines.length)).toStrictEqual(
        lines.map((line) => right(RecordCodec.decode(line))),
      );
      expect(right(await it.journal.mandates({ open: true, after: O.none, limit: 10 })())).toStrictEqual([]);
    },
  );

  test('is written in the present format from there on, and the whole is read', async () => {
    const it = await resumed(linesOf('armed'), []);
    right(await settle(it.ports)(request({ id: mandateId('M') }))());
    expect(E.isRight(await it.journal.read(mandateId('M'))())).toBe(true);
  });

  test.each([
    { _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'no' },
    { _tag: 'IntentDecided', atMs: 1, intent: 'M/1', decision: { _tag: 'Withdrawn' }, by: 'ann', why: 'no' },
  ])('has no $_tag in it: such a line is damaged', (record) => {
    const line = (v: number) => RecordCodec.decode(JSON.stringify({ v, ...record }));
    expect(line(1)).toMatchObject(E.left({ why: 'WrongShape' }));
    expect(E.isRight(line(2))).toBe(true);
    expect(line(3)).toMatchObject(E.left({ why: 'NewerVersion' }));
  });
});
