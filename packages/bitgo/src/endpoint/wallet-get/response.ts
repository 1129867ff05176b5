import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';
import { IdText } from '../../codec/v1/id-text.js';
import { listOf } from '../../codec/v1/list-of.js';

const keysMax = 16;
const WalletResult = t.type({ keys: listOf(IdText, keysMax) }, 'WalletResult');

/** Reads the ids of the wallet's keys; the first is the one that signs (BitGoJS, as above). */
export const read: Reading<ReadonlyArray<string>> = readingOf(WalletResult, ({ keys }) => keys);
