import * as t from 'io-ts';

// How io-ts is ordinarily written, for a settlement of BitGo's: required and optional fields apart, both exact.

const form = /^(?:0|[1-9]\d*)$/;

const isWhole = (input: unknown): input is string => typeof input === 'string' && form.test(input);

/** A text of a whole number that becomes a big integer. */
const Whole: t.Type<bigint, string> = new t.Type(
  'Whole',
  (input): input is bigint => typeof input === 'bigint',
  (input, context) => (isWhole(input) ? t.success(BigInt(input)) : t.failure(input, context)),
  (integer) => integer.toString(),
);

const orNull = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null]);

const Lock = t.exact(
  t.intersection([
    t.type({ status: t.string, amount: Whole, currency: t.string }),
    t.partial({ accountId: t.string }),
  ]),
);

const Affirmation = t.exact(
  t.intersection([
    t.type({ id: t.string, status: t.string }),
    t.partial({
      partyAccountId: t.string,
      settlement: t.string,
      lock: orNull(Lock),
      payload: orNull(t.string),
      expireAt: t.string,
    }),
  ]),
);

const Trade = t.exact(
  t.intersection([
    t.type({
      baseAccountId: t.string,
      quoteAccountId: t.string,
      status: t.string,
      baseAmount: Whole,
      quoteAmount: Whole,
      baseCurrency: t.string,
      quoteCurrency: t.string,
    }),
    t.partial({ externalId: t.string }),
  ]),
);

/** The codec of a settlement. */
export const Settlement = t.exact(
  t.intersection([
    t.type({ id: t.string, status: t.string }),
    t.partial({
      requesterAccountId: t.string,
      type: t.string,
      affirmations: orNull(t.readonlyArray(Affirmation)),
      trades: orNull(t.readonlyArray(Trade)),
      createdAt: t.string,
      expireAt: t.string,
    }),
  ]),
);
