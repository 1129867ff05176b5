import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';

/** Running totals of quantities, many at once and exact. */
export interface ColumnSums {
  /** Begins a total, at nothing. */
  readonly open: () => number;
  readonly add: (slot: number, quantity: Quantity.Quantity) => void;
  readonly total: (slot: number) => Quantity.Quantity;
}

const wholeDigits = 40;
const width = 80;
const ZERO = 48;

/**
 * Adds as on paper: each digit goes into the column of its place, and what is carried is carried at the end.
 *
 * A hot path in plain code: nothing is made for a quantity, and no number ever holds more than one column's digits. Totals
 * beyond the first `columnsMax`, and quantities too wide for the columns, are added as big integers instead.
 */
export const columnSums = (columnsMax = 4096, addsMax = 2 ** 28): ColumnSums => {
  // Between two carries a column holds at most 9 * 2^28, which is less than 2^32.
  let columns = new Uint32Array(width * 64);
  let slots = 0;
  let adds = 0;
  const wholes = new Map<number, { integer: bigint; digits: number }>();

  const addWhole = (slot: number, integer: bigint, digits: number): void => {
    if (integer === 0n) return;
    const whole = wholes.get(slot);
    if (whole === undefined) wholes.set(slot, { integer, digits });
    else if (digits <= whole.digits) whole.integer += integer * 10n ** BigInt(whole.digits - digits);
    else {
      whole.integer = whole.integer * 10n ** BigInt(digits - whole.digits) + integer;
      whole.digits = digits;
    }
  };
  const carry = (slot: number): void => {
    if (slot >= columnsMax) return;
    const own = columns.subarray(slot * width, (slot + 1) * width);
    let integer = 0n;
    for (const column of own) integer = integer * 10n + BigInt(column);
    own.fill(0);
    addWhole(slot, integer, width - wholeDigits);
  };

  return {
    open: () => {
      slots += 1;
      if (slots <= columnsMax && slots * width > columns.length) {
        const wider = new Uint32Array(columns.length * 2);
        wider.set(columns);
        columns = wider;
      }
      return slots - 1;
    },
    add: (slot, quantity) => {
      const length = quantity.length;
      const dot = quantity.indexOf('.');
      const point = dot === -1 ? length : dot;
      if (slot >= columnsMax || point > wholeDigits || length - point > width - wholeDigits) {
        const digits = Quantity.fractionDigits(quantity);
        addWhole(slot, O.getOrElse(() => 0n)(Quantity.toInteger(quantity, digits)), digits);
        return;
      }
      adds += 1;
      if (adds % addsMax === 0) for (let one = 0; one < slots; one += 1) carry(one);
      let column = slot * width + wholeDigits - point;
      for (let at = 0; at < length; at += 1) {
        if (at === point) continue;
        columns[column] = (columns[column] ?? 0) + quantity.charCodeAt(at) - ZERO;
        column += 1;
      }
    },
    total: (slot) => {
      carry(slot);
      const { integer, digits } = wholes.get(slot) ?? { integer: 0n, digits: 0 };
      return O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(integer, digits));
    },
  };
};
