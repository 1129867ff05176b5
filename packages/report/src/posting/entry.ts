/**
 * What a ledger books: so much of an asset from one account to another, as two postings of equal amount.
 *
 * `Booked`: the venue showed that it moved, and it does not take it back. `Pending`: it may have moved, or is moving; `why`
 * says what is missing. An entry keeps its id whenever it is made again: a booked one that a ledger has is not booked
 * again, and the pending ones of an export take the place of all that were pending before. Entries carry no date; a ledger dates them as it takes them.
 */
export interface Entry {
  readonly id: string;
  readonly state: 'Booked' | 'Pending';
  /**
   * `Transfer`: one movement. `Leg`: a leg of a venue that shows no transfers. `Rest`: what a leg is said to have moved, or may
   * have, and no transfer shows. `Fee`: what of a leg was a fee, moved to its own account.
   */
  readonly kind: 'Transfer' | 'Leg' | 'Rest' | 'Fee';
  /** Why it is not booked; empty: it is. */
  readonly why: string;
  /** The debit first. Debited is whoever receives, credited whoever pays. */
  readonly postings: readonly [Posting, Posting];
  readonly reference: Reference;
}

/** One side of an entry. */
export interface Posting {
  readonly id: string;
  readonly side: 'Debit' | 'Credit';
  /** Venue, role and account with colons between, such as `kraken-prime:Us:treasury`; for fees, `kraken-prime:Fees:treasury`. */
  readonly account: string;
  readonly asset: string;
  /** Exact decimal text. Units: whole units of the asset. */
  readonly quantity: string;
}

/** What an entry comes from. `null`: none of ours, or not known which. */
export interface Reference {
  readonly venue: string;
  readonly account: string;
  readonly settlement: string;
  readonly leg: string;
  readonly transfer: string | null;
  readonly mandate: string | null;
  readonly intent: string | null;
}

/** A movement that no entry is made of, as it is not known what, how much, or between whom. A person has to book it. */
export interface NotPosted {
  readonly reference: Reference;
  readonly why: string;
}

/** The side of an entry that is in a ledger account. */
export const accountName = (venue: string, role: string, account: string): string =>
  [venue, role, account].map(encodeURIComponent).join(':');

/** What an entry is made of besides its two accounts. */
export type Draft = Omit<Entry, 'postings'> & {
  readonly debit: string;
  readonly credit: string;
  readonly asset: string;
  readonly quantity: string;
};

/** An entry whose two sides are equal, as both are made of one amount. */
export const entryOf = ({ debit, credit, asset, quantity, ...rest }: Draft): Entry => ({
  ...rest,
  postings: [
    { id: `${rest.id}/debit`, side: 'Debit', account: debit, asset, quantity },
    { id: `${rest.id}/credit`, side: 'Credit', account: credit, asset, quantity },
  ],
});
