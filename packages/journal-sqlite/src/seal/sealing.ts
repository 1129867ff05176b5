import * as E from 'fp-ts/lib/Either.js';
import type { Card, Line } from '@legwork/core';
import type { Trouble } from '../file/trouble.js';

/** Where a line is. */
export interface LinePlace {
  readonly seq: number;
  readonly n: number;
}

/** How names and texts look in the file: as they are, or so that only the key shows them. */
export interface Sealing {
  /** Proves that a key is the right one; empty when there is none. */
  readonly proof: string;
  readonly cardKey: (key: string) => string;
  /** Bounds of a range, so that the same cards lie between them. */
  readonly from: (bound: string) => string;
  readonly before: (bound: string) => string;
  readonly stream: (stream: string) => string;
  readonly card: (card: Card) => string;
  readonly line: (place: LinePlace, line: Line) => string;
  readonly openCard: (key: string, value: string) => E.Either<Trouble, Card>;
  readonly openLine: (place: LinePlace, stream: string, text: string) => E.Either<Trouble, Line>;
}

/** Everything as it is. */
export const clear: Sealing = {
  proof: '',
  cardKey: (key) => key,
  from: (bound) => bound,
  before: (bound) => bound,
  stream: (stream) => stream,
  card: ({ value }) => value,
  line: (_place, { text }) => text,
  openCard: (key, value) => E.right({ key, value }),
  openLine: (_place, stream, text) => E.right({ stream, text }),
};
