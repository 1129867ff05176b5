import { describe, expect, test } from '@jest/globals';
import type { Instruction, Party, Settlement } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type BitgoTerms, bitgoRules } from '../../src/index.js';
import { affirm, create, declared, ending, receipt, sighting, trialOf } from '../fixture/trial.js';
import {
  affirmedBy,
  otherPayload,
  quietMs,
  settlement,
  terms,
  them,
  us,
  wireOurs,
  wireTheirs,
  wireTrade,
} from '../fixture/wire-settlement.js';

type Shown = ReadonlyArray<Settlement.Settlement>;

/** The verdict on readings that are a little more than a quiet period apart, the first right after the attempt. */
const judged = (
  instruction: Instruction.Instruction,
  readings: ReadonlyArray<Shown>,
  {
    under = terms,
    taken = false,
    apartMs = quietMs + 10,
  }: { under?: BitgoTerms; taken?: boolean; apartMs?: number } = {},
) => {
  const sightings = readings.map((shown, at) => sighting(instruction, shown, 1 + at * apartMs));
  const changes = taken ? { receipt: O.some(receipt) } : {};
  return bitgoRules(under).judge(trialOf(instruction, sightings, changes));
};

const ours = (changes: Readonly<Record<string, unknown>> = {}) =>
  settlement({ requesterAccountId: us, ...changes });
const overdue = settlement({ affirmations: [wireOurs({ status: 'overdue' }), wireTheirs()] });
const dead = (status = 'canceled') =>
  settlement({ status, affirmations: [wireOurs({ status: 'canceled', lock: null }), wireTheirs()] });

describe('an affirmation whose outcome is unknown', () => {
  test.each<readonly [string, ReadonlyArray<Shown>, string]>([
    ['nothing was read', [], 'Undecided'],
    ['it shows as given', [[affirmedBy()]], 'Done'],
    ['it shows as given, and all has settled', [[affirmedBy({ status: 'settled' })]], 'Done'],
    [
      'it shows as given to something else',
      [
        [
          affirmedBy({
            affirmations: [wireOurs({ status: 'affirmed', payload: null }), wireTheirs()],
            trades: [wireTrade({ quoteAmount: '60051' })],
          }),
        ],
      ],
      'Contradiction',
    ],
    [
      'it shows as given, and not to what',
      [
        [
          affirmedBy({
            affirmations: [wireOurs({ status: 'affirmed', payload: null }), wireTheirs()],
            trades: null,
          }),
        ],
      ],
      'Undecided',
    ],
    ['it is awaited', [[settlement()]], 'Undecided'],
    ['it is awaited after the quiet period', [[settlement()], [settlement()]], 'Void'],
    [
      'it was given in between and is awaited again',
      [[settlement()], [affirmedBy()], [settlement()]],
      'Undecided',
    ],
    [
      'it is awaited for something else',
      [
        [settlement()],
        [
          settlement({
            trades: [wireTrade({ quoteAmount: '60051' })],
            affirmations: [wireOurs({ payload: null, lock: null }), wireTheirs()],
          }),
        ],
      ],
      'Undecided',
    ],
    [
      'it is awaited, and the settlement is odd',
      [[settlement()], [settlement({ type: 'barter' })]],
      'Undecided',
    ],
    ['it has lapsed', [[overdue], [overdue]], 'Undecided'],
    ['the settlement has ended', [[dead()]], 'Undecided'],
    ['the settlement has ended for the quiet period', [[dead()], [dead()]], 'Failed'],
    ['the settlement is gone', [[settlement()], []], 'Undecided'],
    [
      'an unknown word stands there',
      [[settlement({ status: 'expired' })], [settlement({ status: 'expired' })]],
      'Undecided',
    ],
    [
      'an unknown word stands on ours',
      [[settlement({ affirmations: [wireOurs({ status: 'acknowledged' }), wireTheirs()] })]],
      'Undecided',
    ],
    ['ours is not there', [[settlement({ affirmations: [wireTheirs()] })]], 'Undecided'],
  ])('when %s', (_, readings, verdict) => {
    expect(judged(affirm, readings)._tag).toBe(verdict);
  });

  test('is done also by a reading that has lost the word by which the other was an agent', () => {
    const agent = { role: 'Agent', account: them } as const;
    const asAgent = (party: Party.Party): Party.Party => (party.account === them ? agent : party);
    const agreed = affirm.terms.map(({ flow: { payer, receiver }, ...term }) => {
      return { ...term, flow: { payer: asAgent(payer), receiver: asAgent(receiver) } };
    });
    const approved = { ...affirm, terms: agreed };
    expect(bitgoRules(terms).allowed(settlement({ type: 'agency' }))).toMatchObject([
      { instruction: { terms: expect.arrayContaining(agreed) } },
    ]);
    expect(judged(approved, [[affirmedBy({ type: 'agency' })]])._tag).toBe('Done');
    expect(judged(approved, [[affirmedBy({ type: null })]])._tag).toBe('Done');
  });

  test('is void only after the quiet period, by a second reading', () => {
    expect(judged(affirm, [[settlement()], [settlement()]], { apartMs: quietMs + 9 })._tag).toBe('Undecided');
    expect(judged(affirm, [[settlement()], [settlement()]], { apartMs: quietMs + 10 })._tag).toBe('Void');
  });

  test('proves nothing by readings from before the fence', () => {
    const sightings = [settlement(), settlement()].map((one, at) =>
      sighting(affirm, [one], 1 + at * 600_000),
    );
    const unfenced = trialOf(affirm, sightings, { fence: O.none });
    expect(bitgoRules(terms).judge(unfenced)).toMatchObject({ known: 'nothing was read since' });
    const given = trialOf(affirm, [sighting(affirm, [affirmedBy()], 1)], { fence: O.none });
    expect(bitgoRules(terms).judge(given)._tag).toBe('Undecided');
  });

  test('is never void once the venue took it', () => {
    expect(judged(affirm, [[settlement()], [settlement()]], { taken: true })._tag).toBe('Undecided');
    expect(judged(affirm, [[affirmedBy()]], { taken: true })._tag).toBe('Done');
  });
});

