import type { Effect, JournalRecord, Ledger, State, Watcher } from '@legwork/core';
import { Instruction } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** Shows a run: a table that is drawn over and over in a terminal, one line for each thing that happens elsewhere. */
export const display = (out: NodeJS.WriteStream): Watcher => (out.isTTY ? live(out) : plain(out));

const plain = (out: NodeJS.WriteStream): Watcher => {
  let appending: ReadonlyArray<JournalRecord> = [];
  return (state, event, next) => {
    if (event._tag === 'Appended')
      for (const record of appending) write(out, `  ${line(state.ledger, record)}`);
    appending = next?._tag === 'Append' ? next.records : [];
  };
};

const write = (out: NodeJS.WriteStream, text: string): void => void out.write(`${text}\n`);

/** One record of the journal as a sentence. */
const line = (ledger: Ledger.Ledger, record: JournalRecord): string => {
  switch (record._tag) {
    case 'MandateGiven':
      return `journaled: a mandate with ${record.mandate.intents.length} intents, approved by ${record.mandate.approval.by}`;
    case 'AttemptArmed':
      return `journaled: attempt ${record.attempt} to ${what(ledger, record.intent)}, nonce ${record.order}; now it is sent`;
    case 'OutcomeKnown':
      return record.outcome._tag === 'Accepted'
        ? `accepted:  ${what(ledger, record.intent)}`
        : `${record.outcome._tag.toLowerCase()}:   ${what(ledger, record.intent)}. ${record.outcome.why}`;
    case 'ChangeSeen':
      return `evidence:  a transfer that was not there before, for: ${what(ledger, record.intent)}`;
    case 'AttemptVoid':
      return `proven:    attempt ${record.attempt} had no effect and never will: ${what(ledger, record.intent)}`;
    case 'IntentEnded':
      return `ended:     ${what(ledger, record.intent)}: ${record.ending._tag}`;
    case 'IntentParked':
      return `a person:  ${what(ledger, record.intent)}. ${record.known}; ${record.wouldResolve}`;
    case 'AccountHalted':
      return `halted:    ${record.why}`;
  }
};

const what = (ledger: Ledger.Ledger, intent: string): string => {
  const found = ledger.intents.find((one) => one.intent.id === intent);
  return found === undefined ? intent : Instruction.describe(found.intent.instruction);
};

const live = (out: NodeJS.WriteStream): Watcher => {
  const begunMs = performance.now();
  let drawn = 0;
  return (state, _event, next) => {
    const rows = table(state, next, performance.now() - begunMs).map((row) => row.slice(0, out.columns - 1));
    const up = drawn === 0 ? '' : `\u001B[${drawn}A`;
    out.write(`${up}${rows.map((row) => `\u001B[2K${row}\n`).join('')}`);
    drawn = rows.length;
  };
};

const table = (state: State.State, next: Effect | undefined, elapsedMs: number): ReadonlyArray<string> => {
  const legs = O.isSome(state.latest) ? (state.latest.value.settlements[0]?.legs ?? []) : [];
  const done = legs.filter((leg) => leg.status === 'Settled').length;
  const intents = state.ledger.intents.map(
    (progress, at) =>
      `  ${Instruction.describe(progress.intent.instruction).padEnd(44)} ${phaseText(progress, state.watches[at])}`,
  );
  const shown = legs.map(
    (leg) =>
      `  ${leg.venueAsset.padEnd(6)} ${leg.quantity.padStart(18)}  ${leg.venueDirection.padEnd(9)} ${leg.status}`,
  );
  const clock = `${(elapsedMs / 1000).toFixed(1)} s`;
  return [
    ...intents,
    ...shown,
    `  ${done} of ${legs.length} legs settled, ${clock}, now: ${next?._tag ?? 'nothing'}`,
  ];
};

const phaseText = ({ phase, attempts }: Ledger.Progress, watch: State.Watch | undefined): string => {
  switch (phase._tag) {
    case 'Waiting':
      return `waits for ${watch?.waitsFor ?? ''}`;
    case 'Armed':
      return `attempt ${attempts} goes out`;
    case 'Unclear':
      return `UNKNOWN: ${phase.why} ${watch?.waitsFor ?? ''}`;
    case 'Taken':
      return 'accepted, under way';
    case 'Ended':
      return phase.ending._tag;
  }
};
