import * as E from 'fp-ts/lib/Either.js';
import { plain } from '../portfolio/plain-text.js';
import type { Word } from '../program/cancel.js';

/** Who speaks or why is missing, too long, or not plain text. Nothing was changed. */
export interface InvalidWord {
  readonly _tag: 'InvalidWord';
  /** In a sentence. */
  readonly what: string;
}

/** The longest name. Units: characters. */
const byMax = 200;
/** The longest reason. Units: characters. */
const whyMax = 1_000;

/** Whether a person's word can stand in a journal for good: who and why, both plain text and neither too long. Errors: `InvalidWord`. */
export const checkWord = ({ by, why }: Word): E.Either<InvalidWord, Word> => {
  const what = fault('The name of who decides', by, byMax) ?? fault('The reason', why, whyMax);
  return what === undefined ? E.right({ by, why }) : E.left({ _tag: 'InvalidWord', what });
};

/** What is wrong with a text for good, in a sentence; `undefined` if nothing is. */
export const fault = (what: string, text: string, max: number): string | undefined => {
  if (text.trim() === '') return `${what} is missing.`;
  if (text.length > max) return `${what} has more than ${max} characters.`;
  return plain(text) !== text ? `${what} has characters in it that are not plain text.` : undefined;
};
