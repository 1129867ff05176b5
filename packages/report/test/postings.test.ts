import { describe, expect, test } from '@jest/globals';
import type { Leg, Observed, Settlement } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type MandateJournal, type PostingSources, type Postings, postingsOf } from '../src/index.js';
import {
  account,
  amount,
  expected,
  journal,
  leg,
  nowMs,
  settleLeg,
  settlement,
  transfer,
  venue,
} from './fixture/noun.js';

const shown = (one: Settlement.Settlement, seenAtMs = nowMs): Observed => ({
  _tag: 'Shown',
  settlement: one,
  seenAtMs,
});

const posted = (legs: ReadonlyArray<Leg.Leg>, changes: Partial<PostingSources> = {}): Postings =>
  postingsOf({ journals: [], observed: [shown(settlement(legs))], venues: [], expected: [], ...changes });

/** An entry on one line: its state, who is debited and credited, and how much of what. */
const lines = ({ entries }: Postings): ReadonlyArray<string> =>
  entries.map(({ state, kind, postings: [debit, credit] }) => {
    expect([debit.side, credit.side, credit.asset, credit.quantity]).toEqual([
      'Debit',
      'Credit',
      debit.asset,
      debit.quantity,
    ]);
    return `${state} ${kind}: ${debit.account} from ${credit.account} ${debit.quantity} ${debit.asset}`;
  });

const whys = ({ entries }: Postings): ReadonlyArray<string> => entries.map(({ why }) => why);

const showing = (showsTransfers: boolean, ours = 'desk'): PostingSources['venues'][number] => ({
  venue: venue('paper'),
  account: account(ours),
  capabilities: { showsTransfers },
});
const showsNone = [showing(false)];

