import type { Intent } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Projection } from '../payload/projection.js';

/** What a checker is asked about: an intent, and what the payload that would carry it out means. */
export interface SigningCase {
  readonly intent: Intent;
  readonly projection: Projection;
}

/** The checker does not agree. Nothing is signed. `what` is a sentence for people and holds no secret. */
export interface Denied {
  readonly _tag: 'Denied';
  readonly what: string;
}

/** Says whether a payload may be signed. A person behind it may take as long as the caller's own limits allow. */
export type SigningPolicy = (asked: SigningCase) => TE.TaskEither<Denied, void>;

/** A policy that needs nobody: `none` when it has nothing against it. */
export type Rule = (asked: SigningCase) => O.Option<Denied>;

/** The policy of rules that must all agree. The first that does not is the answer. */
export const allOf =
  (rules: ReadonlyArray<Rule>): SigningPolicy =>
  (asked) => {
    for (const rule of rules) {
      const denied = rule(asked);
      if (O.isSome(denied)) return TE.left(denied.value);
    }
    return TE.right(undefined);
  };

/** A denial, as a rule's answer. */
export const deny = (what: string): O.Option<Denied> => O.some({ _tag: 'Denied', what });
