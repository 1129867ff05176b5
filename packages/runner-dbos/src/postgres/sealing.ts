import { createHash } from 'node:crypto';

// What makes damage seen. Every line is linked to the one before it; every card and every count carries a sum; and the sums of all
// cards are added up, so that a card that is missing, or that was there before, is found out by whoever counts them all.

/** The seals of one journal. Another journal's rows do not fit. */
export interface Sealing {
  /** What stands before the first line. */
  readonly origin: string;
  /** The link of a line to the one before it. */
  readonly link: (before: string, line: SealedLine) => string;
  readonly card: (key: string, value: string) => string;
  readonly stream: (stream: string, count: string) => string;
  readonly head: (head: Omit<Head, 'sum'>) => string;
}

/** What a link seals. */
interface SealedLine {
  readonly seq: string;
  readonly stream: string;
  readonly n: string;
  readonly text: string;
}

/** Where a journal stands: its last line, and the sums of its cards added up. */
export interface Head {
  readonly seq: string;
  readonly hash: string;
  readonly cards: string;
  readonly sum: string;
}

/** The seals of the journal of this id. */
export const sealingOf = (journal: string): Sealing => ({
  origin: sealOf('journal', journal),
  link: (before, { seq, stream, n, text }) => sealOf('line', journal, before, seq, stream, n, text),
  card: (key, value) => sealOf('card', journal, key, value),
  stream: (stream, count) => sealOf('stream', journal, stream, count),
  head: ({ seq, hash, cards }) => sealOf('head', journal, seq, hash, cards),
});

const sealOf = (...parts: ReadonlyArray<string>): string =>
  createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');

/** What a card is looked up by: a key may be too long for an index. */
export const cardId = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex');

const modulus = 2n ** 256n;

/** No cards, added up. */
export const noCards = '0'.repeat(64);

/** The total after some sums came and others went. */
export const totalAfter = (
  total: string,
  came: ReadonlyArray<string>,
  went: ReadonlyArray<string>,
): string => {
  const value = (sum: string): bigint => (/^[0-9a-f]{64}$/.test(sum) ? BigInt(`0x${sum}`) : 0n);
  let at = value(total);
  for (const sum of came) at += value(sum);
  for (const sum of went) at -= value(sum);
  return (((at % modulus) + modulus) % modulus).toString(16).padStart(64, '0');
};
