import { describe, expect, test } from '@jest/globals';
import { dark, light } from '../src/html/palette.js';

/** How bright a colour is, by WCAG 2.2. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s palette', (_, palette) => {
  test('every colour of text has a contrast of at least 4.5 to both grounds', () => {
    const { page, card, ink, quiet, good, warn, bad, info } = palette;
    for (const ground of [page, card])
      for (const text of [ink, quiet, good, warn, bad, info])
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

test('the measure itself: black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
