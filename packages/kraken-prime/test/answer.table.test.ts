import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { asRead, asWrite, nonceSeen, readAnswer } from '../src/answer.js';
import { Get } from '../src/index.js';
import { wireBatch } from './fixture/wire-batch.js';

const errors = {
  empty: [],
  known: ['EGeneral:Invalid arguments'],
  unknown: ['EPrime:Something new'],
  nonce: ['EAPI:Invalid nonce'],
  rate: ['EAPI:Rate limit exceeded'],
  service: ['EService:Unavailable'],
  warning: ['WGeneral:Notice'],
  mixed: ['WGeneral:Notice', 'EGeneral:Invalid arguments'],
  twoKnown: ['EAPI:Invalid key', 'EGeneral:Permission denied'],
  knownAndUnknown: ['EAPI:Invalid key', 'EPrime:Something new'],
  formless: ['no form at all'],
} as const;

const results = {
  valid: { batch: wireBatch() },
  absent: undefined,
  null: null,
  hollow: {},
  invalid: { batch: { id: 7 } },
} as const;

const statuses = [200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 502, 503, 520, 524];
const shapes = ['json', 'html', 'empty', 'truncated'] as const;

const bodyOf = (shape: (typeof shapes)[number], error: unknown, result: unknown): string => {
  const json = JSON.stringify({ error, result });
  if (shape === 'json') return json;
  if (shape === 'truncated') return json.slice(0, -1);
  return shape === 'html' ? '<html><body>Bad gateway</body></html>' : '';
};

const rows = Object.entries(errors).flatMap(([errorName, error]) =>
  Object.entries(results).flatMap(([resultName, result]) =>
    statuses.flatMap((status) =>
      shapes.map((shape) => ({ errorName, resultName, status, shape, body: bodyOf(shape, error, result) })),
    ),
  ),
);

/** The truth table, written apart from the code: what may be concluded from a reply to a write. */
const expectedOfWrite = (row: (typeof rows)[number]): string => {
  if (row.status !== 200 || row.shape !== 'json') return 'OutcomeUnknown';
  const clean = row.errorName === 'empty' || row.errorName === 'warning';
  if (clean) return row.resultName === 'valid' ? 'Accepted' : 'OutcomeUnknown';
  const surely = row.errorName === 'known' || row.errorName === 'twoKnown';
  const without = row.resultName === 'absent' || row.resultName === 'null' || row.resultName === 'hollow';
  return surely && without ? 'Refused' : 'OutcomeUnknown';
};

const expectedOfRead = (row: (typeof rows)[number]): string => {
  if (row.status === 401 || row.status === 403 || row.status === 404) return 'Lasting';
  if (row.status !== 200 || row.shape !== 'json') return 'Passing';
  if (row.errorName === 'empty' || row.errorName === 'warning')
    return row.resultName === 'valid' ? 'Good' : 'Lasting';
  return ['known', 'mixed', 'twoKnown', 'knownAndUnknown'].includes(row.errorName) ? 'Lasting' : 'Passing';
};

const answerTo = (row: (typeof rows)[number]) =>
  readAnswer(E.right({ status: row.status, headers: { 'cf-ray': '8f1b2c3d4e5f6a7b-FRA' }, body: row.body }));

describe('the truth table of replies', () => {
  test(`has ${rows.length} rows, and a write is classified as each says`, () => {
    for (const row of rows) {
      const read = asWrite(Get.GetResult)(answerTo(row));
      expect([row, E.isRight(read) ? 'Accepted' : read.left._tag]).toEqual([row, expectedOfWrite(row)]);
    }
    expect(rows.length).toBe(11 * 5 * 14 * 4);
  });

  test('a read is classified as each says', () => {
    for (const row of rows) {
      const read = asRead(Get.GetResult)(answerTo(row));
      expect([row, E.isRight(read) ? 'Good' : read.left.lasts]).toEqual([row, expectedOfRead(row)]);
    }
  });

  test('every failure says what, what it means for the money, and what to do, in sentences', () => {
    for (const row of rows) {
      for (const read of [asWrite(Get.GetResult)(answerTo(row)), asRead(Get.GetResult)(answerTo(row))]) {
        if (E.isRight(read)) continue;
        const { what, money, todo } = read.left;
        for (const sentence of [what, money, todo]) expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  test('the lane hears of refused nonces and lock-outs from envelopes alone', () => {
    const seen = (error: ReadonlyArray<string>, status = 200) =>
      nonceSeen(readAnswer(E.right({ status, headers: {}, body: JSON.stringify({ error }) })));
    expect(seen(['EAPI:Invalid nonce'])).toBe('InvalidNonce');
    expect(seen(['EGeneral:Temporary lockout'])).toBe('LockedOut');
    expect(seen(['EAPI:Invalid nonce', 'EGeneral:Temporary lockout'])).toBe('LockedOut');
    expect(seen(['EGeneral:Internal error'])).toBe('Unknown');
    expect(seen(['WGeneral:Notice'])).toBe('Used');
    expect(seen([])).toBe('Used');
    expect(seen(['EAPI:Invalid nonce'], 500)).toBe('Unknown');
    expect(nonceSeen(readAnswer(E.left({ _tag: 'NotSent', cause: 'Dns', detail: 'no such host' })))).toBe(
      'Unused',
    );
    expect(nonceSeen(readAnswer(E.left({ _tag: 'ReplyLost', cause: 'Reset', detail: 'reset' })))).toBe(
      'Unknown',
    );
  });

  test('an error that two readers of the text could take differently proves nothing', () => {
    const read = (body: string) =>
      asWrite(Get.GetResult)(readAnswer(E.right({ status: 200, headers: {}, body })));
    expect(read('{"error":["EAPI:Invalid key"]}')).toMatchObject({ left: { _tag: 'Refused' } });
    expect(read('{"error":[],"error":["EAPI:Invalid key"]}')).toMatchObject({
      left: { _tag: 'OutcomeUnknown' },
    });
  });

  test('without a reply, a write is NotAccepted if no byte left and unknown otherwise', () => {
    const unsent = asWrite(Get.GetResult)(
      readAnswer(E.left({ _tag: 'NotSent', cause: 'Dns', detail: 'no such host' })),
    );
    expect(unsent).toMatchObject({ left: { _tag: 'NotAccepted', left: false } });
    const lost = asWrite(Get.GetResult)(
      readAnswer(E.left({ _tag: 'ReplyLost', cause: 'Reset', detail: 'reset' })),
    );
    expect(lost).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
  });

  test('warnings stay with the result, in their usual spelling', () => {
    const body = JSON.stringify({
      error: ['WGeneral: Notice', `W${'x'.repeat(40)}`],
      result: { batch: wireBatch() },
    });
    const read = asRead(Get.GetResult)(readAnswer(E.right({ status: 200, headers: {}, body })));
    // The second is of no known form, so it is taken for an error.
    expect(E.isLeft(read)).toBe(true);
    const fine = body.replace(/,"Wx+"/, '');
    expect(
      asRead(Get.GetResult)(readAnswer(E.right({ status: 200, headers: {}, body: fine }))),
    ).toMatchObject({
      right: { warnings: ['WGeneral:Notice'] },
    });
  });
});
