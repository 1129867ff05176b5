import { forget, lining } from './bent-store.js';
import { type PlantedJournal, store } from './planted-journal.js';
import type { Bends } from '../fixture/memory-journal-world.js';

const text = (kind: string): string => `keeps texts letter by letter, after it was opened again: ${kind}`;

const garbling = (wrong: string, kind: string, from: RegExp, to: string): PlantedJournal =>
  store(
    wrong,
    [text(kind)],
    lining((line) => line.replaceAll(from, to)),
  );

/** Stores that keep some texts otherwise than they were written. */
export const texts: ReadonlyArray<PlantedJournal> = [
  garbling('takes no text for none', 'no text', /""/g, 'null'),
  garbling('cuts texts at NUL', 'NUL and other controls', /\\u0000[^"]*/g, ''),
  garbling('doubles single quotes', 'quotes and escapes', /'/g, "''"),
  garbling('ends lines as it likes', 'separators of lines', /\\r\\n/g, '\\n'),
  garbling(
    'knows no letters of four bytes',
    'letters of two bytes and of four',
    /[\u{10000}-\u{10ffff}]/gu,
    '?',
  ),
  store(
    'composes letters',
    [text('the same letter, composed and decomposed')],
    lining((line) => line.normalize('NFC')),
  ),
  garbling('mends halves of letters', 'halves of a letter', /\\ud[89a-f][0-9a-f]{2}/g, '\ufffd'),
  garbling('takes marks of byte order away', 'a mark of byte order', /\ufeff/g, ''),
  garbling('trims texts', 'spaces at both ends', /" +| +"/g, '"'),
  garbling('cuts texts at 65,535 characters', 'a million characters', /("[^"]{65535})[^"]*"/g, '$1"'),
  store(
    'keeps names of 100 characters at most',
    ['keeps ids of every length, and mandates of many intents'],
    (inner) => ({
      ...inner,
      lines: (stream) => inner.lines(stream.slice(0, 100)),
    }),
  ),
  {
    wrong: 'takes names of any spelling for one',
    caughtBy: ['keeps a lane, an exclusion and the use of a name by their exact texts'],
    journal: (right) => ({
      acquire: (lane, owner, ttlMs) => right.acquire(lane.trim().toLowerCase(), owner, ttlMs),
    }),
  },
];

const partings = { Closed: 'was closed', Died: 'was open when its process died' } as const;

const forgetting = (kind: string, of: string, what: string): ReadonlyArray<PlantedJournal> =>
  (['Closed', 'Died'] as const).map((how) => ({
    wrong: `forgets ${what} when it ${partings[how]}`,
    caughtBy: [of.replace('*', partings[how])],
    parting: (async (memory, parted) => {
      if (parted === how) await forget(memory, kind);
    }) satisfies Bends['parting'],
  }));

const begun = 'lets nobody do what was begun, when it * (M1, X2, X3)';
const once = 'gives no number, name or epoch a second time, when it * (X1, S4)';
const everything = 'knows everything again that it had answered, when it * (D1)';

/** Stores that lose something over the end of a process. */
export const partingOnes: ReadonlyArray<PlantedJournal> = [
  ...forgetting('taken/', begun, 'what is taken'),
  ...forgetting('lane/', begun, 'the calls of the lanes'),
  ...forgetting('lease/', begun, 'the leases'),
  ...forgetting('lease/', once, 'the epochs'),
  ...forgetting('floor/', once, 'the numbers'),
  ...forgetting('name/', once, 'the names'),
  ...forgetting('halt/', everything, 'the halts'),
  ...forgetting('committed/', everything, 'what is committed'),
  ...forgetting('over/', everything, 'what is over'),
  ...forgetting('active/', everything, 'what is open'),
  ...forgetting('mandate/', 'goes on from what it had, when it *', 'the mandates'),
];
