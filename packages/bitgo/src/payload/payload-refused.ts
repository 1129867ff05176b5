import * as E from 'fp-ts/lib/Either.js';

/**
 * The payload is not signed. Nothing was sent, so nothing moved; no later payload is excused by it.
 *
 * It names the place and the reason, never the value that stood there.
 */
export interface PayloadRefused {
  readonly _tag: 'PayloadRefused';
  /** Where, such as `amounts[1].sendAmount`; `payload` when it is about the whole text. */
  readonly field: string;
  readonly why: PayloadRefusal;
}

/** Why a payload is refused: it is outside the grammar, or it says something else than the intent. Append-only. */
export type PayloadRefusal = OutsideGrammar | OutsideIntent;

/**
 * The text is not one that this version understands to the last character.
 *
 * `TooLong`, `TooDeep`, `TooMany`: a limit was passed. `Whitespace`, `Escaped`, `NotPrintable`: a character that no
 * payload needs. `Unfinished`, `TrailingText`: too little or too much text. `NotText`: a number, `true`, `false`, `null`
 * or no JSON at all where a value belongs. `NotJson`: punctuation in the wrong place. `KeyRepeated`: also when the two
 * differ in case only. `KeyForbidden`: a name that leads to a prototype. `KeyUnknown`, `KeyMissing`: not the closed list.
 * `WrongShape`: a text, a list or a record where another belongs. The rest are forms of single values.
 */
export type OutsideGrammar =
  | 'TooLong'
  | 'TooDeep'
  | 'TooMany'
  | 'Whitespace'
  | 'Escaped'
  | 'NotPrintable'
  | 'Unfinished'
  | 'TrailingText'
  | 'NotText'
  | 'NotJson'
  | 'KeyRepeated'
  | 'KeyForbidden'
  | 'KeyUnknown'
  | 'KeyMissing'
  | 'WrongShape'
  | 'NotAnAmount'
  | 'NotANonce'
  | 'NotAnAccount'
  | 'NotACurrency'
  | 'UnknownVersion'
  | 'UnknownFeeType'
  | 'ExtraNotZero';

/**
 * The payload is well-formed and not what was approved.
 *
 * `ExpectationUnfit`: the expectation itself cannot be that of one settlement. `Differs`: the value is another one.
 * `EntryRepeated`, `EntryUnexpected`, `EntryMissing`: somebody sends what nobody approved, or does not send what was.
 * `GrossDiffers`: the gross amount is not the net amount and the fees. `FeeNotOurs`: a fee on somebody else's entry.
 * `FeeAboveMax`: more fees than the intent allows. `NotConserved`: what is sent is not what is received (contract M8).
 * `NoncesEqual`, `NonceSeen`: a nonce that is not new (contract S4).
 */
export type OutsideIntent =
  | 'ExpectationUnfit'
  | 'Differs'
  | 'EntryRepeated'
  | 'EntryUnexpected'
  | 'EntryMissing'
  | 'GrossDiffers'
  | 'FeeNotOurs'
  | 'FeeAboveMax'
  | 'NotConserved'
  | 'NoncesEqual'
  | 'NonceSeen';

/** A refusal, as the left side of whatever was being read. */
export const refuse = (field: string, why: PayloadRefusal): E.Either<PayloadRefused, never> =>
  E.left({ _tag: 'PayloadRefused', field, why });
