// @ts-check
import { Ajv } from 'ajv';

const text = { type: 'string' };
const whole = { type: 'integer' };
const wholeOrNull = { type: ['integer', 'null'] };

const result = {
  type: 'object',
  required: ['batch'],
  properties: {
    batch: {
      type: 'object',
      required: ['id', 'attributes', 'legs'],
      properties: {
        id: text,
        attributes: {
          type: 'object',
          required: ['status', 'confirmed', 'created_at', 'trade_count', 'asset_kind'],
          properties: {
            status: text,
            confirmed: { type: 'boolean' },
            created_at: whole,
            updated_at: wholeOrNull,
            trade_count: whole,
            asset_kind: text,
          },
        },
        legs: {
          type: 'array',
          items: {
            type: 'object',
            required: ['status', 'asset', 'amount', 'direction', 'can_settle'],
            properties: {
              status: text,
              asset: text,
              amount: { type: 'string', pattern: '^(?:0|[1-9]\\d*)(?:\\.\\d+)?$' },
              direction: text,
              can_settle: { type: 'boolean' },
              settled_at: wholeOrNull,
              latest_spot_transfer: { type: ['object', 'null'] },
            },
          },
        },
        trade_ids: { type: ['array', 'null'], items: text },
      },
    },
  },
};

const validate = new Ajv({ strict: false }).compile(result);

/**
 * Checks and changes nothing: the input comes back.
 * @param {unknown} input
 */
export const decodeTexts = (input) => (validate(input) ? input : undefined);