describe('postings of transfers', () => {
  test('a completed transfer is booked: whoever receives is debited, whoever pays is credited', () => {
    const made = posted([
      leg('L1', 'Out', '1.5', 'BTC', { status: 'Settled', transfers: [transfer('101', '1.5')] }),
      leg('L2', 'In', '97500', 'USD', { status: 'Settled', transfers: [transfer('102', '97500')] }),
    ]);
    expect(lines(made)).toEqual([
      'Booked Transfer: paper:Venue:house from paper:Us:desk 1.5 BTC',
      'Booked Transfer: paper:Us:desk from paper:Venue:house 97500 USD',
    ]);
    expect(made.entries.map(({ id }) => id)).toEqual([
      'paper/desk/B_1/L1/transfer/101',
      'paper/desk/B_1/L2/transfer/102',
    ]);
    expect(made.notPosted).toEqual([]);
  });

  test('a failed one is none; one under way, of an unknown status, or named by an answer alone is pending', () => {
    const part = leg('L1', 'Out', '4', 'BTC', {
      status: 'InProgress',
      transfers: [
        transfer('1', '1', 'Failed'),
        transfer('2', '1', 'Pending'),
        transfer('3', '1', 'Unrecognised'),
      ],
    });
    const answered = journal(
      'm',
      [settleLeg(part)],
      [
        { _tag: 'Armed', intent: 1 },
        { _tag: 'Accepted', intent: 1, transfer: transfer('4', '1') },
      ],
    );
    const made = posted([part], { journals: [answered] });
    expect(made.entries.map(({ id, state }) => `${state} ${id}`)).toEqual([
      'Pending paper/desk/B_1/L1/transfer/2',
      'Pending paper/desk/B_1/L1/transfer/3',
      'Pending paper/desk/B_1/L1/transfer/4',
    ]);
    expect(whys(made)).toEqual([
      'the transfer is under way',
      'the status of the transfer is not understood',
      'an answer named the transfer, and no reading shows it',
    ]);
    expect(made.entries[2]?.reference).toMatchObject({ transfer: '4', mandate: 'm', intent: 'm/1' });
  });

  test.each([
    ['Open', { atomicity: 'Whole' }, 'it settles as a whole, and the whole is not final'],
    ['Reversible', { atomicity: 'Whole' }, 'it settles as a whole, and the whole is not final'],
    ['Dead', {}, 'the venue says that the settlement ended without settling'],
    ['Unrecognised', {}, 'the finality of the settlement is not understood'],
    [
      'Final',
      { oddities: [{ at: 'L1', what: 'a word' }] },
      'something in what the venue says of the settlement is odd',
    ],
  ] as const)('completed, and nothing is booked as the settlement is %s', (finality, changes, why) => {
    const done = leg('L1', 'Out', '1', 'BTC', { status: 'Settled', transfers: [transfer('1', '1')] });
    const made = posted([], { observed: [shown(settlement([done], { finality, ...changes }))] });
    expect(whys(made)).toEqual([why]);
    expect(made.entries[0]?.state).toBe('Pending');
  });

  test('leg by leg, what is completed is booked whatever becomes of the other legs; as a whole, once it is final', () => {
    const done = leg('L1', 'Out', '1', 'BTC', { status: 'Settled', transfers: [transfer('1', '1')] });
    for (const changes of [
      { finality: 'Open' },
      { finality: 'Reversible' },
      { finality: 'Final' },
      { finality: 'Final', atomicity: 'Whole' },
    ] as const)
      expect(
        posted([], { observed: [shown(settlement([done], changes))] }).entries.map(({ state }) => state),
      ).toEqual(['Booked']);
  });

  test('a transfer without a quantity is all of a settled leg if it is the only one, and is not posted otherwise', () => {
    const silent = transfer('1', undefined);
    const done = { status: 'Settled', transfers: [silent, transfer('0', '1', 'Failed')] } as const;
    expect(lines(posted([leg('L1', 'Out', '1.5', 'BTC', done)]))).toEqual([
      'Booked Transfer: paper:Venue:house from paper:Us:desk 1.5 BTC',
    ]);
    for (const changes of [
      { status: 'InProgress', transfers: [silent] },
      { status: 'Settled', transfers: [silent, transfer('2', '1')] },
    ] as const) {
      const made = posted([leg('L1', 'Out', '1.5', 'BTC', changes)]);
      expect(made.notPosted.map(({ reference, why }) => [reference.transfer, why])).toEqual([
        ['1', 'the venue does not say how much it moves'],
      ]);
      expect(made.entries.filter(({ kind }) => kind === 'Rest')).toEqual([]);
    }
  });

  test('one transfer that is shown for two legs is posted once, for the first', () => {
    const twin = { status: 'Settled', transfers: [transfer('1', '2')] } as const;
    const made = posted([leg('L2', 'Out', '2', 'BTC', twin), leg('L1', 'Out', '2', 'BTC', twin)]);
    expect(made.entries.map(({ id }) => id)).toEqual(['paper/desk/B_1/L1/transfer/1']);
    expect(made.notPosted.map(({ reference, why }) => [reference.leg, why])).toEqual([
      ['L2', 'the transfer is posted for another leg already'],
    ]);
  });

  test('a leg whose asset or direction is not understood is not posted, and is named once something may have moved', () => {
    const strange = leg('L1', 'Out', '1', 'BTC', { asset: O.none });
    const settled = { status: 'Settled', transfers: [transfer('1', '1')] } as const;
    expect(posted([strange])).toEqual({ entries: [], notPosted: [] });
    const sent = journal('m', [settleLeg(leg('L1', 'Out', '1', 'BTC'))], [{ _tag: 'Armed', intent: 1 }]);
    expect(posted([strange], { journals: [sent] }).notPosted).toHaveLength(1);
    for (const one of [
      { ...strange, ...settled },
      leg('L1', 'Out', '1', 'BTC', { flow: O.none, ...settled }),
    ]) {
      const made = posted([one]);
      expect(made.entries).toEqual([]);
      expect(made.notPosted).toHaveLength(1);
    }
  });

  test('of a settlement that was read twice the last reading holds, and of one instant always the same', () => {
    const done = leg('L1', 'Out', '1', 'BTC', { status: 'Settled', transfers: [transfer('1', '1')] });
    const [open, dead] = [settlement([done]), settlement([done], { finality: 'Dead' })];
    const stateOf = (observed: ReadonlyArray<Observed>): string | undefined =>
      posted([], { observed }).entries[0]?.state;
    expect(stateOf([shown(dead, nowMs + 1), shown(open, nowMs)])).toBe('Pending');
    expect(stateOf([shown(dead, nowMs), shown(open, nowMs + 1)])).toBe('Booked');
    expect(stateOf([shown(dead), shown(open)])).toBe(stateOf([shown(open), shown(dead)]));
  });

  test('earlier readings count: a venue may show the latest transfer only', () => {
    const before = leg('L1', 'Out', '3', 'BTC', { status: 'PartlySettled', transfers: [transfer('1', '1')] });
    const after = leg('L1', 'Out', '3', 'BTC', { status: 'Settled', transfers: [transfer('2', '2')] });
    const readings = [shown(settlement([after]), nowMs + 1), shown(settlement([before]), nowMs)];
    const made = posted([], { observed: [...readings, ...readings.toReversed()] });
    expect(lines(made)).toEqual([
      'Booked Transfer: paper:Venue:house from paper:Us:desk 1 BTC',
      'Booked Transfer: paper:Venue:house from paper:Us:desk 2 BTC',
    ]);
  });
});

