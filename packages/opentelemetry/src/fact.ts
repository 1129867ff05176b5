import type { Attributes } from '@opentelemetry/api';

/**
 * Everything that a span or an event of ours may carry, and nothing else: ids, words of closed lists, counts.
 *
 * There is no amount, account, sentence, request, reply, header or key among it, because traces go where journals do not. The
 * mandate's id finds all of that in the journal.
 */
export const factNames = [
  /** The caller's own id of the business. */
  'legwork.mandate',
  'legwork.venue',
  /** The venue's id of the settlement; absent while it is still to be created. */
  'legwork.settlement',
  'legwork.intent',
  /** 1 for the first attempt of the intent. */
  'legwork.attempt',
  /** The tag of the instruction. */
  'legwork.instruction',
  /** The tag of what the sending, the reading or the intent came to. */
  'legwork.outcome',
  /** What is known of the money: a word of `Money`. */
  'legwork.money',
  /** Why a run was over. */
  'legwork.because',
  /** The attempt was sent by an earlier run, or may have been. */
  'legwork.resumed',
  /** How many readings a run took. */
  'legwork.reads',
  /** How many steps of a run have no span of their own, because it had too many. */
  'legwork.unrecorded',
] as const;

/** The name of something that a span may carry. */
export type FactName = (typeof factNames)[number];

/** What a span carries. */
export type Facts = { readonly [name in FactName]?: string | number | boolean };

/** The facts as attributes: what is not on the list is left out, whatever the types were told. */
export const attributesOf = (facts: Facts): Attributes => {
  const attributes: Attributes = {};
  for (const name of factNames) {
    const value = facts[name];
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
};
