import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';

const CheckResult = t.type({ check: t.boolean }, 'CheckResult');

/** Reads a yes or a no: no balance of somebody else is told. */
export const read: Reading<boolean> = readingOf(CheckResult, ({ check }) => check);
