import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../src/arguments.js';

describe('The command line', () => {
  test.each([
    [[], { quick: false, json: false, write: true, only: '' }],
    [['--quick'], { quick: true, json: false, write: false, only: '' }],
    [['--quick', '--write', '--json'], { quick: true, json: true, write: true, only: '' }],
    [['--only', 'net', '--write'], { quick: false, json: false, write: false, only: 'net' }],
  ])('%j', (words, request) => {
    expect(readArguments(words)).toEqual(request);
  });

  test('a word that nobody knows is refused', () => {
    expect(readArguments(['--fast'])).toBe('There is no --fast.');
  });
});
