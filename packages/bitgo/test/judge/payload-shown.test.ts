import { describe, expect, test } from '@jest/globals';
import type { Settlement } from '@legwork/core';
import { bitgoRules } from '../../src/index.js';
import { affirm, bodyOf, create, declared, receipt, sighting, trialOf } from '../fixture/trial.js';
import {
  otherPayload,
  payloadText,
  quietMs,
  sampleId,
  settlement,
  them,
  us,
  wireOurs,
  wireTheirs,
  wireTrade,
} from '../fixture/wire-settlement.js';
import * as O from 'fp-ts/lib/Option.js';

type Shown = ReadonlyArray<Settlement.Settlement>;
type Fields = Readonly<Record<string, unknown>>;
type Row = readonly [string, Settlement.Settlement, string];

/** The same settlement in two readings, far enough apart for everything that time alone could prove. */
const judged = (
  instruction: typeof affirm | typeof create,
  shown: Shown,
  changes: Parameters<typeof trialOf>[2] = {},
) =>
  bitgoRules(declared).judge(
    trialOf(
      instruction,
      [1, 600_001].map((atMs) => sighting(instruction, shown, atMs)),
      changes,
    ),
  );

/** One that we requested and affirmed; with some fields of it and of our affirmation changed. */
const created = (ours: Fields = {}, changes: Fields = {}) =>
  settlement({
    requesterAccountId: us,
    affirmations: [wireOurs({ status: 'affirmed', ...ours }), wireTheirs({ status: 'pending' })],
    ...changes,
  });

const amountsOf = (payload: string): ReadonlyArray<Fields> => JSON.parse(payload).amounts;
const nonces = (payload: string): Fields => {
  const { nonceHold, nonceSettle } = JSON.parse(payload);
  return { nonceHold, nonceSettle };
};

/** The same, in another order of keys and of entries, as reads were seen to show it. */
const reordered = ((): string => {
  const { version, accountId, nonceHold, nonceSettle } = JSON.parse(payloadText());
  const amounts = amountsOf(payloadText()).toReversed();
  return JSON.stringify({ nonceSettle, nonceHold, amounts, accountId, version });
})();

/** Under the nonces that were sent, with something changed in our entry. */
const altered = (changes: Fields): string =>
  payloadText({
    amounts: amountsOf(payloadText()).map((entry) =>
      entry['accountId'] === us ? { ...entry, ...changes } : entry,
    ),
  });

const feeOf = (feeAmount: string): Fields => ({
  sendAmount: `${60_050n + BigInt(feeAmount)}`,
  fees: [{ feeType: 'SETTLEMENT_FEE', feeAmount }],
});

const withoutPayload = wireOurs({ status: 'affirmed', payload: null, lock: null });
const notNamed = { trades: [wireTrade({ externalId: undefined })] };
const otherTrade = { trades: [wireTrade({ externalId: 'trade-2' })] };
const unreadable = payloadText({ version: '9.9.9' });

