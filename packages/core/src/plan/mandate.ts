import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type AccountId, type IntentId, type MandateId, type VenueId, intentId } from '../noun/id.js';
import type { Instruction } from '../noun/instruction.js';
import type { Subject } from '../noun/observation.js';
import type { VenueRules } from '../port/rules.js';
import { type Commitment, type LimitExceeded, type Limits, exceeded } from './limits.js';
import type { Plan } from './plan.js';

/** An approved instruction, immutable, with its own id, journaled before anything is sent. */
export interface Intent {
  readonly id: IntentId;
  readonly instruction: Instruction;
}

/** Who approved a plan, and when by the wall clock. Units: milliseconds since the Unix epoch. */
export interface Approval {
  readonly digest: string;
  readonly by: string;
  readonly atMs: number;
}

/**
 * An approved plan: the intents of one settlement that are carried out together, under the caller's own id.
 *
 * It is the first record of its journal and never changes. The same id with another content is a conflict.
 */
export interface Mandate {
  readonly id: MandateId;
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly subject: Subject;
  readonly intents: ReadonlyArray<Intent>;
  readonly approval: Approval;
  /** The text whose digest was approved: everything of substance, line by line. */
  readonly substance: string;
  /** Digest of the trades the settlement must consist of when an intent goes out; `none` where trades are not shown. */
  readonly trades: O.Option<string>;
}

/** The plan does not become a mandate. Nothing was sent. */
export type MandateRefused =
  /** What was approved is not this plan: it has changed in substance, or something else was approved. */
  | { readonly _tag: 'ApprovalDiffers'; readonly approved: string; readonly planned: string }
  /** Two of its instructions would change the same thing. */
  | { readonly _tag: 'InstructionsOverlap'; readonly name: string }
  /** The caller's id is too long to number the intents under it. */
  | { readonly _tag: 'MandateIdTooLong' }
  | LimitExceeded;

/** What a plan is turned into a mandate with. */
export interface Issue {
  readonly id: MandateId;
  readonly plan: Plan;
  readonly approval: Approval;
  readonly limits: Limits;
  /** What is committed already within the last day. */
  readonly committed: ReadonlyArray<Commitment>;
}

/**
 * Turns an approved plan into a mandate. Pure; nothing is sent.
 *
 * Errors: every tag of `MandateRefused`; nothing moved.
 */
export const issue =
  (rules: VenueRules) =>
  ({ id, plan, approval, limits, committed }: Issue): E.Either<MandateRefused, Mandate> => {
    if (approval.digest !== plan.digest)
      return E.left({ _tag: 'ApprovalDiffers', approved: approval.digest, planned: plan.digest });
    const overlap = repeated(plan.instructions.map((one) => rules.exclusion(one).name));
    if (O.isSome(overlap)) return E.left({ _tag: 'InstructionsOverlap', name: overlap.value });
    const limit = exceeded(limits, plan.instructions, committed);
    if (O.isSome(limit)) return E.left(limit.value);
    const intents: Array<Intent> = [];
    for (const [at, instruction] of plan.instructions.entries()) {
      const numbered = intentId(`${id}/${at + 1}`);
      if (E.isLeft(numbered)) return E.left({ _tag: 'MandateIdTooLong' });
      intents.push({ id: numbered.right, instruction });
    }
    const { venue, account, subject, substance, trades } = plan;
    return E.right({ id, venue, account, subject, intents, approval, substance, trades });
  };

const repeated = (names: ReadonlyArray<string>): O.Option<string> => {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return O.some(name);
    seen.add(name);
  }
  return O.none;
};
