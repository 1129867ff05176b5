/** A promise that was broken, found in the venues' own books or in the journal. */
export interface Violation {
  readonly rule:
    /** Something moved or was created twice, or more than was approved (M1, M9). */
    | 'Double'
    /** It is said to be done, and is not. */
    | 'FalseDone'
    /** It is said to be not done, or was taken back, and it moved (M5). */
    | 'LateEffect'
    /** Something happened that nobody was asked for, or a job is gone. */
    | 'Lost'
    /** Something else was signed than was approved (S1). */
    | 'SignedOther'
    /** A nonce was refused (X1). */
    | 'NonceRefused'
    /** One id was taken twice, or for two things. */
    | 'IdTakenTwice'
    /** A job did not end, and nobody can say why (L1). */
    | 'NotLive'
    /** The journal does not stand up to its own checks (D4). */
    | 'JournalBroken'
    /** A worker ended in a way of its own. */
    | 'Crashed';
  readonly what: string;
}
