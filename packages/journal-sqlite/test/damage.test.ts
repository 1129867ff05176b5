/* oxlint-disable no-await-in-loop -- one damage after another */
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { acceptRestored, openSqliteJournal } from '../src/index.js';
import { type Files, filesIn, journalIn, putFiles } from './fixture/case-files.js';
import { startChild } from './fixture/child.js';
import { dumpOf } from './fixture/dump.js';
import { newFolder } from './fixture/folder.js';
import { standing } from './fixture/small-journal.js';

// SWEEP=tiny tries every length and every bit of a journal of two mandates in small pages, SWEEP=sealed of the same encrypted, SWEEP=all of
// a larger one, in parts if SWEEP_PART says so (2/5: the third of five); without it a sample of each is tried, which SEED changes.
const sweep = process.env['SWEEP'];
const isWhole = sweep === 'all' || sweep === 'tiny' || sweep === 'sealed';
const size = sweep === 'tiny' || sweep === 'sealed' ? 'tiny' : 'small';
type Kind = 'plain' | 'sealed';
const kinds: ReadonlyArray<Kind> =
  sweep === 'sealed' ? ['sealed'] : isWhole ? ['plain'] : ['plain', 'sealed'];
const key = 'c7'.repeat(32);
const [part, parts] = (process.env['SWEEP_PART'] ?? '0/1').split('/').map(Number);
const seed = Number(process.env['SEED'] ?? '1');
const sampleMax = 120;

