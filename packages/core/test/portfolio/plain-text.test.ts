import { describe, expect, test } from '@jest/globals';
import { columnsOf, padded, plain, wrapped } from '../../src/portfolio/plain-text.js';

const nasty = [
  '',
  'short',
  'x'.repeat(500),
  'a sentence of many words that goes on and on '.repeat(8),
  '決済'.repeat(90),
  'e\u0301'.repeat(200),
  '👩‍👩‍👧‍👦 family '.repeat(20),
  ' leading and  double  spaces ',
];

describe('texts of others', () => {
  test('cannot steer a terminal', () => {
    const said = plain('a\u001B[2Jb\u0007\r\n\u009B1mc\u202Ed\u2028e\uD800');
    expect(said).toBe('a\\u001b[2Jb\\u0007\\u000d\\u000a\\u009b1mc\\u202ed\\u2028e\\ud800');
    expect(plain('déjà 決済 👍')).toBe('déjà 決済 👍');
  });

  test.each(nasty)('are wrapped into what fits, and lose nothing (%#)', (text) => {
    for (const width of [10, 33, 80]) {
      const lines = wrapped(text, width);
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  test.each(nasty)('are filled up to a width, and never cut (%#)', (text) => {
    for (const align of ['Left', 'Right'] as const) {
      const filled = padded(text, 40, align);
      expect(columnsOf(filled)).toBe(Math.max(40, columnsOf(text)));
      expect(align === 'Left' ? filled.startsWith(text) : filled.endsWith(text)).toBe(true);
    }
  });
});
