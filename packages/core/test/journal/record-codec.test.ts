import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import * as RecordCodec from '../../src/journal/record-codec.js';
import { right } from '../fixture/must.js';
import { records } from '../fixture/record.js';

const cases = Object.entries(records);
const anyRecord = fc.oneof(...Object.values(records));
const fieldsOf = (line: string) => right(t.record(t.string, t.unknown).decode(JSON.parse(line)));
const refused = (why: RecordCodec.UnreadableRecord['why'], path: string) =>
  E.left({ _tag: 'UnreadableRecord', why, path });

describe.each(cases)('%s', (_, record) => {
  test('comes back as it went, in one line (D5)', () => {
    fc.assert(
      fc.property(record, (one) => {
        const line = RecordCodec.encode(one);
        expect(line).not.toContain('\n');
        expect(RecordCodec.decode(line)).toEqual(E.right(one));
      }),
    );
  });

  test('is refused without any one of its fields, or with one of another kind (D4)', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(null, true, [], {}, -0.5), (one, odd) => {
        const fields = fieldsOf(RecordCodec.encode(one));
        for (const name of Object.keys(fields)) {
          const { [name]: _gone, ...rest } = fields;
          expect(E.isLeft(RecordCodec.decode(JSON.stringify(rest)))).toBe(true);
          expect(E.isLeft(RecordCodec.decode(JSON.stringify({ ...fields, [name]: odd })))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('is refused when it is cut short anywhere', () => {
    fc.assert(
      fc.property(record, fc.double({ min: 0, max: 0.999, noNaN: true }), (one, share) => {
        const line = RecordCodec.encode(one);
        const cut = line.slice(0, Math.floor(line.length * share));
        expect(RecordCodec.decode(cut)).toStrictEqual(refused('NotJson', ''));
      }),
    );
  });
});

describe('a line is refused', () => {
  test.each([3, 4, 0, -1, 1.5, 9_007_199_254_740_991])('of version %d (P6)', (v) => {
    fc.assert(
      fc.property(anyRecord, (one) => {
        const line = JSON.stringify({ ...fieldsOf(RecordCodec.encode(one)), v });
        expect(RecordCodec.decode(line)).toStrictEqual(refused('NewerVersion', 'v'));
      }),
      { numRuns: 10 },
    );
  });

  test.each(['null', '1', '"text"', '[]', '{}', '{"v":"1"}', '{"v":null}'])('that is %s', (line) => {
    expect(RecordCodec.decode(line)).toStrictEqual(refused('WrongShape', 'v'));
  });

  test.each(['', 'x', '{', '{"v":1}}', '\u0000'])('that is not JSON: %j', (line) => {
    expect(RecordCodec.decode(line)).toStrictEqual(refused('NotJson', ''));
  });

  test.each(['intentEnded', 'Ended', '', '__proto__', 'constructor'])('of the unknown tag %j', (_tag) => {
    const line = JSON.stringify({ v: 1, _tag, atMs: 1, intent: 'a' });
    expect(E.isLeft(RecordCodec.decode(line))).toBe(true);
  });
});

const armed = {
  v: 1,
  _tag: 'AttemptArmed',
  atMs: 1,
  intent: 'M/1',
  attempt: 1,
  order: '7',
  body: 'b',
  before: '',
  lane: 'l',
  reading: '6',
  fence: '8',
  exclusion: { name: 'n', once: true },
};
const ended = { v: 1, _tag: 'IntentEnded', atMs: 1, intent: 'M/1' };

describe('a damaged field is refused, and the error names its path and not its value (D4, K1)', () => {
  test.each<[string, object]>([
    ['order', { ...armed, order: 'hunter2' }],
    ['order', { ...armed, order: '-1' }],
    ['order', { ...armed, order: '007' }],
    ['order', { ...armed, order: '1e3' }],
    ['order', { ...armed, order: 7 }],
    ['order', { ...armed, order: '1'.repeat(40) }],
    ['attempt', { ...armed, attempt: 1.5 }],
    ['attempt', { ...armed, attempt: 2 ** 53 }],
    ['intent', { ...armed, intent: 'a b' }],
    ['intent', { ...armed, intent: '' }],
    ['atMs', { ...armed, atMs: '1' }],
    ['once', { ...armed, exclusion: { name: 'n', once: 'yes' } }],
    ['residual', { ...ended, ending: { _tag: 'PartlyDone', residual: { _tag: 'Some', value: '1.50' } } }],
    ['residual', { ...ended, ending: { _tag: 'PartlyDone', residual: { _tag: 'Some', value: 1.5 } } }],
    ['residual', { ...ended, ending: { _tag: 'PartlyDone', residual: { _tag: 'Some', value: '-1' } } }],
    ['because', { ...ended, ending: { _tag: 'NotDone', because: 'Whim', why: '' } }],
  ])('%s: %j', (path, damaged) => {
    const decoded = RecordCodec.decode(JSON.stringify(damaged));
    expect(decoded).toMatchObject(E.left({ _tag: 'UnreadableRecord', why: 'WrongShape' }));
    expect(JSON.stringify(decoded)).not.toContain('hunter2');
    expect(E.isLeft(decoded) ? decoded.left.path.split('/') : []).toContain(path);
  });

  test('the undamaged twins are read', () => {
    expect(E.isRight(RecordCodec.decode(JSON.stringify(armed)))).toBe(true);
    const partly = { _tag: 'PartlyDone', residual: { _tag: 'Some', value: '1.5' } };
    expect(E.isRight(RecordCodec.decode(JSON.stringify({ ...ended, ending: partly })))).toBe(true);
  });
});
