import type { Effect, JournalRecord, Leg, Ledger, State, Watcher } from '@legwork/core';
import { Instruction, Printed, Story } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/**
 * Shows a run: what is journaled, line by line, and in a terminal a table below it that is drawn anew at every step.
 *
 * With a name before its lines, several runs can share one output; then there is no table.
 */
export const display = (out: NodeJS.WriteStream, name = ''): Watcher => {
  const erase = out.isTTY && name === '' ? makeTable(out) : () => () => undefined;
  const indent = name === '' ? '  ' : `${name.padEnd(nameWidth)} `;
  let appending: ReadonlyArray<JournalRecord> = [];
  return (state, event, next) => {
    const draw = erase();
    if (event._tag === 'Appended')
      for (const record of appending) write(out, indent, line(state.ledger, record));
    appending = next?._tag === 'Append' ? next.records : [];
    draw(state, next);
  };
};

const nameWidth = 12;

/** Where several runs share the output, every line says whose it is, and none is too wide for a terminal. */
const write = (out: NodeJS.WriteStream, indent: string, text: string): void => {
  const lines =
    indent.length > 2 ? Printed.wrapped(indent + text, columns, ' '.repeat(indent.length)) : [indent + text];
  out.write(lines.map((one) => `${one}\n`).join(''));
};

const columns = 80;

/** One record of the journal in sentences, and who is behind it. */
const line = ({ mandate }: Ledger.Ledger, record: JournalRecord): string => {
  const { who, what } = Story.moment(mandate.intents, record);
  return `${who}: ${what}`;
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
