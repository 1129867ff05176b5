import { describe, expect, test } from '@jest/globals';
import { tradeId } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { parsePayload } from '../src/index.js';
import { scripted, someSignature, wallMs } from './fixture/scripted.js';
import { affirm, create, ending } from './fixture/trial.js';
import {
  observation,
  ourAffirmationId,
  payloadText,
  sampleId,
  settlement,
  them,
  us,
  wireOurs,
  wireSettlement,
  wireTheirs,
  wireTrade,
} from './fixture/wire-settlement.js';
import { always, intentOf } from './fixture/world.js';

const built = { body: { payload: payloadText() } };
const waiting = observation([settlement()]);
const nothing = observation([]);
const mine = observation([settlement({ requesterAccountId: us })]);
const two = O.some(['trade-1', 'trade-2'].map((id) => right(tradeId(id))));
const base = `/api/trade/v1/enterprise/e1/account/${us}`;
const signature = Buffer.from(someSignature).toString('hex');

const affirmed = (changes: Readonly<Record<string, unknown>> = {}) => ({
  body: wireOurs({ status: 'affirmed', signature, ...changes }),
});

const affirmWith = async (reply: { readonly body: unknown }) => {
  const { venue } = scripted([reply]);
  return right(await venue.send(right(await venue.prepare(intentOf(affirm), waiting)()), always)());
};

const createWith = async (changes: Readonly<Record<string, unknown>>) => {
  const answered = wireSettlement({
    requesterAccountId: us,
    affirmations: [wireOurs({ status: 'affirmed' }), wireTheirs({ status: 'pending' })],
    ...changes,
  });
  const { venue } = scripted([built, { body: answered }]);
  return right(await venue.send(right(await venue.prepare(intentOf(create), nothing)()), always)());
};

describe('a creation', () => {
  test('is written as documented, with the very payload that was verified and signed', async () => {
    const { venue, requests, signed } = scripted([built]);
    const prepared = right(await venue.prepare(intentOf(create), nothing)());
    expect(
      requests.map(({ method, path, body, effect }) => [method, path, JSON.parse(body), effect]),
    ).toEqual([
      [
        'POST',
        `${base}/payload`,
        {
          version: '1.2.0',
          amounts: [
            {
              accountId: us,
              sendAmount: '60050',
              sendCurrency: 'ofctusd',
              receiveAmount: '1000000',
              receiveCurrency: 'ofctbtc',
            },
            {
              accountId: them,
              sendAmount: '1000000',
              sendCurrency: 'ofctbtc',
              receiveAmount: '60050',
              receiveCurrency: 'ofctusd',
            },
          ],
        },
        'Read',
      ],
    ]);
    expect(JSON.parse(prepared.body)).toEqual({
      payload: payloadText(),
      signature,
      trades: [
        {
          baseAccountId: us,
          quoteAccountId: them,
          status: 'pending',
          timestamp: new Date(wallMs).toISOString(),
          baseAmount: '60050',
          quoteAmount: '1000000',
          baseCurrency: 'ofctusd',
          quoteCurrency: 'ofctbtc',
          externalId: 'trade-1',
        },
      ],
    });
    expect(signed).toEqual([payloadText()]);
    expect(E.isRight(parsePayload(signed[0] ?? ''))).toBe(true);
  });

  test.each([
    ['requested by another', { requesterAccountId: them }, 'another account'],
    ['of another type', { type: 'agency' }, 'another type'],
    ['of other trades', { trades: [wireTrade({ externalId: 'trade-2' })] }, 'other trades'],
    ['of more trades', { trades: [wireTrade(), wireTrade({ externalId: 'trade-2' })] }, 'other trades'],
    ['of nameless trades', { trades: [wireTrade({ externalId: null })] }, 'other trades'],
    ['in an unknown state', { status: 'expired' }, 'does not know'],
    [
      'of another payload',
      { affirmations: [wireOurs({ status: 'affirmed', payload: payloadText({ version: '1.2.1' }) })] },
      'another payload',
    ],
  ])('that the venue took is odd if it is %s', async (_, changes, sentence) => {
    const { oddities } = await createWith(changes);
    expect(oddities.join()).toContain(sentence);
  });

  test('that the venue took names the new settlement', async () => {
    expect(await createWith({})).toMatchObject({ settlement: sampleId, oddities: [], quantity: O.none });
    expect(await createWith({ trades: null, affirmations: null, type: null })).toMatchObject({
      oddities: [],
    });
  });

  test('needs a payload, and says so when there is none', async () => {
    const refused = {
      status: 400,
      body: { error: 'no', errorName: 'backend:trade:insufficientFunds', reqId: 'r1' },
    };
    expect(left(await scripted([refused]).venue.prepare(intentOf(create), nothing)())).toMatchObject({
      _tag: 'Refused',
      code: O.some('backend:trade:insufficientFunds'),
    });
    const busy = { status: 503, body: {} };
    expect(left(await scripted([busy]).venue.prepare(intentOf(create), nothing)())._tag).toBe('NotAccepted');
  });
});

