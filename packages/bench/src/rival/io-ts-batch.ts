import { Decimal } from 'decimal.js';
import * as t from 'io-ts';

// How io-ts is ordinarily written: required and optional fields apart, both exact, each amount checked by one expression.

const form = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

const isAmount = (input: unknown): input is string => typeof input === 'string' && form.test(input);

/** An amount that stays the text it is. */
export const AmountText: t.Type<string> = new t.Type(
  'AmountText',
  isAmount,
  (input, context) => (isAmount(input) ? t.success(input) : t.failure(input, context)),
  t.identity,
);

/** An amount that becomes a decimal.js value. */
export const AmountDecimal: t.Type<Decimal, string> = new t.Type(
  'AmountDecimal',
  (input): input is Decimal => input instanceof Decimal,
  (input, context) => (isAmount(input) ? t.success(new Decimal(input)) : t.failure(input, context)),
  (decimal) => decimal.toFixed(),
);

/** What the venue answers about one batch, with amounts of a kind. */
export interface BatchResult<Amount> {
  readonly batch: {
    readonly legs: ReadonlyArray<{
      readonly asset: string;
      readonly amount: Amount;
      readonly direction: string;
    }>;
    readonly trade_ids?: ReadonlyArray<string> | null;
  };
}

/** The codec of the whole answer, with amounts of a kind. */
export const batchResult = <Amount>(
  amount: t.Type<Amount, string>,
): t.Decoder<unknown, BatchResult<Amount>> => {
  const leg = t.exact(
    t.intersection([
      t.type({
        status: t.string,
        asset: t.string,
        amount,
        direction: t.string,
        can_settle: t.boolean,
      }),
      t.partial({
        settled_at: t.union([t.Int, t.null]),
        latest_spot_transfer: t.union([t.UnknownRecord, t.null]),
      }),
    ]),
  );
  const attributes = t.exact(
    t.intersection([
      t.type({
        status: t.string,
        confirmed: t.boolean,
        created_at: t.Int,
        trade_count: t.Int,
        asset_kind: t.string,
      }),
      t.partial({ updated_at: t.union([t.Int, t.null]) }),
    ]),
  );
  const batch = t.exact(
    t.intersection([
      t.type({ id: t.string, attributes, legs: t.readonlyArray(leg) }),
      t.partial({ trade_ids: t.union([t.readonlyArray(t.string), t.null]) }),
    ]),
  );
  return t.exact(t.type({ batch }));
};
