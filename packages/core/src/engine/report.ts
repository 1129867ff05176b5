import * as O from 'fp-ts/lib/Option.js';
import type { IntentId, MandateId, SettlementId } from '../noun/id.js';
import { type Instruction, describe } from '../noun/instruction.js';
import { shown } from '../noun/observation.js';
import { type Rollup, rollup } from '../noun/rollup.js';
import type { Settlement } from '../noun/settlement.js';
import type { Finish } from './effect.js';
import type { Ending } from './ending.js';
import type { Progress } from './ledger.js';
import type { State } from './state.js';

/** What came of a mandate, as far as it is known now. */
export interface Report {
  readonly mandate: MandateId;
  readonly because: Finish;
  readonly lines: ReadonlyArray<ReportLine>;
  /** The settlement as it was last read; `none` if it was never read. */
  readonly settlement: O.Option<Settlement>;
  readonly status: O.Option<Rollup>;
  /** Why the account may not send; `none` if it may. */
  readonly halted: O.Option<string>;
}

/** What came of one intent. */
export interface ReportLine {
  readonly intent: IntentId;
  readonly instruction: Instruction;
  readonly attempts: number;
  readonly standing: Standing;
}

/** Where an intent stands at the end of a run. An open one names what is known, since when, and what would resolve it (L3). */
export type Standing =
  | { readonly _tag: 'Over'; readonly ending: Ending }
  | {
      readonly _tag: 'NeedsOperator';
      /** Whether money may be moving for it. */
      readonly out: boolean;
      /** By the wall clock. Units: milliseconds since the Unix epoch. */
      readonly sinceMs: number;
      readonly known: string;
      readonly wouldResolve: string;
    };

/** The report of a run that is over. */
export const make = (state: State, because: Finish): Report => {
  const { ledger, latest, halted } = state;
  const settlement = O.isSome(latest) ? O.fromNullable(shown(ledger.mandate.subject, latest.value)) : O.none;
  return {
    mandate: ledger.mandate.id,
    because,
    lines: ledger.intents.map((progress) => line(progress, because)),
    settlement,
    status: O.map(rollup)(settlement),
    halted,
  };
};

const line = (progress: Progress, because: Finish): ReportLine => ({
  intent: progress.intent.id,
  instruction: progress.intent.instruction,
  attempts: progress.attempts,
  standing: standing(progress, because),
});

const standing = ({ phase, parked }: Progress, because: Finish): Standing => {
  if (phase._tag === 'Ended') return { _tag: 'Over', ending: phase.ending };
  const out = phase._tag !== 'Waiting';
  if (O.isSome(parked)) return { _tag: 'NeedsOperator', out, ...parked.value };
  const known = out ? 'an attempt may have left' : 'nothing of it is under way';
  const wouldResolve =
    because === 'TakenOver'
      ? 'the worker that took it over'
      : 'verifying the journal and running the mandate again';
  const sinceMs = phase._tag === 'Unclear' || phase._tag === 'Taken' ? phase.sinceMs : 0;
  return { _tag: 'NeedsOperator', out, sinceMs, known, wouldResolve };
};

/** Whether everything that was approved has happened. */
export const isDone = (report: Report): boolean =>
  report.lines.every(
    ({ standing: { _tag, ...rest } }) => _tag === 'Over' && 'ending' in rest && rest.ending._tag === 'Done',
  );

/** The settlement that a mandate created or settled; `none` if it did not come to that. */
export const settlementOf = (report: Report): O.Option<SettlementId> => {
  for (const { standing: where } of report.lines)
    if (where._tag === 'Over' && where.ending._tag === 'Done') return O.some(where.ending.settlement);
  return O.none;
};

/** One line a person can read. */
export const sentence = ({ instruction, standing: where }: ReportLine): string => {
  const what = describe(instruction);
  if (where._tag === 'NeedsOperator')
    return `${what}: needs a person. Known: ${where.known}. It would be resolved by: ${where.wouldResolve}.`;
  switch (where.ending._tag) {
    case 'Done':
      return `${what}: done.`;
    case 'PartlyDone':
      return `${what}: done in part; the rest needs a new approval.`;
    case 'Failed':
      return `${what}: the venue took it and it came to nothing (${where.ending.why}).`;
    case 'NotDone':
      return `${what}: not done, and nothing of it moved (${where.ending.why}).`;
  }
};