describe('a creation whose outcome is unknown', () => {
  const other = (changes: Readonly<Record<string, unknown>> = {}) => ours({ id: 'another', ...changes });

  const nameless = ours({
    affirmations: [wireOurs({ payload: null, lock: null }), wireTheirs()],
    trades: null,
  });
  const two = (payload: 'sent' | 'not shown') =>
    ours({
      affirmations: [wireOurs(payload === 'sent' ? {} : { payload: null, lock: null }), wireTheirs()],
      trades: [wireTrade(), wireTrade({ externalId: 'trade-2', baseAmount: '0', quoteAmount: '0' })],
    });
  const otherTrade = other({
    affirmations: [wireOurs({ payload: otherPayload() }), wireTheirs()],
    trades: [wireTrade({ externalId: 'trade-2' })],
  });

  test.each<readonly [string, ReadonlyArray<Shown>, string]>([
    ['nothing was read', [], 'Undecided'],
    ['our trade shows', [[ours()]], 'Done'],
    ['our trade shows, and it was refused since', [[ours({ status: 'rejected' })]], 'Done'],
    [
      'our trade shows in somebody else’s settlement',
      [[settlement({ requesterAccountId: them })]],
      'Undecided',
    ],
    ['our trade shows together with another', [[two('not shown')]], 'Undecided'],
    ['our trade shows together with another, under our nonces', [[two('sent')]], 'Contradiction'],
    [
      'our trade shows with another amount',
      [[ours({ affirmations: [], trades: [wireTrade({ baseAmount: '1000001' })] })]],
      'Undecided',
    ],
    ['our trade shows twice', [[ours(), other()]], 'Undecided'],
    [
      'our trade shows twice for the quiet period',
      [
        [ours(), other()],
        [ours(), other()],
      ],
      'Contradiction',
    ],
    ['nothing shows for a long time', [[], [], [], [], [], [], [], [], []], 'Undecided'],
    ['other trades show', [[otherTrade]], 'Undecided'],
  ])('when %s', (_, readings, verdict) => {
    expect(judged(create, readings)._tag).toBe(verdict);
  });

  test('is void if nothing shows after the declared time and the quiet period', () => {
    const empty = [[], []];
    const void_ = judged(create, empty, { under: declared, apartMs: 600_000 });
    expect(void_._tag).toBe('Void');
    expect(judged(create, empty, { under: declared, apartMs: 599_998 })).toMatchObject({
      _tag: 'Undecided',
      readAtMs: 600_000,
    });
    const late = { ...declared, createNeverAppliesAfterMs: O.some(0) };
    expect(judged(create, empty, { under: late, apartMs: quietMs })._tag).toBe('Undecided');
    expect(judged(create, empty, { under: late })._tag).toBe('Void');
  });

  test('is not void while something new does not show its trades', () => {
    const readings = [[nameless], [nameless]];
    expect(judged(create, readings, { under: declared, apartMs: 600_000 })).toMatchObject({
      _tag: 'Undecided',
      known: expect.stringContaining('does not show its trades'),
    });
  });

  test('has nothing to do with what others request and do not name', () => {
    const theirs = settlement({
      trades: null,
      affirmations: [wireOurs({ payload: otherPayload(), lock: null }), wireTheirs()],
    });
    expect(judged(create, [[theirs], [theirs]])).toMatchObject({
      _tag: 'Undecided',
      known: 'no settlement shows our trade',
    });
  });

  test('is void in spite of what did not show its trades before either', () => {
    const sightings = [1, 600_001].map((atMs) => sighting(create, [nameless], atMs));
    const before = sighting(create, [nameless], 0).mark;
    expect(bitgoRules(declared).judge(trialOf(create, sightings, { before }))._tag).toBe('Void');
    expect(bitgoRules(declared).judge(trialOf(create, sightings))._tag).toBe('Undecided');
  });

  test('is done once the venue took it, unless a copy of it was taken too', () => {
    expect(judged(create, [[]], { taken: true })._tag).toBe('Done');
    expect(
      judged(
        create,
        [
          [ours(), other()],
          [ours(), other()],
        ],
        { taken: true },
      )._tag,
    ).toBe('Contradiction');
  });

  test('proves nothing by readings from before the fence', () => {
    const unfenced = trialOf(create, [sighting(create, [ours()], 1)], { fence: O.none });
    expect(bitgoRules(terms).judge(unfenced)).toMatchObject({ known: 'nothing was read since' });
  });

  test('shows by its terms whether it is what was approved', () => {
    const wrong = ours({
      affirmations: [wireOurs({ payload: null, lock: null }), wireTheirs()],
      trades: [wireTrade({ baseAmount: '1000001' })],
    });
    expect(wrong.legs).not.toEqual([]);
    // The requester's consent stands first: here it is ours.
    expect(judged(create, [[wrong]])._tag).toBe('Contradiction');
  });
});

