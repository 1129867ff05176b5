import { expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { makeControl } from '../../src/program/control.js';

const withdraw = { _tag: 'Withdraw', by: 'ann', why: 'a mistake' } as const;
const halt = { _tag: 'Halt', by: 'bob', why: 'a doubt' } as const;

test('what was told is pending until it is taken, and is taken once', () => {
  const control = makeControl();
  expect(control.take()).toStrictEqual(O.none);
  control.tell(withdraw);
  expect(control.pending()).toStrictEqual(O.some(withdraw));
  expect(control.take()).toStrictEqual(O.some(withdraw));
  expect(control.pending()).toStrictEqual(O.none);
  expect(control.take()).toStrictEqual(O.none);
});

test('a halt replaces a withdrawal, and nothing replaces a halt (L2)', () => {
  const control = makeControl();
  control.tell(withdraw);
  control.tell(halt);
  control.tell(withdraw);
  expect(control.take()).toStrictEqual(O.some(halt));
});

test('the latest listener is called for everything that is told', () => {
  const control = makeControl();
  const calls: Array<string> = [];
  control.listen(() => calls.push('first'));
  control.tell(withdraw);
  control.listen(() => calls.push('second'));
  control.tell(halt);
  control.tell(halt);
  expect(calls).toStrictEqual(['first', 'second', 'second']);
});