/** Numbers that look random and are the same for one seed. */
const chances = (from: number): (() => number) => {
  let state = from;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** All numbers below a limit, or a sample of them. */
const below = function* (limit: number, salt: number): Generator<number> {
  if (isWhole) {
    for (let at = part ?? 0; at < limit; at += parts ?? 1) yield at;
    return;
  }
  // The bits that say which versions of SQLite may write the file.
  if (salt === 2) for (let at = 144; at < Math.min(160, limit); at++) yield at;
  const chance = chances(seed * 7_919 + salt);
  for (let at = 0; at < Math.min(sampleMax, limit); at++) yield Math.floor(chance() * limit);
};

/** A journal after an unclean end, or the same after an orderly one. */
interface Subject {
  readonly kind: Kind;
  readonly files: Files;
  readonly truth: string;
}

// libsql lets a file go when its statements are collected as garbage; thousands of them are waited for here.
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
const letGo = async (count: number): Promise<void> => {
  if (count % 100 !== 99 || typeof collect !== 'function') return;
  collect();
  await new Promise((resolve) => void setImmediate(resolve));
};

const base = newFolder('/dev/shm');
const subjects = new Map<string, Subject>();

const optionsOf = (folder: string, kind: Kind) =>
  ({
    file: journalIn(folder),
    volatile: true,
    time: standing,
    ...(kind === 'sealed' ? { encryption: { key: Buffer.from(key, 'hex') } } : {}),
  }) as const;

beforeAll(async () => {
  for (const kind of kinds) {
    const folder = path.join(base, kind);
    putFiles(folder, new Map());
    const child = startChild('filling.program', [journalIn(folder), size, kind === 'sealed' ? key : '']);
    const truth = (await child.line()) ?? '';
    await child.kill();
    subjects.set(`${kind} killed`, { kind, files: filesIn(folder), truth });
    const opened = right(await openSqliteJournal(optionsOf(folder, kind))());
    await opened.close();
    subjects.set(`${kind} closed`, { kind, files: filesIn(folder), truth });
  }
}, 60_000);

const subjectOf = (name: string): Subject => {
  const subject = subjects.get(name);
  if (subject === undefined) throw new Error('it was made before');
  return subject;
};

/**
 * What becomes of damaged files: `refused`, or opened. What is opened has to hold exactly what was acknowledged, has to verify, and has
 * to go on; anything else is told in words.
 */
const fateOf = async ({ kind, files, truth }: Subject): Promise<string> => {
  const folder = path.join(base, 'tried');
  putFiles(folder, files);
  const opened = await openSqliteJournal(optionsOf(folder, kind))();
  if (E.isLeft(opened)) return `refused: ${opened.left.why}`;
  const { journal, store, verify, close } = opened.right;
  const found = await dumpOf(store);
  const verified = await verify();
  const reserved = await journal.reserve('paper key 1', 0n, 1n)();
  await close();
  if (found !== truth) return 'OPENED, AND HOLDS SOMETHING ELSE';
  if (E.isLeft(verified)) return 'OPENED, AND DOES NOT VERIFY';
  return E.isRight(reserved) ? 'whole' : 'OPENED, AND CANNOT GO ON';
};

type Damage = (bytes: Buffer, at: number) => Buffer;
const cut: Damage = (bytes, at) => bytes.subarray(0, at);
const flip: Damage = (bytes, at) => {
  const flipped = Buffer.from(bytes);
  const [byte, bit] = [Math.floor(at / 8), at % 8];
  flipped.writeUInt8(flipped.readUInt8(byte) ^ (1 << bit), byte);
  return flipped;
};

describe('a damaged file', () => {
  test.each(
    kinds.flatMap((kind) => [
      [kind, 'killed', ''],
      [kind, 'killed', '-wal'],
      [kind, 'killed', '-head'],
      [kind, 'closed', ''],
      [kind, 'closed', '-head'],
    ]),
  )(
    'of a %s journal that was %s, cut off or with one bit flipped in its file "%s", is whole or refused',
    async (kind, ending, suffix) => {
      const subject = subjectOf(`${kind} ${ending}`);
      const { files } = subject;
      const bytes = files.get(suffix) ?? Buffer.alloc(0);
      expect(bytes.length).toBeGreaterThan(100);
      const fates = new Map<string, number>();
      let tried = 0;
      const count = async (damage: Damage, limit: number, salt: number): Promise<void> => {
        for (const at of below(limit, salt)) {
          await letGo(tried++);
          const fate = await fateOf({
            ...subject,
            files: new Map([...files, [suffix, damage(bytes, at)]]),
          });
          const told = /^[A-Z]/.test(fate) ? `${fate} (${damage.name} ${at})` : `${damage.name} ${fate}`;
          fates.set(told, (fates.get(told) ?? 0) + 1);
        }
      };
      await count(cut, bytes.length, 1);
      await count(flip, bytes.length * 8, 2);
      if (isWhole) process.stdout.write(`${kind} ${ending} ${suffix}: ${JSON.stringify([...fates])}\n`);
      expect([...fates.keys()].filter((fate) => /^[A-Z]/.test(fate))).toEqual([]);
      expect([...fates.keys()].some((fate) => fate.includes('refused'))).toBe(true);
    },
    40_000_000,
  );

  test.each(kinds)('or a %s one with a file of it gone, is whole or refused', async (kind) => {
    const fates: Array<string> = [];
    for (const ending of ['killed', 'closed']) {
      const subject = subjectOf(`${kind} ${ending}`);
      for (const suffix of [...subject.files.keys()].filter((one) => ending === 'killed' || one !== '-wal')) {
        const files = new Map([...subject.files].filter(([one]) => one !== suffix));
        fates.push(`${ending}${suffix}: ${await fateOf({ ...subject, files })}`);
      }
    }
    expect(fates).toEqual([
      'killed: refused: RecordsMissing',
      'killed-head: refused: RecordsMissing',
      'killed-wal: refused: RecordsMissing',
      'closed: refused: RecordsMissing',
      'closed-head: refused: RecordsMissing',
    ]);
  });

  test.each(kinds)(
    'that is %s and refused for what is missing is opened when a person accepts it, and sends nothing',
    async (kind) => {
      const { files } = subjectOf(`${kind} killed`);
      const folder = path.join(base, 'restored');
      putFiles(folder, new Map([...files].filter(([suffix]) => suffix !== '-wal')));
      const options = optionsOf(folder, kind);
      const opened = right(await acceptRestored(options, { by: 'ann', why: 'the disk broke' })());
      const orders = right(await opened.journal.orders());
      expect(orders.at(-1)).toMatchObject({
        _tag: 'Halt',
        scope: { _tag: 'Everything' },
        by: 'ann',
        why: 'restored: the disk broke; ask the venues what happened since, then resume',
      });
      await opened.close();
      const again = right(await openSqliteJournal(options)());
      expect(right(await again.journal.orders())).toEqual(orders);
      await again.close();
    },
  );
});
