import { describe, expect, test } from '@jest/globals';
import { type JournalRecord, Ledger, Policy, Quantity, State } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { type History, type Setup, type Signing, type TrueEffect, check } from '../src/index.js';
import { settlement } from '../src/journal/paper-mandate.js';
import { intent, mandate, rules } from './fixture/mandate.js';

const quantity = (text: string): Quantity.Quantity => E.getOrElse(() => Quantity.zero)(Quantity.parse(text));

const setup = (truth: ReadonlyArray<TrueEffect>, signed: ReadonlyArray<Signing> = []): Setup => {
  const never = (): never => {
    throw new Error('the checker must not call the adapter');
  };
  return {
    venue: {
      rules,
      prepare: never,
      write: never,
      read: never,
      serverError: { status: 502, body: '' },
      outcome: never,
      observation: never,
      advance: never,
      truth: () => truth,
      signed: () => signed,
      owed: () => ({ key: 'leg', quantity: quantity('2') }),
    },
    mandate,
    policy: Policy.standard,
    digest: (text) => text,
    timing: {
      tripMs: 1,
      timeoutMs: 1,
      delays: { Short: 1, PastFence: 1, PastQuiet: 1 },
      staleMs: 1,
      pauseMs: 1,
      restartMs: 1,
      afterMs: 1,
    },
    mustFinish: true,
    resume: State.resume,
  };
};

const given: JournalRecord = { _tag: 'MandateGiven', atMs: 0, mandate };
const armed = (attempt: number, order: string): JournalRecord => ({
  _tag: 'AttemptArmed',
  atMs: 1,
  intent: intent.id,
  attempt,
  order,
  body: '{}',
  before: rules.snapshot(intent.instruction, {
    subject: mandate.subject,
    settlements: [],
    order: 1n,
    askedAtMs: 0,
    answeredAtMs: 0,
  }),
  lane: 'lane',
  reading: '1',
  fence: '2',
  exclusion: { name: 'leg', once: true },
});
const known = (
  attempt: number,
  outcome: Extract<JournalRecord, { _tag: 'OutcomeKnown' }>['outcome'],
): JournalRecord => ({
  _tag: 'OutcomeKnown',
  atMs: 2,
  intent: intent.id,
  attempt,
  outcome,
});
const unknown = { _tag: 'Unknown', why: 'lost' } as const;
const done: JournalRecord = {
  _tag: 'IntentEnded',
  atMs: 3,
  intent: intent.id,
  ending: { _tag: 'Done', settlement },
};

const effect = (order: bigint | undefined, moved: string): TrueEffect => ({
  key: 'leg',
  order,
  atMs: 5,
  moved: quantity(moved),
});
const history = (records: ReadonlyArray<JournalRecord>, ended = true): History => ({
  records,
  faults: [],
  points: [],
  ended,
  steps: 1,
});
const rulesBroken = (
  truth: ReadonlyArray<TrueEffect>,
  records: ReadonlyArray<JournalRecord>,
  ended = true,
): ReadonlyArray<string> => check(setup(truth), history(records, ended)).map((one) => one.rule);

describe('The checker', () => {
  const honest = [given, armed(1, '7'), known(1, unknown), done];

  test('finds nothing where the journal and the books agree', () => {
    expect(E.isRight(Ledger.fold(honest))).toBe(true);
    expect(rulesBroken([effect(7n, '2')], honest)).toEqual([]);
  });

  test('finds two effects of one intent', () => {
    expect(rulesBroken([effect(7n, '2'), effect(8n, '2')], honest)).toEqual(['Double']);
  });

  test('does not count what others did', () => {
    expect(rulesBroken([effect(7n, '2'), effect(undefined, '2')], honest)).toEqual([]);
  });

  test('finds more than was approved in a single effect', () => {
    expect(rulesBroken([effect(7n, '2.00000001')], honest)).toEqual(['Double']);
  });

  test('finds an effect of an attempt that was recorded as void', () => {
    const gone: JournalRecord = { _tag: 'AttemptVoid', atMs: 3, intent: intent.id, attempt: 1 };
    const records = [given, armed(1, '7'), known(1, unknown), gone, armed(2, '9'), known(2, unknown), done];
    expect(rulesBroken([effect(9n, '2')], records)).toEqual([]);
    expect(rulesBroken([effect(7n, '2')], records)).toEqual(['LateEffect']);
  });

  test.each([
    { _tag: 'NotSent', why: 'x' } as const,
    { _tag: 'Rejected', why: 'x', again: 'Allowed' } as const,
  ])('finds an effect of an attempt that was recorded as %p', (outcome) => {
    const records = [given, armed(1, '7'), known(1, outcome), armed(2, '9'), known(2, unknown), done];
    expect(rulesBroken([effect(7n, '1'), effect(9n, '1')], records)).toEqual(['LateEffect']);
  });

  test('finds what is done in the journal alone', () => {
    expect(rulesBroken([], honest)).toEqual(['FalseDone']);
    expect(rulesBroken([effect(7n, '1')], honest)).toEqual(['FalseDone']);
  });

  test('finds a mandate that is lost, an intent without an end, and a run without one', () => {
    expect(rulesBroken([], [])).toEqual(['Lost']);
    expect(rulesBroken([], [given])).toEqual(['NotLive']);
    expect(rulesBroken([effect(7n, '2')], honest, false)).toEqual(['NotLive']);
  });

  test('finds orders that do not increase', () => {
    const records = [
      given,
      armed(1, '7'),
      known(1, { _tag: 'NotSent', why: 'x' }),
      armed(2, '7'),
      known(2, unknown),
      done,
    ];
    expect(rulesBroken([], records)).toContain('NonceReused');
  });

  test('finds what was signed for something else than was approved, sent or not', () => {
    const signing = { intent: intent.id, order: 6n, text: 'other', faithful: false };
    const found = check(setup([effect(7n, '2')], [signing]), history(honest));
    expect(found.map((one) => one.rule)).toEqual(['SignedOther']);
  });

  test('finds a second text that was signed and armed beside one that took effect', () => {
    const signing = (order: bigint, text: string): Signing => ({
      intent: intent.id,
      order,
      text,
      faithful: true,
    });
    const again = { _tag: 'Rejected', why: 'x', again: 'Allowed' } as const;
    const records = [given, armed(1, '7'), known(1, again), armed(2, '9'), known(2, unknown), done];
    const rulesOf = (moved: bigint, texts: ReadonlyArray<Signing>): ReadonlyArray<string> =>
      check(setup([effect(moved, '2')], texts), history(records)).map((one) => one.rule);
    expect(rulesOf(9n, [signing(7n, 'a'), signing(9n, 'b')])).toEqual([]);
    expect(rulesOf(7n, [signing(7n, 'a'), signing(9n, 'a')])).toEqual(['LateEffect']);
    expect(rulesOf(7n, [signing(7n, 'a'), signing(9n, 'b')])).toEqual(['LateEffect', 'SignedTwice']);
    expect(rulesOf(7n, [signing(7n, 'a'), signing(8n, 'b')])).toEqual(['LateEffect']);
  });

  test('counts a person as an end only where the setup allows it', () => {
    const parked: JournalRecord = {
      _tag: 'IntentParked',
      atMs: 3,
      intent: intent.id,
      known: 'x',
      wouldResolve: 'y',
    };
    const records = [given, armed(1, '7'), known(1, unknown), parked];
    expect(rulesBroken([], records)).toEqual(['NotLive']);
    expect(check({ ...setup([]), mustFinish: false }, history(records))).toEqual([]);
  });
});
