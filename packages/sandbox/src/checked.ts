/** A value that passed its checks, or a sentence that says why it did not. */
export type Checked<A> = { readonly ok: true; readonly value: A } | Bad;

/** The refused half of {@link Checked}; `why` is for people and holds no secret. */
export interface Bad {
  readonly ok: false;
  readonly why: string;
}

/** Wraps a value that passed. */
export const good = <A>(value: A): Checked<A> => ({ ok: true, value });

/** Wraps the reason of a refusal. */
export const bad = (why: string): Bad => ({ ok: false, why });
