import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, test } from '@jest/globals';
import { allShown, shows, written } from './shows.js';

describe('What a page says behind // =>', () => {
  test.each([
    [E.right('1.5'), "right('1.5')"],
    [E.left({ _tag: 'Bad', at: 1 }), "left({ _tag: 'Bad', at: 1 })"],
    [O.some(0n), 'some(0n)'],
    [O.none, 'none'],
    [[], '[]'],
    [undefined, 'undefined'],
    [{ a: [true] }, '{ a: [true] }'],
  ])('%j is written %s', (value, text) => {
    expect(written(value)).toBe(text);
    expect(() => shows(value, text)).not.toThrow();
  });

  test('another value fails, and so does one that was never come to', () => {
    expect(() => shows(E.right('1.5'), "right('1.6')")).toThrow(
      "The page says right('1.6'), and it is right('1.5')",
    );
    expect(() => shows('abc', "'ab'")).toThrow('The page says');
    expect(() => shows('a.c', "'abc'")).toThrow('The page says');
    expect(() => allShown(1)).toThrow('values were shown');
  });

  test('three dots stand for anything', () => {
    expect(() => shows('Plan of 0 settlements', "'Plan of ...'")).not.toThrow();
    expect(() => shows(E.left({ _tag: 'Bad', at: 1 }), "left({ _tag: 'Bad', ... })")).not.toThrow();
  });
});
