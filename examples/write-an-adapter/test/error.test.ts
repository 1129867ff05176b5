import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { Shown, Taken } from '../src/adapter/deal.js';
import { type Reply, asReadFailed, asSendError, readReply } from '../src/adapter/error.js';

const replied = (status: number, body: string): Reply => E.right({ status, headers: {}, body });
const complaint = (status: number, code: string): Reply =>
  replied(status, JSON.stringify({ error: { code } }));
const lost: Reply = E.left({ _tag: 'ReplyLost', cause: 'Timeout', detail: 'no answer in time' });
const unsent: Reply = E.left({ _tag: 'NotSent', cause: 'Connect', detail: 'no connection' });

const side = { leg: 'D1-a', asset: 'XBT', amount: '1.5' };
const deal = {
  id: 'D1',
  state: 'proposed',
  proposedAt: 1,
  affirmBy: 2,
  counterparty: 'other-desk',
  give: side,
  take: { ...side, leg: 'D1-b' },
  reference: 'm/1',
  counterpartyAffirmed: false,
};

const writeOf = (reply: Reply): string => {
  const answer = readReply(Taken, reply);
  return E.isRight(answer) ? 'Yes' : asSendError(answer.left)._tag;
};
const laneHears = (reply: Reply): string => {
  const answer = readReply(Taken, reply);
  return E.isRight(answer) ? 'Used' : answer.left.seen;
};

describe('What a reply to an affirmation means for the money', () => {
  test.each(['unknown_key', 'bad_signature', 'bad_request', 'unknown_deal', 'terms_differ', 'window_closed'])(
    '%s: surely refused, at every status of a complaint and at no other',
    (code) => {
      for (const status of [400, 401, 404, 409, 422, 499])
        expect(writeOf(complaint(status, code))).toBe('Refused');
      for (const status of [200, 201, 302, 399, 500, 503])
        expect(writeOf(complaint(status, code))).toBe('OutcomeUnknown');
    },
  );

  test.each<readonly [string, Reply]>([
    ['what the second copy of a request is told', complaint(409, 'sequence_used')],
    ['a reference that was used', complaint(409, 'reference_used')],
    ['a deal that is affirmed', complaint(409, 'already_affirmed')],
    ['a code that nobody knows', complaint(409, 'too_bad')],
    ['a code that only begins like a known one', complaint(409, 'unknown_deals')],
    ['a code in another spelling', complaint(409, 'UNKNOWN_DEAL')],
    ['a code on two lines', complaint(409, 'unknown_deal\nunknown_deal')],
    ['a complaint of another shape', replied(409, '{"error":"unknown_deal"}')],
    ['a page of somebody between us', replied(403, '<html>unknown_deal</html>')],
    ['a yes without a deal', replied(200, '{}')],
    [
      'a yes with an amount that is a number',
      replied(200, JSON.stringify({ deal: { ...deal, give: { ...side, amount: 1.5 } } })),
    ],
    ['a yes with an id that is none', replied(200, JSON.stringify({ deal: { ...deal, id: 'D 1' } }))],
    ['a yes that breaks off', replied(200, JSON.stringify({ deal }).slice(0, -9))],
    ['a yes with another status', replied(202, JSON.stringify({ deal }))],
    ['no reply', lost],
  ])('%s: unknown', (_, reply) => {
    expect(writeOf(reply)).toBe('OutcomeUnknown');
  });

  test('a refusal repeats the code of the list, and an unknown outcome none', () => {
    const told = ['window_closed', 'too_bad'].map((code) => readReply(Taken, complaint(409, code)));
    const [sure, open] = told.map((answer) => (E.isLeft(answer) ? asSendError(answer.left) : undefined));
    expect(sure).toMatchObject({ _tag: 'Refused', code: O.some('window_closed') });
    expect(open).toMatchObject({ _tag: 'OutcomeUnknown', code: O.none });
    expect(JSON.stringify(open)).not.toContain('too_bad');
  });

  test('nothing left: not accepted', () => {
    expect(writeOf(unsent)).toBe('NotAccepted');
  });

  test('a deal that is understood: a yes, also with fields that are new', () => {
    expect(writeOf(replied(200, JSON.stringify({ deal: { ...deal, colour: 'blue' } })))).toBe('Yes');
  });
});

describe('What a reply means otherwise', () => {
  test.each<readonly [string, Reply]>([
    ['Used', replied(200, JSON.stringify({ deal }))],
    ['Unused', unsent],
    ['Unknown', lost],
    ['InvalidNonce', complaint(409, 'sequence_used')],
    ['Unknown', complaint(409, 'window_closed')],
  ])('the lane hears %s', (heard, reply) => {
    expect(laneHears(reply)).toBe(heard);
  });

  test.each<readonly [string, Reply]>([
    ['Passing', lost],
    ['Passing', replied(503, '')],
    ['Lasting', complaint(401, 'bad_signature')],
  ])('a read fails, and that is %s', (lasts, reply) => {
    const answer = readReply(Shown, reply);
    expect(E.isLeft(answer) && asReadFailed(answer.left).lasts).toBe(lasts);
  });

  test('what is no JSON is told so, without a piece of it', () => {
    expect(readReply(Shown, replied(200, '<html>'))).toMatchObject({
      left: { why: 'the reply is not JSON' },
    });
  });

  test('what cannot be decoded is told by its place and not by its value', () => {
    const answer = readReply(
      Shown,
      replied(200, JSON.stringify({ deals: [{ ...deal, counterparty: 'a secret' }] })),
    );
    expect(E.isLeft(answer) && answer.left.why).toMatch(/deals\/0\/counterparty$/);
    expect(JSON.stringify(answer)).not.toContain('a secret');
  });
});
