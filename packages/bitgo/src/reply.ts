import type { Instruction, Receipt, SendError } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Answer, asWrite } from './answer.js';
import type { Reading } from './codec/decode-failure.js';
import type { AffirmationShown, SettlementShown } from './codec/shown.js';
import type { BitgoTerms } from './config.js';
import type { VerifiedText } from './payload/verify.js';
import { receiptOfAffirm, receiptOfCreate, receiptOfEnding } from './receipt.js';

/** What the answer to a creation means. Errors: as `SettlementVenue.send`. */
export const created =
  (
    terms: BitgoTerms,
    asked: Instruction.CreateSettlement,
    sent: VerifiedText,
    read: Reading<SettlementShown>,
  ) =>
  (answer: Answer): E.Either<SendError, Receipt> =>
    E.map((shown: SettlementShown) => receiptOfCreate(terms, asked, sent, shown))(asWrite(read)(answer));

/** What the answer to an affirmation means. Errors: as `SettlementVenue.send`. */
export const affirmed =
  (
    terms: BitgoTerms,
    asked: Instruction.Affirm,
    id: string,
    sent: VerifiedText,
    read: Reading<AffirmationShown>,
  ) =>
  (answer: Answer): E.Either<SendError, Receipt> =>
    E.map((shown: AffirmationShown) => receiptOfAffirm(terms, asked, id, sent, shown))(asWrite(read)(answer));

/** What the answer to a refusal or a cancellation means. Errors: as `SettlementVenue.send`. */
export const ended =
  (
    terms: BitgoTerms,
    asked: Instruction.Reject | Instruction.Cancel,
    id: string,
    read: Reading<AffirmationShown>,
  ) =>
  (answer: Answer): E.Either<SendError, Receipt> =>
    E.map((shown: AffirmationShown) => receiptOfEnding(terms, asked, id, shown))(asWrite(read)(answer));