describe('M2: a creation is found by its trade and by the nonces that were sent', () => {
  test.each<Row>([
    ['it shows our trade and what was sent', created(), 'Done'],
    ['it shows what was sent in another order of keys', created({ payload: reordered }), 'Done'],
    ['it shows our trade and no payload', created({ payload: null }), 'Done'],
    ['it does not show its trades', created({}, { trades: null }), 'Done'],
    ['its trade has no name', created({}, notNamed), 'Done'],
    [
      'it shows our trade, between others',
      created({ payload: null, lock: null }, { trades: [wireTrade({ quoteAccountId: 'somebody' })] }),
      'Undecided',
    ],
    [
      'it shows our trade, and our affirmation twice',
      created({}, { affirmations: [withoutPayload, { ...withoutPayload, id: 'second' }, wireTheirs()] }),
      'Undecided',
    ],
    ['it shows our trade under other nonces', created({ payload: otherPayload() }), 'Undecided'],
    ['our trade is there and our affirmation is not', created({ partyAccountId: them }), 'Undecided'],
    [
      'it shows our trade and no payload of any form that is known',
      created({ payload: 'something else' }),
      'Undecided',
    ],
    [
      'it shows our nonces in a payload that is not understood',
      created({ payload: unreadable }),
      'Contradiction',
    ],
    [
      'it shows one of our nonces and another one',
      created({
        payload: payloadText({ nonceHold: Object(nonces(otherPayload())).nonceHold }),
      }),
      'Contradiction',
    ],
    [
      'it shows the other of our nonces and another one',
      created({
        payload: payloadText({ nonceSettle: Object(nonces(otherPayload())).nonceSettle }),
      }),
      'Contradiction',
    ],
    [
      'it shows our nonces exchanged',
      created({
        payload: payloadText({
          nonceHold: Object(nonces(payloadText())).nonceSettle,
          nonceSettle: Object(nonces(payloadText())).nonceHold,
        }),
      }),
      'Contradiction',
    ],
    [
      'it shows our nonces written as JSON may write them',
      created({ payload: unreadable.replaceAll('/', '\\/') }),
      'Contradiction',
    ],
    [
      'it shows our nonces and a fee that was not signed',
      created({ payload: altered(feeOf('50')), lock: null }),
      'Contradiction',
    ],
    [
      'it shows our nonces and another amount',
      created({ payload: altered({ receiveAmount: '999999' }), lock: null }),
      'Contradiction',
    ],
    [
      'it shows our nonces for another signer',
      created({ payload: payloadText({ accountId: them }) }),
      'Contradiction',
    ],
    ['it shows what was sent under another trade', created({}, otherTrade), 'Contradiction'],
    [
      'another shows what was sent, requested by somebody else',
      created({}, { requesterAccountId: them }),
      'Undecided',
    ],
    [
      'only somebody else’s affirmation shows our nonces',
      created({}, { affirmations: [wireOurs({ payload: null }), wireTheirs({ payload: payloadText() })] }),
      'Undecided',
    ],
    [
      'only somebody else’s affirmation shows our nonces, and it does not show its trades',
      created(
        {},
        {
          trades: null,
          affirmations: [wireOurs({ payload: null, lock: null }), wireTheirs({ payload: payloadText() })],
        },
      ),
      'Undecided',
    ],
    [
      'it is of another trade and under other nonces',
      created({ payload: otherPayload() }, otherTrade),
      'Void',
    ],
    [
      'it is of another trade and shows no payload',
      created({ payload: null, lock: null }, otherTrade),
      'Void',
    ],
    [
      'it is of another trade, and somebody else’s affirmation shows our nonces',
      created(
        {},
        {
          ...otherTrade,
          affirmations: [wireOurs({ payload: null, lock: null }), wireTheirs({ payload: payloadText() })],
        },
      ),
      'Undecided',
    ],
  ])('when %s', (_, shown, verdict) => {
    expect(judged(create, [shown])._tag).toBe(verdict);
  });

  test('by what each attempt sent, also where several are judged in turn', () => {
    const { judge } = bitgoRules(declared);
    const seen = [sighting(create, [created()], 1)];
    const bodies = [bodyOf(create), bodyOf(create, otherPayload()), bodyOf(create)];
    const verdicts = bodies.map((body) => judge(trialOf(create, seen, { body }))._tag);
    expect(verdicts).toEqual(['Done', 'Undecided', 'Done']);
  });

  test('by what was sent, and not by what is usually sent', () => {
    const body = bodyOf(create, otherPayload());
    expect(judged(create, [created()], { body })._tag).toBe('Undecided');
    expect(judged(create, [created({ payload: otherPayload() })], { body })._tag).toBe('Done');
  });

  test.each(['', 'null', '{}', '{"payload":1,"signature":"1f"}', '{"payload":"{}","signature":"1f"}'])(
    'proves nothing where what was sent is not understood: %s',
    (body) => {
      expect(judged(create, [], { body })).toMatchObject({ known: 'what was sent is not understood' });
      expect(judged(create, [created()], { body })._tag).toBe('Undecided');
    },
  );

  test('proves nothing by what cannot be read again', () => {
    const lost = { ...created({ payload: null }, otherTrade), raw: {} };
    expect(judged(create, [lost])._tag).toBe('Undecided');
    expect(judged(create, [{ ...created(), raw: {} }])._tag).toBe('Undecided');
  });

  test('is one of two if a second settlement shows our nonces or our trade', () => {
    const second = (ours: Fields, changes: Fields = {}) => created(ours, { id: 'another', ...changes });
    const byNonces = second({}, otherTrade);
    const byName = second({ payload: otherPayload() });
    const neither = second({ payload: otherPayload() }, otherTrade);
    expect(judged(create, [created(), byNonces])._tag).toBe('Contradiction');
    expect(judged(create, [created(), byName])._tag).toBe('Contradiction');
    expect(judged(create, [created(), neither])._tag).toBe('Done');
  });

  test('was taken for what the venue said, unless another shows our nonces or our trade', () => {
    const taken = { receipt: O.some(receipt) };
    const elsewhere = (ours: Fields) => created(ours, { id: 'another' });
    expect(judged(create, [created()], taken)).toEqual({ _tag: 'Done', settlement: sampleId });
    expect(judged(create, [elsewhere({})], taken)._tag).toBe('Contradiction');
    expect(judged(create, [elsewhere({ payload: otherPayload() })], taken)._tag).toBe('Contradiction');
    const young = [sighting(create, [elsewhere({})], 1), sighting(create, [elsewhere({})], quietMs)];
    expect(bitgoRules(declared).judge(trialOf(create, young, taken))._tag).toBe('Undecided');
  });
});

