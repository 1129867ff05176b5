import type { Committed } from '../port/journal.js';
import type { Deed } from '../port/store.js';
import { committedRange, overRange, versionCard } from './card-key.js';
import { commitments, counts } from './card.js';
import { newDraft } from './draft.js';

/** What counts against the limits of an account since an instant, and the version of it. */
export const committedSince = (account: string, sinceMs: number): Deed<Committed> =>
  function* () {
    const draft = newDraft();
    const version = (yield* counts.read(draft, versionCard(account))) ?? '0';
    const open = yield* draft.range(committedRange(account));
    const over = yield* draft.range(overRange(account, sinceMs));
    return draft.nothing({
      version: Number(version),
      commitments: [...open, ...over].flatMap(({ value }) => commitments.parse(value)),
    });
  };
