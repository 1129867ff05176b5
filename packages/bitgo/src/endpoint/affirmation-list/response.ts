import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';
import type { AffirmationShown } from '../../codec/shown.js';
import { WireAffirmation, affirmationShown } from '../../codec/v1/affirmation.js';
import { listOf } from '../../codec/v1/list-of.js';

const affirmationsMax = 10_000;
const ListResult = t.type({ affirmations: listOf(WireAffirmation, affirmationsMax) }, 'ListResult');

/** Reads the affirmations, in the venue's order, which no document tells. */
export const read: Reading<ReadonlyArray<AffirmationShown>> = readingOf(ListResult, ({ affirmations }) =>
  affirmations.map(affirmationShown),
);