describe('postings of what no transfer shows', () => {
  const settled = leg('L1', 'Out', '1.5', 'BTC', { status: 'Settled' });

  test('a settled leg is booked where the venue says of itself that it shows no transfers, and pending elsewhere', () => {
    expect(lines(posted([settled], { venues: showsNone }))).toEqual([
      'Booked Leg: paper:Venue:house from paper:Us:desk 1.5 BTC',
    ]);
    const made = posted([settled]);
    expect(lines(made)).toEqual(['Pending Rest: paper:Venue:house from paper:Us:desk 1.5 BTC']);
    expect(whys(made)).toEqual(['the leg is said to be settled, and no transfer shows it']);
  });

  test('is pending too where it is said both ways, or of another account', () => {
    for (const venues of [[showing(false), showing(true)], [showing(false, 'other')]])
      expect(posted([settled], { venues }).entries.map(({ state }) => state)).toEqual(['Pending']);
  });

  test('what such a venue shows all the same is not booked beside the leg', () => {
    const both = { ...settled, transfers: [transfer('1', '1.5')] };
    expect(posted([both], { venues: showsNone }).entries.map(({ kind }) => kind)).toEqual(['Leg']);
  });

  test('the rest of a settled leg of which a part is shown is pending', () => {
    const part = { ...settled, transfers: [transfer('1', '1')] };
    expect(lines(posted([part]))).toEqual([
      'Pending Rest: paper:Venue:house from paper:Us:desk 0.5 BTC',
      'Booked Transfer: paper:Venue:house from paper:Us:desk 1 BTC',
    ]);
  });

  test.each([
    ['InProgress', 'the leg is under way, and no transfer shows how far'],
    ['PartlySettled', 'a part of the leg is settled, and no transfer shows which'],
    ['Unrecognised', 'the status of the leg is not understood'],
  ] as const)('a leg that is %s is pending', (status, why) => {
    for (const venues of [[], showsNone])
      expect(whys(posted([leg('L1', 'Out', '1.5', 'BTC', { status })], { venues }))).toEqual([why]);
  });

  test('an open leg is nothing, unless an attempt of ours is out for it', () => {
    const open = leg('L1', 'Out', '1.5', 'BTC');
    const sent = (steps: Parameters<typeof journal>[2]): ReadonlyArray<MandateJournal> => [
      journal('m', [settleLeg(open)], steps),
    ];
    expect(posted([open]).entries).toEqual([]);
    expect(posted([open], { journals: sent([]) }).entries).toEqual([]);
    for (const steps of [
      [{ _tag: 'Armed', intent: 1 }],
      [
        { _tag: 'Armed', intent: 1 },
        { _tag: 'Unknown', intent: 1 },
      ],
      [
        { _tag: 'Armed', intent: 1 },
        { _tag: 'Accepted', intent: 1 },
      ],
    ] as const) {
      const made = posted([open], { journals: sent(steps) });
      expect(whys(made)).toEqual(['it was sent, and it is not known yet what became of it']);
      expect(made.entries[0]).toMatchObject({ state: 'Pending', reference: { mandate: 'm', intent: 'm/1' } });
    }
    const voided = sent([
      { _tag: 'Armed', intent: 1 },
      { _tag: 'Unknown', intent: 1 },
      { _tag: 'Void', intent: 1 },
    ]);
    expect(posted([open], { journals: voided }).entries).toEqual([]);
  });
});

