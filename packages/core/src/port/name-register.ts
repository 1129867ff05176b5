import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { JournalFailed } from './journal.js';

/**
 * Names that may be used once, for ever, by everybody who shares the journal: nonces inside signed payloads (contract S4).
 */
export interface NameRegister {
  /**
   * Takes names for one use, all or none, durably. `none`: they are taken for this use, now or before. `some`: one of them was
   * taken for another use, and nothing was changed.
   *
   * Errors: `JournalFailed`; nothing may be signed.
   */
  readonly claim: (
    scope: string,
    names: ReadonlyArray<string>,
    use: string,
  ) => TE.TaskEither<JournalFailed, O.Option<Claimed>>;
}

/** A name, and what it was taken for before. */
export interface Claimed {
  readonly name: string;
  readonly use: string;
}
