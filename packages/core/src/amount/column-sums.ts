import { type Brand, checked } from '../noun/brand.js';
import { pointLeft, pointRight } from './decimal-point.js';

/** Running totals of quantities, many at once and exact. */
export interface ColumnSums {
  /** Begins a total, at nothing. */
  readonly open: () => number;
  /** Adds to a total. */
  readonly add: (slot: number, quantity: Brand<'Quantity'>) => void;
  /** What a total comes to by now. */
  readonly total: (slot: number) => Brand<'Quantity'>;
}

/**
 * Adds as on paper, nine digits to a column: each goes into the column of its place, and what is carried is carried at the
 * end.
 *
 * A hot path in plain code: nothing is made for a quantity, and no number ever holds more than one column's digits, as an
 * integer below 2^53. Totals beyond the first `columnsMax`, and quantities too wide for the columns, are added as big
 * integers instead.
 */
export const columnSums = (columnsMax = 4096, addsMax = 2 ** 22): ColumnSums => {
  const table: Table = {
    columnsMax,
    addsMax,
    columns: new Float64Array(width),
    slots: 0,
    adds: 0,
    wholes: new Map(),
  };
  return {
    open: () => open(table),
    add: (slot, quantity) => add(table, slot, quantity),
    total: (slot) => total(table, slot),
  };
};

const columnDigits = 9;
const columnBase = 1_000_000_000n;
/** Columns before the point, and as many after it: 45 digits each. */
const half = 5;
const halfDigits = half * columnDigits;
const width = 2 * half;

/** Between two carries, a column holds less than 10^9 times `addsMax`: as usual, less than 2^53. */
interface Table {
  readonly columnsMax: number;
  readonly addsMax: number;
  columns: Float64Array;
  slots: number;
  adds: number;
  /** What was carried or too wide: an integer of 10^-`digits` for a slot. */
  readonly wholes: Map<number, { integer: bigint; digits: number }>;
}

const open = (table: Table): number => {
  table.slots += 1;
  const { slots, columns, columnsMax } = table;
  if (slots <= columnsMax && slots * width > columns.length) {
    table.columns = new Float64Array(columns.length * 2);
    table.columns.set(columns);
  }
  return slots - 1;
};

const add = (table: Table, slot: number, quantity: Brand<'Quantity'>): void => {
  const dot = quantity.indexOf('.');
  const point = dot === -1 ? quantity.length : dot;
  const digits = dot === -1 ? 0 : quantity.length - dot - 1;
  if (slot >= table.columnsMax || point > halfDigits || digits > halfDigits)
    return addWhole(table, slot, BigInt(pointRight(quantity, digits) ?? '0'), digits);
  table.adds += 1;
  if (table.adds % table.addsMax === 0) for (let one = 0; one < table.slots; one += 1) carry(table, one);
  return addDigits(table.columns, slot * width + half, quantity, point);
};

const addDigits = (columns: Float64Array, middle: number, text: string, point: number): void => {
  const length = text.length;
  let column = middle;
  for (let end = point; end > 0; end -= columnDigits) {
    column -= 1;
    const from = end > columnDigits ? end - columnDigits : 0;
    columns[column] = (columns[column] ?? 0) + digitsIn(text, from, end);
  }
  column = middle;
  for (let at = point + 1; at < length; at += columnDigits) {
    const to = at + columnDigits < length ? at + columnDigits : length;
    columns[column] = (columns[column] ?? 0) + digitsIn(text, at, to) * (tens[at + columnDigits - to] ?? 1);
    column += 1;
  }
};

const ZERO = 48;
const tens = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/** The integer that at most nine digits of a text are. */
const digitsIn = (text: string, from: number, to: number): number => {
  let integer = 0;
  for (let at = from; at < to; at += 1) integer = integer * 10 + text.charCodeAt(at) - ZERO;
  return integer;
};

const addWhole = ({ wholes }: Table, slot: number, integer: bigint, digits: number): void => {
  if (integer === 0n) return;
  const whole = wholes.get(slot);
  if (whole === undefined) wholes.set(slot, { integer, digits });
  else if (digits <= whole.digits) whole.integer += integer * 10n ** BigInt(whole.digits - digits);
  else {
    whole.integer = whole.integer * 10n ** BigInt(digits - whole.digits) + integer;
    whole.digits = digits;
  }
};

const carry = (table: Table, slot: number): void => {
  if (slot >= table.columnsMax) return;
  const own = table.columns.subarray(slot * width, (slot + 1) * width);
  let used = half;
  for (let at = half; at < width; at += 1) if (own[at] !== 0) used = at + 1;
  let integer = 0n;
  for (let at = 0; at < used; at += 1) integer = integer * columnBase + BigInt(own[at] ?? 0);
  own.fill(0);
  addWhole(table, slot, integer, (used - half) * columnDigits);
};

const total = (table: Table, slot: number): Brand<'Quantity'> => {
  carry(table, slot);
  const { integer, digits } = table.wholes.get(slot) ?? { integer: 0n, digits: 0 };
  return checked(pointLeft(integer.toString(), digits));
};
