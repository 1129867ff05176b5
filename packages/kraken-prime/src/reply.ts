import type { Instruction, ReadFailed, Receipt, SendError, Settlement } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { type Answer, asRead, asWrite } from './answer.js';
import type { KrakenPrimeTerms } from './config.js';
import * as Create from './endpoint/create/index.js';
import * as Get from './endpoint/get/index.js';
import * as List from './endpoint/list/index.js';
import * as Settle from './endpoint/settle/index.js';
import { receiptOfCreate, receiptOfSettle } from './receipt.js';
import { toSettlement } from './translate.js';

/** What the answer to a settle call means. Errors: as `SettlementVenue.send`. */
export const settled =
  (terms: KrakenPrimeTerms, asked: Instruction.SettleLeg) =>
  (answer: Answer): E.Either<SendError, Receipt> => {
    const good = asWrite(Settle.SettleResult)(answer);
    return E.isLeft(good) ? good : E.right(receiptOfSettle(terms, asked, good.right));
  };

/** What the answer to a create call means. Errors: as `SettlementVenue.send`. */
export const created =
  (asked: Instruction.CreateSettlement) =>
  (answer: Answer): E.Either<SendError, Receipt> => {
    const good = asWrite(Create.CreateResult)(answer);
    return E.isLeft(good) ? good : E.right(receiptOfCreate(asked, good.right));
  };

/** What the answer to a question about one batch shows. Errors: `ReadFailed`; nothing moved. */
export const got =
  (terms: KrakenPrimeTerms) =>
  (answer: Answer): E.Either<ReadFailed, Settlement.Settlement> => {
    const good = asRead(Get.GetResult)(answer);
    return E.isLeft(good) ? good : E.right(toSettlement(terms)(good.right.result.batch));
  };

/** What one page of the list shows, in the venue's order. Errors: `ReadFailed`; nothing moved. */
export const listed =
  (terms: KrakenPrimeTerms) =>
  (answer: Answer): E.Either<ReadFailed, ReadonlyArray<Settlement.Settlement>> => {
    const good = asRead(List.ListResult)(answer);
    return E.isLeft(good) ? good : E.right(good.right.result.data.map(toSettlement(terms)));
  };