describe('an affirmation', () => {
  test('is written as documented, with the payload that stands on it', async () => {
    const { venue, requests } = scripted([affirmed()]);
    const prepared = right(await venue.prepare(intentOf(affirm), waiting)());
    expect(requests).toEqual([]);
    expect(prepared.body).toBe(JSON.stringify({ status: 'affirmed', payload: payloadText(), signature }));
    right(await venue.send(prepared, always)());
    expect(requests.map(({ method, path, body, effect }) => [method, path, body, effect])).toEqual([
      ['PUT', `${base}/affirmations/${ourAffirmationId}`, prepared.body, 'Write'],
    ]);
    expect(requests[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'request-id': expect.stringMatching(/^legwork-[0-9a-f]{24}$/),
    });
  });

  test('is built where none stands on it', async () => {
    const bare = observation([settlement({ affirmations: [wireOurs({ payload: '' }), wireTheirs()] })]);
    const { venue, requests } = scripted([built]);
    right(await venue.prepare(intentOf(affirm), bare)());
    expect(requests.map(({ path }) => path)).toEqual([`${base}/payload`]);
  });

  test.each([
    ['another', { id: 'another' }, 'another affirmation'],
    ['another account’s', { partyAccountId: them }, 'another account'],
    [
      'one with another payload',
      { payload: payloadText({ nonceHold: 'AAAAAAAAAAAAAAAAAAAAAA==' }) },
      'another payload',
    ],
    ['one in an unknown state', { status: 'acknowledged' }, 'does not know'],
  ])('is odd if the venue answers %s', async (_, changes, sentence) => {
    const { oddities } = await affirmWith(affirmed(changes));
    expect(oddities.join()).toContain(sentence);
  });

  test.each(['pending', 'canceled', 'failed', 'overdue', 'rejected'])(
    'that is %s in the answer is left to the readings',
    async (status) => {
      expect((await affirmWith(affirmed({ status }))).oddities).toEqual([]);
    },
  );

  test('names the settlement that the venue names', async () => {
    expect(await affirmWith(affirmed({ settlement: 'another' }))).toMatchObject({ settlement: 'another' });
    expect(await affirmWith(affirmed({ settlement: '' }))).toMatchObject({ settlement: sampleId });
  });

  test('is not prepared when too little time is left', async () => {
    const endMs = Date.parse('2026-11-02T10:00:00.000Z');
    const at = (nowMs: number) => scripted([], { wallMs: nowMs }).venue.prepare(intentOf(affirm), waiting)();
    expect(left(await at(endMs - 59_999)).what).toContain('about to lapse');
    expect(E.isRight(await at(endMs - 60_000))).toBe(true);
  });
});

describe('an ending', () => {
  test.each([
    ['Reject', waiting, 'rejected'],
    ['Cancel', mine, 'canceled'],
  ] as const)('%s is written as documented, and nothing is signed', async (tag, seen, status) => {
    const { venue, signed, requests } = scripted([{ body: wireOurs({ status }) }]);
    const prepared = right(await venue.prepare(intentOf(ending(tag)), seen)());
    expect(prepared.body).toBe(JSON.stringify({ status }));
    expect(right(await venue.send(prepared, always)())).toMatchObject({ settlement: sampleId, oddities: [] });
    expect([signed, requests.length]).toEqual([[], 1]);
  });

  test('is odd if the venue shows our consent as given', async () => {
    const { venue } = scripted([{ body: wireOurs({ status: 'affirmed' }) }]);
    const prepared = right(await venue.prepare(intentOf(ending('Reject')), waiting)());
    expect(right(await venue.send(prepared, always)()).oddities).toHaveLength(1);
  });
});

describe('a prepared request', () => {
  test('does not leave once its turn has passed on', async () => {
    const { venue, requests, holds } = scripted([affirmed()]);
    const prepared = right(await venue.prepare(intentOf(affirm), waiting)());
    holds.yes = false;
    expect(left(await venue.send(prepared, always)())).toMatchObject({ _tag: 'NotAccepted', left: false });
    expect(requests).toEqual([]);
  });

  test('leaves once, and only the one that was handed out', async () => {
    const { venue, requests } = scripted([affirmed()]);
    const prepared = right(await venue.prepare(intentOf(affirm), waiting)());
    expect(left(await venue.send({ ...prepared }, always)())._tag).toBe('NotAccepted');
    right(await venue.send(prepared, always)());
    expect(left(await venue.send(prepared, always)())._tag).toBe('NotAccepted');
    venue.discard(prepared)();
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['a settlement that does not show', affirm, nothing, 'NotAccepted', 'does not show'],
    ['a settlement that differs', affirm, observation([settlement({ type: 'barter' })]), 'Refused', 'type'],
    ['a trade that somebody settles', create, waiting, 'Refused', 'is not what was approved'],
    ['a trade that we settle', create, mine, 'Refused', 'has the trade already'],
    ['two trades', { ...create, trades: two }, nothing, 'Refused', 'one trade'],
  ] as const)('is not there for %s', async (_, instruction, seen, tag, why) => {
    const refused = left(await scripted([]).venue.prepare(intentOf(instruction), seen)());
    expect(refused._tag).toBe(tag);
    expect(refused.what).toContain(why);
  });
});