describe('an ending whose outcome is unknown', () => {
  describe.each(['Reject', 'Cancel'] as const)('%s', (tag) => {
    test.each<readonly [string, ReadonlyArray<Shown>, string]>([
      ['nothing was read', [], 'Undecided'],
      ['the settlement has ended', [[dead('rejected')]], 'Done'],
      ['it is settled', [[affirmedBy({ status: 'settled' })]], 'Failed'],
      ['it is pending', [[settlement()]], 'Undecided'],
      ['it is pending after the quiet period', [[settlement()], [settlement()]], 'Void'],
      ['it is gone', [[settlement()], []], 'Undecided'],
      ['an unknown word stands there', [[settlement({ status: 'expired' })]], 'Undecided'],
    ])('when %s', (_, readings, verdict) => {
      expect(judged(ending(tag), readings)._tag).toBe(verdict);
    });

    test('proves nothing by readings from before the fence', () => {
      const unfenced = trialOf(ending(tag), [sighting(ending(tag), [dead()], 1)], { fence: O.none });
      expect(bitgoRules(terms).judge(unfenced)).toMatchObject({ known: 'nothing was read since' });
    });

    test('is never void once the venue took it', () => {
      expect(judged(ending(tag), [[settlement()], [settlement()]], { taken: true })._tag).toBe('Undecided');
    });
  });
});
