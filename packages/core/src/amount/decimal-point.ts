const ZERO = 48;
const zeros64 = '0'.repeat(64);

const zeros = (count: number): string => (count <= 64 ? zeros64.slice(0, count) : '0'.repeat(count));

/**
 * Moves the point of a shortest plain decimal to the right: its text as an integer of 10^-`digits`, or `undefined` where
 * digits would be left behind the point.
 *
 * A hot path in plain code: what was written is cut and joined, and nothing is calculated.
 */
export const pointRight = (decimal: string, digits: number): string | undefined => {
  const point = decimal.indexOf('.');
  if (point === -1) return decimal === '0' ? decimal : decimal + zeros(digits);
  const missing = digits - (decimal.length - point - 1);
  if (missing < 0) return undefined;
  let first = point + 1;
  if (decimal.charCodeAt(0) !== ZERO) return decimal.slice(0, point) + decimal.slice(first) + zeros(missing);
  // In a shortest decimal below one, some digit after the point is not zero.
  while (decimal.charCodeAt(first) === ZERO) first += 1;
  return decimal.slice(first) + zeros(missing);
};

/**
 * Moves the point of an integer without a leading zero to the left: the shortest plain decimal of it times 10^-`digits`.
 *
 * A hot path like `pointRight`, which undoes it.
 */
export const pointLeft = (integer: string, digits: number): string => {
  if (integer === '0') return integer;
  const point = integer.length - digits;
  let end = integer.length;
  while (end > point && integer.charCodeAt(end - 1) === ZERO) end -= 1;
  if (point <= 0) return `0.${zeros(-point)}${integer.slice(0, end)}`;
  return end === point ? integer.slice(0, point) : `${integer.slice(0, point)}.${integer.slice(point, end)}`;
};