/** The sample, which they requested and we affirmed, with our affirmation changed. */
const given = (ours: Fields = {}) =>
  settlement({ affirmations: [wireOurs({ status: 'affirmed', ...ours }), wireTheirs()] });

describe('an affirmation is ours by what it shows as signed', () => {
  test.each<Row>([
    ['what was sent', given(), 'Done'],
    ['what was sent, in another order of keys', given({ payload: reordered }), 'Done'],
    ['no payload', given({ payload: null }), 'Done'],
    ['the same under other nonces', given({ payload: otherPayload() }), 'Undecided'],
    ['what nobody understands', given({ payload: 'something else' }), 'Undecided'],
    ['our nonces and a fee that was not signed', given({ payload: altered(feeOf('50')) }), 'Contradiction'],
    ['our nonces in what nobody understands', given({ payload: unreadable }), 'Contradiction'],
    [
      'other amounts under other nonces',
      given({ payload: otherPayload({ amounts: amountsOf(altered({ sendSubtotal: '60051' })) }) }),
      'Contradiction',
    ],
  ])('when it shows %s', (_, shown, verdict) => {
    expect(judged(affirm, [shown])._tag).toBe(verdict);
  });

  test('by what was sent, and not by what the venue had written for it', () => {
    const body = bodyOf(affirm, otherPayload());
    expect(judged(affirm, [given({ payload: otherPayload() })], { body })._tag).toBe('Done');
    expect(judged(affirm, [given()], { body })._tag).toBe('Undecided');
  });

  test('proves nothing where what was sent is not understood, or what is shown cannot be read again', () => {
    expect(judged(affirm, [given()], { body: '' })._tag).toBe('Undecided');
    expect(judged(affirm, [{ ...given(), raw: {} }])._tag).toBe('Undecided');
  });

  test('and as long as it is awaited, by nothing: then the payload is the venue’s own', () => {
    const awaited = (payload: string | null) =>
      settlement({ affirmations: [wireOurs({ payload }), wireTheirs()] });
    expect(judged(affirm, [awaited(payloadText())])._tag).toBe('Void');
    expect(judged(affirm, [awaited(otherPayload())])._tag).toBe('Void');
  });
});
