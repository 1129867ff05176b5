import { describe, expect, test } from '@jest/globals';
import { left } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { asRead, asWrite } from '../src/answer.js';
import { readAnswer, tradeV1 } from '../src/index.js';
import { wireSettlement } from './fixture/wire-settlement.js';

const named = { error: 'invalid argument', errorName: 'backend:common:invalidArgument', reqId: 'unk-1' };

const contents = {
  settlement: wireSettlement(),
  documented: named,
  clearing: { error: 'invalid argument', errorName: 'invalid' },
  platform: { error: 'unauthorized', name: 'Unauthorized', requestId: 'r1', context: {} },
  context: { ...named, context: { field: 'type' } },
  objectError: { ...named, error: { quantity: 'bad' } },
  numberName: { ...named, errorName: 7 },
  emptyError: { ...named, error: '' },
  numberId: { ...named, reqId: 7 },
  onlyMessage: { message: 'no' },
  withResult: { ...named, id: 'x' },
  withPayload: { ...named, payload: '{}' },
  already: { ...named, error: 'the affirmation was affirmed already' },
  nonceUsed: { ...named, errorName: 'backend:trade:nonceUsed' },
  inUse: { ...named, errorName: 'backend:common:inUse' },
  exists: { ...named, error: 'settlement exists' },
  list: [named],
  nothing: {},
  null: null,
} as const;

const statuses = [200, 201, 204, 302, 307, 400, 401, 403, 404, 405, 409, 418, 422, 429, 500, 502, 503, 520];
const shapes = ['json', 'spaced', 'twice', 'html', 'empty', 'truncated'] as const;

const bodyOf = (shape: (typeof shapes)[number], content: unknown): string => {
  const json = JSON.stringify(content);
  switch (shape) {
    case 'json':
      return json;
    case 'spaced':
      return JSON.stringify(content, undefined, 2);
    case 'twice':
      return json.replace('{', '{"error":"another",');
    case 'html':
      return '<html><body>Bad gateway</body></html>';
    case 'empty':
      return '';
    case 'truncated':
      return json.slice(0, -1);
  }
};

const rows = Object.entries(contents).flatMap(([name, content]) =>
  statuses.flatMap((status) =>
    shapes.map((shape) => ({ name, status, shape, body: bodyOf(shape, content) })),
  ),
);

type Row = (typeof rows)[number];

const isJson = ({ shape }: Row): boolean => shape === 'json' || shape === 'spaced' || shape === 'twice';

/** The truth table, written apart from the code: what may be concluded from a reply to a write. */
const expectedOfWrite = (row: Row): string => {
  if (row.status === 200) return row.name === 'settlement' && isJson(row) ? 'Accepted' : 'OutcomeUnknown';
  const isSure = [400, 401, 403, 404, 422].includes(row.status);
  const isKnown = ['documented', 'clearing', 'platform', 'context'].includes(row.name);
  const isPlain = row.shape === 'json' || row.shape === 'spaced';
  return isSure && isKnown && isPlain ? 'Refused' : 'OutcomeUnknown';
};

const expectedOfRead = (row: Row): string => {
  if (row.status !== 200) return [400, 401, 403, 404, 422].includes(row.status) ? 'Lasting' : 'Passing';
  if (row.shape === 'twice' && row.name === 'null') return 'Lasting';
  if (!isJson(row) || (row.shape === 'twice' && row.name === 'nothing')) return 'Passing';
  return row.name === 'settlement' ? 'Good' : 'Lasting';
};

const answerTo = ({ status, body }: Row) =>
  readAnswer(E.right({ status, headers: {}, body }), O.some('legwork-1'));

describe('the truth table of replies', () => {
  test(`has ${rows.length} rows, and a write is classified as each says`, () => {
    for (const row of rows) {
      const read = asWrite(tradeV1.settlement)(answerTo(row));
      expect([row, E.isRight(read) ? 'Accepted' : read.left._tag]).toEqual([row, expectedOfWrite(row)]);
    }
    expect(rows.length).toBe(19 * 18 * 6);
  });

  test('a read is classified as each says', () => {
    for (const row of rows) {
      const read = asRead(tradeV1.settlement)(answerTo(row));
      expect([row, E.isRight(read) ? 'Good' : read.left.lasts]).toEqual([row, expectedOfRead(row)]);
    }
  });

  test('what was not sent is known not to have happened, and what was lost is not', () => {
    const notSent = E.left({ _tag: 'NotSent', cause: 'Connect', detail: 'refused' } as const);
    const lost = E.left({ _tag: 'ReplyLost', cause: 'Reset', detail: 'reset' } as const);
    const unproven = E.left({ _tag: 'ResponseRefused', why: 'NotTheVenues' } as const);
    const write = (reply: Parameters<typeof readAnswer>[0]) =>
      left(asWrite(tradeV1.settlement)(readAnswer(reply, O.some('legwork-1'))));
    expect(write(notSent)).toMatchObject({ _tag: 'NotAccepted', left: false });
    expect(write(lost)).toMatchObject({ _tag: 'OutcomeUnknown', requestId: O.some('legwork-1') });
    expect(write(unproven)).toMatchObject({ _tag: 'OutcomeUnknown', requestId: O.some('legwork-1') });
    const read = (reply: Parameters<typeof readAnswer>[0]) =>
      left(asRead(tradeV1.settlement)(readAnswer(reply, O.none)));
    expect([read(notSent).lasts, read(lost).lasts, read(unproven).lasts]).toEqual([
      'Passing',
      'Passing',
      'Passing',
    ]);
  });

  test('an error repeats nothing of the venue’s but a name and an id of plain forms', () => {
    const secret = 'v2x0123456789abcdef0123456789abcdef';
    const body = JSON.stringify({
      error: secret,
      errorName: `bad ${secret} ${secret}`,
      reqId: `<${secret}>`,
    });
    const refused = left(
      asWrite(tradeV1.settlement)(answerTo({ name: '', status: 400, shape: 'json', body })),
    );
    expect(refused._tag).toBe('Refused');
    expect(JSON.stringify(refused)).not.toContain(secret);
    expect(refused.requestId).toEqual(O.some('legwork-1'));
  });
});
