import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as JsonText from '../src/json-text.js';

describe('strict JSON', () => {
  it('reads whole numbers exactly, whatever their size', () => {
    expect(JsonText.parse('{"nonce":1616492376594123456}')).toEqual({
      ok: true,
      value: { nonce: 1616492376594123456n },
    });
    expect(JsonText.parse('[-9223372036854775808, 9223372036854775807]')).toEqual({
      ok: true,
      value: [-9223372036854775808n, 9223372036854775807n],
    });
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    '{"a":1 "b":2}',
    '{"a":1}{"a":1}',
    "{'a':1}",
    '{a:1}',
    '01',
    '1.0',
    '1e3',
    '+1',
    '-',
    '- 1',
    'NaN',
    'truefalse',
    '"\u0001"',
    '"\\x"',
    '"\\ud800"',
    '"open',
    '{"nonce":1,"nonce":2}',
    '{"a":1,"\\u0061":2}',
    `${'['.repeat(40)}${']'.repeat(40)}`,
    '1'.repeat(30),
  ])('refuses %j', (text) => {
    expect(JsonText.parse(text).ok).toBe(false);
  });

  it('refuses bytes that are not UTF-8, and a byte order mark', () => {
    expect(JsonText.parseBytes(Buffer.from([0x22, 0xff, 0x22]))).toEqual({
      ok: false,
      why: 'the body is not UTF-8',
    });
    expect(JsonText.parseBytes(Buffer.from('\uFEFF1')).ok).toBe(false);
  });

  it('takes a key named __proto__ for a key', () => {
    const parsed = JsonText.parse('{"__proto__":{"polluted":true}}');
    expect(parsed.ok && JsonText.isObject(parsed.value) && Object.keys(parsed.value)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });

  it('agrees with JSON.parse on everything but numbers', () => {
    const value = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }).map((json) => replaceNumbers(json));
    fc.assert(
      fc.property(value, fc.constantFrom(0, 1, 2), (json, space) => {
        const parsed = JsonText.parse(JSON.stringify(json, null, space));
        expect(parsed.ok && JSON.parse(JsonText.stringify(parsed.value))).toEqual(
          JSON.parse(JSON.stringify(json)),
        );
      }),
    );
  });
});

const replaceNumbers = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json, (_key, held: unknown) => (typeof held === 'number' ? 'number' : held)));
