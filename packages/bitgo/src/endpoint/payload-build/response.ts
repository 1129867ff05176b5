import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';

const BuildResult = t.type({ payload: t.string }, 'BuildResult');

/** Reads the payload: a text, to the last character as the venue wrote it. Nothing is believed of it yet. */
export const read: Reading<string> = readingOf(BuildResult, ({ payload }) => payload);
