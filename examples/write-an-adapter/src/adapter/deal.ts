import { Quantity, accountId, legId, settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** A text that a reader of core takes; a JS number is none. */
const textOf = <A extends string>(read: (text: string) => E.Either<unknown, A>): t.Type<A> => {
  const validate: t.Validate<unknown, A> = (input, context) =>
    E.orElse(() => t.failure<A>(input, context))(read(typeof input === 'string' ? input : ''));
  return new t.Type('Text', (input): input is A => E.isRight(validate(input, [])), validate, t.identity);
};

const Side = t.type({ leg: textOf(legId), asset: t.string, amount: textOf(Quantity.parse) });

/** A deal as one side of it is shown it. Words that may become more are texts; fields that may be added stay in it. */
export const Deal = t.type({
  id: textOf(settlementId),
  state: t.string,
  proposedAt: t.Int,
  affirmBy: t.Int,
  counterparty: textOf(accountId),
  give: Side,
  take: Side,
  /** What we affirmed it under. */
  reference: t.union([t.string, t.null]),
  counterpartyAffirmed: t.boolean,
});
export type Deal = t.TypeOf<typeof Deal>;

/** The answers to a read, to an affirmation that was taken, and to a call that was not; what tells our affirmation from others. */
export const Shown = t.type({ deals: t.readonlyArray(Deal) });
export const Taken = t.type({ deal: Deal });
export const Complaint = t.type({ error: t.type({ code: t.string }) });
export const Affirmation = t.type({ reference: t.string });

/** Reads a text as JSON of one shape. Errors: where it is another, without what stands there. */
export const readJson = <A>(codec: t.Decoder<unknown, A>, text: string): E.Either<string, A> => {
  const json = E.tryCatch((): unknown => JSON.parse(text), E.toError);
  if (E.isLeft(json)) return E.left('the reply is not JSON');
  const where = ([first]: t.Errors): string => first?.context.map(({ key }) => key).join('/') ?? '';
  return E.mapLeft((errors: t.Errors) => `the reply is wrong at ${where(errors)}`)(codec.decode(json.right));
};
