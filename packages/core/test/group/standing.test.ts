import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../../src/engine/journal-record.js';
import { type Evidence, type MemberStanding, standingOf } from '../../src/group/standing.js';
import type { GroupMember } from '../../src/group/terms.js';
import type { Settlement } from '../../src/noun/settlement.js';
import * as Plan from '../../src/plan/plan.js';
import { endings, given, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import { amount, asset, legId, mandateId, settlementId } from '../fixture/noun.js';
import * as Treasury from '../portfolio/treasury.js';

const { purchase, sale, planOf, readingOf } = Treasury;
const member: GroupMember = { id: mandateId('sale'), plan: planOf(sale), after: [] };
const records = (...rest: ReadonlyArray<JournalRecord>): ReadonlyArray<JournalRecord> => [
  given(
    mandateOf(member.plan.instructions, {
      id: member.id,
      substance: member.plan.substance,
    }),
  ),
  ...rest,
];
const story = storyOf('sale/1');
const read = (changes: Partial<Settlement> = {}): O.Option<Settlement> =>
  O.some({ ...readingOf(sale), ...changes });
/** The settlement with these states of our leg and theirs. */
const legs = (ours: Settlement['legs'][number]['status'], theirs: typeof ours): Partial<Settlement> => {
  const [first, second] = readingOf(sale).legs;
  if (first === undefined || second === undefined) throw new Error('it has two');
  return {
    legs: [
      { ...first, status: ours },
      { ...second, status: theirs },
    ],
  };
};
const job = (
  progress: 'Queued' | 'NotBegun' | 'Cancelled' | 'NeedsPerson' | 'Running' | 'Ended',
): Evidence['job'] => O.some({ progress, note: 'a note' });
const stands = (evidence: Partial<Evidence> = {}, one: GroupMember = member): MemberStanding =>
  right(standingOf(one, { records: [], job: O.none, settlement: read(), ...evidence }));
const brief = ({ phase, gone, isOver, out, received, allReceived }: MemberStanding) => [
  phase,
  gone,
  isOver,
  [...out].map(([what, quantity]) => `${quantity} ${what}`).join(),
  [...received].map(([what, quantity]) => `${quantity} ${what}`).join(),
  allReceived,
];

const nothing = ['', '', false];
const sent = ['1.5 BTC', '', false];
const both = ['1.5 BTC', '97500 USD', true];
const armed = story.armed();

const cases: ReadonlyArray<readonly [string, Partial<Evidence>, ReadonlyArray<unknown>]> = [
  ['nothing was asked for', {}, ['Held', false, true, ...nothing]],
  ['it was submitted', { job: job('Queued') }, ['UnderWay', true, false, ...nothing]],
  [
    'it was submitted and could not begin',
    { job: job('NotBegun') },
    ['NeedsPerson', true, false, ...nothing],
  ],
  ['it was taken back', { job: job('Cancelled') }, ['Failed', false, true, ...nothing]],
  [
    'its id was barred',
    { records: [{ _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'no' }] },
    ['Failed', false, true, ...nothing],
  ],
  ['it was given', { records: records() }, ['UnderWay', true, false, ...nothing]],
  ['an attempt may be leaving', { records: records(armed) }, ['UnderWay', true, false, ...sent]],
  [
    'its outcome is unknown',
    { records: records(armed, story.outcome(outcomes.Unknown)) },
    ['UnderWay', true, false, ...sent],
  ],
  [
    'it is proven void',
    { records: records(armed, story.outcome(outcomes.Unknown), story.voided()) },
    ['UnderWay', true, false, ...nothing],
  ],
  [
    'an unknown waits for a person',
    { records: records(armed, story.outcome(outcomes.Unknown), story.parked()) },
    ['NeedsPerson', true, false, ...sent],
  ],
  [
    'its worker says that it needs a person',
    { records: records(), job: job('NeedsPerson') },
    ['NeedsPerson', true, false, ...nothing],
  ],
  [
    'it is done, and the rest is to come',
    { records: records(armed, story.outcome(outcomes.Accepted), story.ended(endings.Done)) },
    ['Settling', true, true, ...sent],
  ],
  ['it was not done', { records: records(story.ended(endings.NotDone)) }, ['Failed', true, true, ...nothing]],
  [
    'it came to nothing',
    { records: records(armed, story.outcome(outcomes.Accepted), story.ended(endings.Failed)) },
    ['Failed', true, true, ...nothing],
  ],
  [
    'it was done in part',
    { records: records(armed, story.outcome(outcomes.Accepted), story.ended(endings.PartlyDone)) },
    ['Failed', true, true, ...sent],
  ],
  [
    'it had happened without us',
    { records: records(story.ended({ _tag: 'NotDone', because: 'NotNeeded', why: 'it is settled' })) },
    ['Settling', true, true, ...sent],
  ],
  [
    'somebody else has settled our leg',
    { settlement: read(legs('InProgress', 'Open')) },
    ['Held', false, true, ...sent],
  ],
  [
    'theirs has come first',
    { settlement: read(legs('Open', 'Settled')) },
    ['Held', false, true, '', '97500 USD', true],
  ],
  [
    'theirs may still be taken back',
    { settlement: read({ ...legs('Settled', 'Settled'), finality: 'Reversible' }) },
    ['Held', false, true, ...sent],
  ],
  [
    'all of it is final',
    { settlement: read({ ...legs('Settled', 'Settled'), finality: 'Final' }) },
    ['Final', false, true, ...both],
  ],
  [
    'it is called final without what was to come',
    { settlement: read({ ...legs('Settled', 'Open'), finality: 'Final' }) },
    ['NeedsPerson', false, true, ...sent],
  ],
  ['it ended unsettled', { settlement: read({ finality: 'Dead' }) }, ['Lapsed', false, true, ...nothing]],
  [
    'a consent lapsed while an attempt is open',
    {
      records: records(armed),
      settlement: read({ consents: [{ by: Treasury.them('paper'), status: 'Lapsed', lapsesAtMs: O.none }] }),
    },
    ['Lapsed', true, false, ...sent],
  ],
  [
    'it could not be read',
    { records: records(armed), settlement: O.none },
    ['UnderWay', true, false, ...sent],
  ],
];

describe('where a member stands', () => {
  test.each(cases)('%s', (_, evidence, expected) => {
    expect(brief(stands(evidence))).toStrictEqual(expected);
  });

  test('what is shown in another quantity has not come', () => {
    const [ours, theirs] = readingOf(sale).legs;
    if (ours === undefined || theirs === undefined) throw new Error('it has two');
    const less = { ...theirs, status: 'Settled', quantity: amount('97499') } as const;
    expect(stands({ settlement: read({ legs: [ours, less] }) }).allReceived).toBe(false);
    const another = { ...theirs, status: 'Settled', asset: O.some(asset('ETH')) } as const;
    expect(stands({ settlement: read({ legs: [ours, another] }) }).allReceived).toBe(false);
    const unnamed = { ...theirs, status: 'Settled', id: legId('L9') } as const;
    expect(stands({ settlement: read({ legs: [ours, unnamed] }) }).allReceived).toBe(false);
  });

  test('whether it could be read is not guessed', () => {
    expect(stands().isRead).toBe(true);
    expect(stands({ settlement: O.none }).isRead).toBe(false);
  });

  test('awaits the consents of others, and ours where going does not give it', () => {
    const whole: GroupMember = { id: mandateId('purchase'), plan: planOf(purchase), after: [] };
    const awaiting = O.some(readingOf(purchase));
    expect(stands({ settlement: awaiting }, whole).awaited).toStrictEqual([]);
    const theirs = { by: Treasury.them('whole'), status: 'Awaited', lapsesAtMs: O.none } as const;
    const ours = { by: Treasury.us('paper'), status: 'Awaited', lapsesAtMs: O.none } as const;
    expect(
      stands({ settlement: O.some({ ...readingOf(purchase), consents: [theirs] }) }, whole).awaited,
    ).toHaveLength(1);
    expect(stands({ settlement: read({ consents: [ours] }) }).awaited).toStrictEqual([ours.by]);
    const unclear = { ...theirs, status: 'Unrecognised' } as const;
    expect(stands({ settlement: read({ consents: [unclear] }) }).awaited).toHaveLength(1);
  });

  test('an affirmation that may have left counts with all we pay, and the most that may be charged', () => {
    const whole: GroupMember = { id: mandateId('purchase'), plan: planOf(purchase), after: [] };
    const { instructions, substance } = whole.plan;
    const mandate = mandateOf(instructions, { id: whole.id, substance });
    const standing = stands(
      { records: [given(mandate), storyOf('purchase/1').armed()], settlement: O.some(readingOf(purchase)) },
      whole,
    );
    expect([...standing.out]).toStrictEqual([['USD', '64000.25']]);
  });

  test('a creation is followed in what it became', () => {
    const flow = { payer: Treasury.us('paper'), receiver: Treasury.them('paper') };
    const term = { asset: asset('BTC'), quantity: amount('1.5'), flow, feeMax: amount('0') };
    const back = {
      asset: asset('USD'),
      quantity: amount('97500'),
      flow: { payer: flow.receiver, receiver: flow.payer },
      feeMax: amount('0'),
    };
    const plan = Plan.creating(Treasury.rulesAt('paper'), Treasury.digest)('spot', O.none, [term, back]);
    const created: GroupMember = { id: mandateId('new'), plan, after: [] };
    const { instructions, substance } = plan;
    const begun = [given(mandateOf(instructions, { id: created.id, substance })), storyOf('new/1').armed()];
    const done = [
      ...begun,
      storyOf('new/1').outcome(outcomes.Accepted),
      storyOf('new/1').ended(endings.Done),
    ];
    const none = { settlement: O.none };
    expect(brief(stands(none, created))).toStrictEqual(['Held', false, true, ...nothing]);
    expect(stands(none, created).isRead).toBe(true);
    expect(brief(stands({ records: begun, ...none }, created))).toStrictEqual([
      'UnderWay',
      true,
      false,
      ...sent,
    ]);
    expect(brief(stands({ records: done, ...none }, created))).toStrictEqual([
      'Settling',
      true,
      true,
      ...sent,
    ]);
    const final = read({ ...legs('Settled', 'Settled'), id: settlementId, finality: 'Final' });
    expect(brief(stands({ records: done, settlement: final }, created))).toStrictEqual([
      'Final',
      true,
      true,
      ...both,
    ]);
  });

  test('does not depend on what others have delivered since the plan was made', () => {
    const [ours, theirs] = sale.owed;
    if (ours === undefined || theirs === undefined) throw new Error('it has two');
    const delivered = {
      ...member,
      plan: planOf({ ...sale, owed: [ours, { ...theirs, status: 'Settled' }] }),
    };
    const settlement = read(legs('Open', 'Settled'));
    expect(stands({ records: records(armed), settlement }, delivered)).toStrictEqual(
      stands({ records: records(armed), settlement }),
    );
    const less = { ...member, plan: planOf({ ...sale, owed: [{ ...ours, quantity: '1.4' }, theirs] }) };
    expect(E.isLeft(standingOf(less, { records: records(), job: O.none, settlement }))).toBe(true);
  });

  test('a refusal of ours is not a lapse', () => {
    const settlement = readingOf(sale);
    const instruction = { _tag: 'Reject', settlement: settlement.id, reason: 'no' } as const;
    const plan = Plan.ending(Treasury.rulesAt('paper'), Treasury.digest)(instruction);
    const rejection: GroupMember = { id: mandateId('sale'), plan, after: [] };
    const mandate = mandateOf([instruction], { id: rejection.id, substance: plan.substance });
    const ended = { settlement: read({ finality: 'Dead' }) };
    expect(stands({ records: [given(mandate)], ...ended }, rejection).phase).toBe('UnderWay');
    const done = [given(mandate), armed, story.outcome(outcomes.Accepted), story.ended(endings.Done)];
    expect(brief(stands({ records: done, ...ended }, rejection))).toStrictEqual([
      'Final',
      true,
      true,
      ...nothing,
    ]);
  });

  test('what had left before the plan was made counts, read or not', () => {
    const [ours, theirs] = sale.owed;
    if (ours === undefined || theirs === undefined) throw new Error('it has two');
    const late = { ...member, plan: planOf({ ...sale, owed: [{ ...ours, status: 'Settled' }, theirs] }) };
    expect(brief(stands({ settlement: O.none }, late))).toStrictEqual(['Held', false, true, ...sent]);
  });

  test('what had come before the plan was made counts, unless the venue may still take it back', () => {
    const [ours, theirs] = sale.owed;
    if (ours === undefined || theirs === undefined) throw new Error('it has two');
    const come = { ...sale, owed: [ours, { ...theirs, status: 'Settled' as const }] };
    const early = { ...member, plan: planOf(come) };
    const isIn = (changes: Partial<Settlement>) =>
      stands({ settlement: read({ ...legs('Open', 'Settled'), ...changes }) }, early).allReceived;
    expect(stands({ settlement: O.none }, early).allReceived).toBe(true);
    expect(isIn({ finality: 'Open' })).toBe(true);
    expect(isIn({ finality: 'Final' })).toBe(true);
    expect(isIn({ finality: 'Reversible' })).toBe(false);
    expect(isIn({ finality: 'Dead' })).toBe(false);
    expect(isIn({ finality: 'Unrecognised' })).toBe(false);
  });

  test('what is shown twice is not known to have come', () => {
    const [, theirs] = readingOf(sale).legs;
    if (theirs === undefined) throw new Error('it has two');
    const come = { ...theirs, status: 'Settled' } as const;
    expect(stands({ settlement: read({ legs: [come] }) }).allReceived).toBe(true);
    expect(stands({ settlement: read({ legs: [come, come] }) }).allReceived).toBe(false);
  });

  test('is refused when the journal has another plan under its id, or cannot be read', () => {
    const other = standingOf(member, {
      records: [given(mandateOf([], { id: member.id }))],
      job: O.none,
      settlement: read(),
    });
    expect(E.isLeft(other) && other.left).toMatchObject({ _tag: 'MemberDiffers', member: 'sale' });
    const broken = standingOf(member, { records: [armed], job: O.none, settlement: read() });
    expect(E.isLeft(broken) && broken.left._tag).toBe('BrokenJournal');
  });
});
