import type { Effect, Ending, JournalRecord, Leg, Ledger, State, Watcher } from '@legwork/core';
import { Instruction } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/**
 * Shows a run: what is journaled, line by line, and in a terminal a table below it that is drawn anew at every step.
 *
 * With a name before its lines, several runs can share one output; then there is no table.
 */
export const display = (out: NodeJS.WriteStream, name = ''): Watcher => {
  const erase = out.isTTY && name === '' ? makeTable(out) : () => () => undefined;
  const indent = name === '' ? '  ' : `  ${name.padEnd(nameWidth)} `;
  let appending: ReadonlyArray<JournalRecord> = [];
  return (state, event, next) => {
    const draw = erase();
    if (event._tag === 'Appended')
      for (const record of appending) write(out, `${indent}${line(state.ledger, record)}`);
    appending = next?._tag === 'Append' ? next.records : [];
    draw(state, next);
  };
};

const nameWidth = 12;

const write = (out: NodeJS.WriteStream, text: string): void => void out.write(`${text}\n`);

/** One record of the journal as a sentence. */
const line = (ledger: Ledger.Ledger, record: JournalRecord): string => {
  switch (record._tag) {
    case 'MandateGiven':
      return `journaled: a mandate (intents: ${record.mandate.intents.length}), approved by ${record.mandate.approval.by}`;
    case 'AttemptArmed':
      return `journaled: attempt ${record.attempt} to ${what(ledger, record.intent)}, place ${record.order} in the order of calls; now it is sent`;
    case 'OutcomeKnown':
      return record.outcome._tag === 'Accepted'
        ? `accepted:  ${what(ledger, record.intent)}`
        : `${record.outcome._tag.toLowerCase()}:   ${what(ledger, record.intent)}. ${record.outcome.why}`;
    case 'ChangeSeen':
      return `evidence:  a transfer that was not there before, for: ${what(ledger, record.intent)}`;
    case 'AttemptVoid':
      return `proven:    attempt ${record.attempt} had no effect and never will: ${what(ledger, record.intent)}`;
    case 'IntentEnded':
      return `ended:     ${what(ledger, record.intent)}: ${endingText(record.ending)}`;
    case 'IntentParked':
      return `a person:  ${what(ledger, record.intent)}. ${record.known}; ${record.wouldResolve}`;
    case 'IntentDecided':
      return `decided:   ${what(ledger, record.intent)}: ${record.decision._tag}, by ${record.by} (${record.why})`;
    case 'MandateBarred':
      return `barred:    by ${record.by} (${record.why})`;
    case 'AccountHalted':
      return `halted:    ${record.why}`;
  }
};

const endingText = (ending: Ending): string =>
  ending._tag === 'NotDone' ? `not done. ${ending.why}` : ending._tag;

const what = (ledger: Ledger.Ledger, intent: string): string => {
  const found = ledger.intents.find((one) => one.intent.id === intent);
  return found === undefined ? intent : Instruction.describe(found.intent.instruction);
};

type Draw = (state: State.State, next: Effect | undefined) => void;

/** A table at the end of the output: calling it takes the last drawing away, and what it answers draws a new one. */
const makeTable = (out: NodeJS.WriteStream): (() => Draw) => {
  let begunMs: number | undefined;
  let drawn = 0;
  return () => {
    if (drawn > 0) out.write(`\u001B[${drawn}A\u001B[J`);
    drawn = 0;
    return (state, next) => {
      begunMs ??= performance.now();
      if (next === undefined || next._tag === 'Finish') {
        begunMs = undefined;
        return;
      }
      const rows = table(state, next, performance.now() - begunMs).map((row) =>
        row.slice(0, out.columns - 1),
      );
      out.write(rows.map((row) => `${row}\n`).join(''));
      drawn = rows.length;
    };
  };
};

const table = (state: State.State, next: Effect, elapsedMs: number): ReadonlyArray<string> => {
  const legs = O.isSome(state.latest) ? (state.latest.value.settlements[0]?.legs ?? []) : [];
  const done = legs.filter((leg) => leg.status === 'Settled').length;
  const shown = legs.map(
    (leg) =>
      `  | ${leg.venueAsset.padEnd(5)} ${leg.quantity.padStart(14)}  ${payer(leg).padEnd(11)} ${leg.status}`,
  );
  const intents = state.ledger.intents.map(
    (progress, at) =>
      `  | ${Instruction.describe(progress.intent.instruction)}: ${phaseText(progress, state.watches[at])}`,
  );
  const clock = `${(elapsedMs / 1000).toFixed(1)} s`;
  return [
    '',
    ...shown,
    ...intents,
    `  | ${done} of ${legs.length} legs settled, ${clock}, now: ${next._tag}`,
  ];
};

const payer = ({ flow }: Leg.Leg): string =>
  O.isNone(flow) ? 'who pays?' : flow.value.payer.role === 'Us' ? 'we pay' : 'we receive';

const phaseText = ({ phase, attempts }: Ledger.Progress, watch: State.Watch | undefined): string => {
  switch (phase._tag) {
    case 'Waiting':
      return `waiting (${watch?.waitsFor ?? ''})`;
    case 'Armed':
      return `attempt ${attempts} goes out`;
    case 'Unclear':
      return `UNKNOWN, until ${watch?.waitsFor ?? ''}`;
    case 'Taken':
      return 'accepted, under way';
    case 'Ended':
      return phase.ending._tag;
  }
};
