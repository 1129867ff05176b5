import type * as O from 'fp-ts/lib/Option.js';

/**
 * What every failure at a venue tells: what happened, what it means for the money, and what to do. Each is one or more whole
 * sentences, from a capital letter to a full stop, with no secret in any.
 */
export interface Account {
  readonly what: string;
  readonly money: string;
  readonly todo: string;
  /** The venue's own code, where it gave one of a known form. */
  readonly code: O.Option<string>;
  /** The venue's or the transport's id of the request, for their support. */
  readonly requestId: O.Option<string>;
}

/** Nothing moved and nothing will: the venue surely refused. The same intent must not go again. */
export interface Refused extends Account {
  readonly _tag: 'Refused';
}

/** Nothing moved: the request never left, or was surely not taken. The same intent may go again. */
export interface NotAccepted extends Account {
  readonly _tag: 'NotAccepted';
  /** Whether any byte of it left this machine. */
  readonly left: boolean;
}

/** It may have moved: only reads are allowed until that is resolved. */
export interface OutcomeUnknown extends Account {
  readonly _tag: 'OutcomeUnknown';
}

/** How sending an attempt can fail, sorted by what is known about the money. */
export type SendError = Refused | NotAccepted | OutcomeUnknown;
