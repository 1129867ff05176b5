import { describe, expect, test } from '@jest/globals';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { readArguments } from '../src/arguments.js';
import { nearest } from '../src/nearest.js';

describe('the arguments', () => {
  test('are read wherever they stand', () => {
    const words = ['--journal', 'f', 'resolve', '--yes', 'M', '--by=ann', '--why', 'it is so', '--void'];
    const read = right(readArguments(words));
    expect([read.command, read.word]).toEqual(['resolve', 'M']);
    expect(Object.fromEntries(read.given)).toEqual({
      journal: 'f',
      yes: '',
      by: 'ann',
      why: 'it is so',
      void: '',
    });
  });

  test('may have a value that begins with a dash, if it is said clearly', () => {
    expect(right(readArguments(['pause', '--lane=-1'])).given.get('lane')).toBe('-1');
  });

  test.each([
    [['status', '--help'], 'help', 'status'],
    [['--help'], 'help', ''],
    [['--version'], 'help', ''],
    [['help', 'show'], 'help', 'show'],
  ])('ask for help: %j', (words, command, word) => {
    expect(right(readArguments(words))).toMatchObject({ command, word });
  });

  test.each([
    [[], 'Say what is to be done.', 'See legwork help; most often it is legwork status.'],
    [['statsu'], 'There is no command statsu.', 'Did you mean legwork status?'],
    [['zzzzzz'], 'There is no command zzzzzz.', 'See legwork help.'],
    [['a\u001B[31mb\n'], 'There is no command a?[31mb?.', 'See legwork help.'],
    [['x'.repeat(99)], `There is no command ${'x'.repeat(40)}....`, 'See legwork help.'],
    [['status', '--jsn'], 'There is no option --jsn.', 'Did you mean --json?'],
    [['status', '-j'], 'There is no option -j.', 'See legwork help.'],
    [['status', '--quux'], 'There is no option --quux.', 'See legwork help.'],
    [['status', '--json=yes'], 'The option --json takes no value.', 'See legwork help.'],
    [['status', '--journal'], 'The option --journal needs a value: --journal FILE.', 'See legwork help.'],
    [['status', '--journal='], 'The option --journal needs a value: --journal FILE.', 'See legwork help.'],
    [
      ['pause', '--by', '--why', 'x'],
      'The option --by needs a value: --by NAME.',
      'A value that begins with a dash is written --by=VALUE.',
    ],
    [['status', '--json', '--json'], 'The option --json is given twice.', 'See legwork help.'],
    [['pause', '--by', 'a', '--by', 'b'], 'The option --by is given twice.', 'See legwork help.'],
    [['status', 'M'], 'The word M is too many.', 'See legwork help status.'],
    [['show', 'M', 'N'], 'The word N is too many.', 'See legwork help show.'],
    [['show'], 'Say which mandate: legwork show ID.', 'See legwork help.'],
    [['show', 'M', '--yes'], 'The command show has no option --yes.', 'See legwork help show.'],
    [
      ['pause', '--why', 'x'.repeat(4_001)],
      'The value of --why has more than 4000 characters.',
      'See legwork help.',
    ],
    [['status', '--__proto__'], 'There is no option --__proto__.', 'See legwork help.'],
    [['status', '--toString'], 'There is no option --toString.', 'See legwork help.'],
  ])('are refused with a sentence: %j', (words, what, todo) => {
    expect(left(readArguments(words))).toMatchObject({ code: 1, tag: 'Usage', what, todo });
  });

  test('never throw, whatever is typed', () => {
    const odd = ['--', '-', '---', '--=', '-=x', '\u0000', '', ' ', '--json--', '--by=', '--no-json', '-vv'];
    for (const one of odd)
      for (const other of odd) {
        const read = readArguments([one, 'status', other]);
        expect(E.isLeft(read) || read.right.command === 'status').toBe(true);
      }
  });
});

describe('the nearest word', () => {
  test.each([
    ['resum', 'resume'],
    ['shwo', 'show'],
    ['verfy', 'verify'],
    ['', undefined],
    ['migrations-of-everything', undefined],
  ])('of %s is %s', (wrong, known) => {
    expect(nearest(wrong, ['show', 'resume', 'verify', 'migrate'])).toBe(known);
  });
});
