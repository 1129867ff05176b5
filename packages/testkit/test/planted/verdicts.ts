import type { Seen, Sighting, Trial, Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type Planted, adapter } from './planted.js';

/** A judge that says something else where `when` holds. */
const judging = (
  wrong: string,
  caughtBy: string,
  when: (trial: Trial, seen: Seen | undefined) => boolean,
  says: (trial: Trial) => Verdict,
): Planted =>
  adapter(wrong, caughtBy, ({ judge }) => ({
    judge: (trial) => {
      const seen = O.isSome(trial.last) ? trial.last.value.seen : undefined;
      return when(trial, seen) ? says(trial) : judge(trial);
    },
  }));

const gone = (): Verdict => ({ _tag: 'Void' });
const failed = (): Verdict => ({ _tag: 'Failed', why: 'it looks so' });
const done = ({ instruction }: Trial): Verdict =>
  instruction._tag === 'SettleLeg'
    ? { _tag: 'Done', settlement: instruction.settlement }
    : { _tag: 'Contradiction', what: 'nobody asks' };

/** A judge of a case from which a doubt was taken away. */
const unsuspecting = (
  wrong: string,
  doubt: string,
  bend: (trial: Trial, quietMs: number) => Trial,
): Planted =>
  adapter(`takes a call for void ${wrong}`, `takes no call for void ${doubt}`, ({ judge, capabilities }) => ({
    judge: (trial) => {
      const verdict = judge(bend(trial, capabilities.quietMs));
      return verdict._tag === 'Void' ? verdict : judge(trial);
    },
  }));

const isOpen = (seen: Seen | undefined): boolean => seen?._tag === 'LegSeen' && seen.leg.status === 'Open';

const atOnce = ({ answeredAtMs, ...rest }: Sighting): Sighting => ({
  ...rest,
  askedAtMs: answeredAtMs,
  answeredAtMs,
});

/** Judges that say too much, too early, or of the wrong thing. */
export const verdicts: ReadonlyArray<Planted> = [
  judging(
    'says Void on an empty trial',
    'decides nothing without a reading (M4)',
    (_, seen) => seen === undefined,
    gone,
  ),
  judging(
    'says Done on an empty trial',
    'decides nothing without a reading (M4)',
    (_, seen) => seen === undefined,
    done,
  ),
  adapter('says nothing of what would resolve it', 'decides nothing without a reading (M4)', ({ judge }) => ({
    judge: (trial) => {
      const verdict = judge(trial);
      return verdict._tag === 'Undecided' ? { ...verdict, wouldResolve: '' } : verdict;
    },
  })),
  adapter(
    'never says from when on a reading could help',
    'decides nothing without a reading (M4)',
    ({ judge }) => ({
      judge: (trial) => {
        const verdict = judge(trial);
        return verdict._tag === 'Undecided' ? { ...verdict, readAtMs: Number.POSITIVE_INFINITY } : verdict;
      },
    }),
  ),
  judging(
    'says Done though nothing happened',
    'takes a call of which nothing shows for void, or decides nothing (M2, M4)',
    (_, seen) => isOpen(seen),
    done,
  ),
  judging(
    'says Failed though nothing happened',
    'takes a call of which nothing shows for void, or decides nothing (M2, M4)',
    ({ receipt }, seen) => isOpen(seen) && O.isNone(receipt),
    failed,
  ),
  unsuspecting('without a fence', 'without a reading beyond the fence (M2 a)', (trial, quietMs) => ({
    ...trial,
    fence: O.isSome(trial.fence)
      ? trial.fence
      : O.map((last: Sighting) => ({ ...last, answeredAtMs: last.askedAtMs - quietMs }))(trial.last),
  })),
  unsuspecting('on the fence itself', 'on the reading that is the fence itself (M2 b)', (trial, quietMs) => ({
    ...trial,
    last: O.map((last: Sighting) => ({ ...last, askedAtMs: last.askedAtMs + 2 * quietMs }))(trial.last),
  })),
  unsuspecting(
    'without the quiet period',
    'a millisecond before the quiet period is over (M2 b)',
    (trial, quietMs) => ({
      ...trial,
      last: O.map((last: Sighting) => ({ ...atOnce(last), askedAtMs: last.askedAtMs + quietMs }))(trial.last),
    }),
  ),
  unsuspecting('though a change was seen before', 'if a change was seen before (M2 d)', (trial) => ({
    ...trial,
    named: false,
  })),
  unsuspecting('though a change shows', 'if a change shows (M2 d)', (trial) => ({
    ...trial,
    named: false,
    last: O.map((last: Sighting) => ({ ...last, mark: trial.before }))(trial.last),
  })),
  unsuspecting(
    'though the leg is for something else',
    'if what it is about is no more as it was approved (M2 c)',
    (trial) => {
      const { instruction, last } = trial;
      if (instruction._tag !== 'SettleLeg' || O.isNone(last)) return trial;
      const { seen } = last.value;
      if (seen._tag !== 'LegSeen') return trial;
      const leg = { ...seen.leg, quantity: instruction.quantity };
      return { ...trial, last: O.some({ ...last.value, seen: { ...seen, leg } }) };
    },
  ),
  unsuspecting('though the venue took it', 'that the venue took (M5)', (trial) => ({
    ...trial,
    receipt: O.none,
  })),
  judging(
    'says Done while the transfer is under way',
    'takes nothing for over while a transfer is under way',
    (_, seen) => seen?._tag === 'LegSeen' && seen.leg.status === 'InProgress',
    done,
  ),
  judging(
    'says Failed while the transfer is under way',
    'takes nothing for over while a transfer is under way',
    (_, seen) => seen?._tag === 'LegSeen' && seen.leg.status === 'InProgress',
    failed,
  ),
  judging(
    'says Partial where there are no parts',
    'finds a leg settled in part exactly if its capabilities say so',
    (_, seen) => seen?._tag === 'LegSeen' && seen.leg.status === 'PartlySettled',
    () => ({ _tag: 'Partial', residual: O.none }),
  ),
  judging(
    'takes any new settlement for the one that it was to open',
    'takes no settlement of other trades for the one that it was to open (D10)',
    ({ instruction }, seen) =>
      instruction._tag === 'CreateSettlement' &&
      seen?._tag === 'SettlementsSeen' &&
      seen.settlements.length > 0,
    ({ last }) => {
      const seen = O.isSome(last) ? last.value.seen : undefined;
      const [newest] = seen?._tag === 'SettlementsSeen' ? seen.settlements : [];
      return newest === undefined ? gone() : { _tag: 'Done', settlement: newest.id };
    },
  ),
  judging(
    'says Void of a creation whatever shows',
    'opens a settlement at most once, with this reply lost: AfterEffect (H6)',
    ({ instruction }, seen) => instruction._tag === 'CreateSettlement' && seen !== undefined,
    gone,
  ),
  judging(
    'says Void of whatever is not settled yet',
    'finds out that a lost reply was a yes, and sends nothing twice (M2)',
    (_, seen) => seen?._tag === 'LegSeen' && seen.leg.status !== 'Settled',
    gone,
  ),
  judging(
    'never finds a leg settled',
    'moves exactly what was approved, once (M1, M8, M9)',
    (_, seen) => seen?._tag === 'LegSeen' && seen.leg.status === 'Settled',
    () => ({ _tag: 'Undecided', known: 'it shows', wouldResolve: 'nothing', readAtMs: 0 }),
  ),
];
