import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';
import type { KeyShown } from '../../codec/shown.js';
import { textIn } from '../../codec/v1/loose.js';

const KeyResult = t.intersection(
  [t.type({ pub: t.string }), t.partial({ encryptedPrv: t.unknown })],
  'KeyResult',
);

/** Reads a key. A key that the venue keeps for itself has no private half. */
export const read: Reading<KeyShown> = readingOf(KeyResult, ({ pub, encryptedPrv }) => ({
  pub,
  encryptedPrv: textIn(encryptedPrv),
}));
