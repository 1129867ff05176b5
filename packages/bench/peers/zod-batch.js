// @ts-check
import { Decimal } from 'decimal.js';
import { z } from 'zod';

const amountText = z.string().regex(/^(?:0|[1-9]\d*)(?:\.\d+)?$/);

/** @param {z.ZodType} amount */
const resultOf = (amount) =>
  z.object({
    batch: z.object({
      id: z.string(),
      attributes: z.object({
        status: z.string(),
        confirmed: z.boolean(),
        created_at: z.int(),
        updated_at: z.int().nullish(),
        trade_count: z.int(),
        asset_kind: z.string(),
      }),
      legs: z.array(
        z.object({
          status: z.string(),
          asset: z.string(),
          amount,
          direction: z.string(),
          can_settle: z.boolean(),
          settled_at: z.int().nullish(),
          latest_spot_transfer: z.record(z.string(), z.unknown()).nullish(),
        }),
      ),
      trade_ids: z.array(z.string()).nullish(),
    }),
  });

const texts = resultOf(amountText);
const decimals = resultOf(amountText.transform((text) => new Decimal(text)));

/** @param {unknown} input */
export const decodeTexts = (input) => texts.safeParse(input).data;

/** @param {unknown} input */
export const decodeDecimals = (input) => decimals.safeParse(input).data;