describe('postings of fees', () => {
  const books = (one: ReturnType<typeof expected>): Partial<PostingSources> => {
    const { id, venue: at, account: ours } = settlement([]);
    return { expected: [{ venue: at, account: ours, settlement: id, legs: [one] }] };
  };
  const done = (way: 'Out' | 'In', quantity: string): Leg.Leg =>
    leg('L1', way, quantity, 'USD', { status: 'Settled', transfers: [transfer('1', quantity)] });
  const feeLines = (made: Postings): ReadonlyArray<string> =>
    lines(made).filter((line) => line.includes('Fee:'));

  test.each([
    ['Out', '101', '100', 'paper:Fees:desk from paper:Venue:house 1 USD'],
    ['Out', '99', '100', 'paper:Venue:house from paper:Fees:desk 1 USD'],
    ['In', '99', '100', 'paper:Fees:desk from paper:Venue:house 1 USD'],
    ['In', '101', '100', 'paper:Venue:house from paper:Fees:desk 1 USD'],
  ] as const)('%s of %s, which is %s without fees', (way, quantity, without, line) => {
    const made = posted(
      [done(way, quantity)],
      books(expected(way, quantity, 'USD', { withoutFees: amount(without) })),
    );
    expect(feeLines(made)).toEqual([`Booked Fee: ${line}`]);
    expect(made.entries.find(({ kind }) => kind === 'Fee')?.id).toBe('paper/desk/B_1/L1/fee');
  });

  test('a leg that is a fee and nothing else is one as a whole', () => {
    const made = posted([done('Out', '7')], books(expected('Out', '7', 'USD', { purpose: 'Fee' })));
    expect(lines(made)).toEqual([
      'Booked Fee: paper:Fees:desk from paper:Venue:house 7 USD',
      'Booked Transfer: paper:Venue:house from paper:Us:desk 7 USD',
    ]);
  });

  test('nothing is a fee before all of the leg is booked, and nothing of a leg that our books have otherwise', () => {
    const fee = expected('Out', '7', 'USD', { purpose: 'Fee' });
    const part = leg('L1', 'Out', '7', 'USD', { status: 'PartlySettled', transfers: [transfer('1', '6')] });
    expect(feeLines(posted([part], books(fee)))).toEqual([]);
    for (const other of [
      expected('Out', '8', 'USD', { purpose: 'Fee' }),
      expected('In', '7', 'USD', { purpose: 'Fee' }),
      expected('Out', '7', 'EUR', { purpose: 'Fee' }),
      expected('Out', '7', 'USD', { purpose: 'Fee', receiverAccount: account('stranger') }),
      expected('Out', '7', 'USD'),
    ])
      expect(feeLines(posted([done('Out', '7')], books(other)))).toEqual([]);
  });

  test('two lines of our books for one leg: the fee is not guessed', () => {
    const { expected: [one] = [] } = books(expected('Out', '7', 'USD', { purpose: 'Fee' }));
    const both = one === undefined ? [] : [{ ...one, legs: [...one.legs, expected('Out', '7', 'USD')] }];
    const made = posted([done('Out', '7')], { expected: both });
    expect(feeLines(made)).toEqual([]);
    expect(made.notPosted.map(({ why }) => why)).toEqual([
      'more than one line of our own books is of this leg, so its fee is not told from its principal',
    ]);
  });
});

describe('what a posting comes from', () => {
  const part = leg('L1', 'Out', '2', 'BTC', {
    status: 'Settled',
    transfers: [transfer('1', '1'), transfer('2', '1')],
  });

  test('is told by the transfer that the venue named, where several mandates were about the leg', () => {
    const first = journal(
      'a',
      [settleLeg(part)],
      [
        { _tag: 'Armed', intent: 1 },
        { _tag: 'Accepted', intent: 1, transfer: transfer('1', '1') },
      ],
    );
    const second = journal('b', [settleLeg(part)], [{ _tag: 'Armed', intent: 1 }]);
    const refused = journal('c', [settleLeg(part)], [{ _tag: 'NotDone', intent: 1, why: 'no' }]);
    const made = posted([part], { journals: [refused, second, first] });
    expect(made.entries.map(({ reference }) => reference.intent)).toEqual(['a/1', null]);
    const alone = posted([part], { journals: [refused, second] });
    expect(alone.entries.map(({ reference }) => reference.intent)).toEqual(['b/1', 'b/1']);
  });
});
