import * as O from 'fp-ts/lib/Option.js';
import type { Effect } from '../engine/effect.js';
import type { State } from '../engine/state.js';
import type { Watcher } from '../program/ports.js';
import { ofEffect, ofHappening } from './happening-entry.js';
import type { Log, LogEntry } from './log-entry.js';
import type { Said } from './record-entry.js';

const detailMax = 500;

/**
 * Writes what happens in a run to a log. Make one for each run.
 *
 * A record is logged once it is durable, never before; so what a log says of money is in the journal. What the log throws
 * is ignored.
 */
export const logWatcher = (log: Log): Watcher => {
  let asked: Effect | undefined;
  return (state, event, next) => {
    const said = [...ofHappening(event, asked), ...ofEffect(next)];
    // An event that is no answer, such as an order, leaves what is under way under way.
    asked = next ?? asked;
    for (const one of said) write(log, entryOf(state, event.at.wallMs, one));
  };
};

const entryOf = ({ ledger: { mandate, intents } }: State, atMs: number, said: Said): LogEntry => {
  const { level, event, intent, attempt, what, detail = '' } = said;
  const { subject } = mandate;
  const number = attempt ?? intents.find((one) => one.intent.id === intent)?.attempts ?? 0;
  return {
    atMs,
    level,
    event,
    venue: mandate.venue,
    account: mandate.account,
    mandate: mandate.id,
    settlement: subject._tag === 'Existing' ? O.some(subject.settlement) : O.none,
    intent: O.fromNullable(intent),
    attempt: number > 0 ? O.some(number) : O.none,
    what: O.fromNullable(what),
    detail: detail.length > detailMax ? `${detail.slice(0, detailMax - 3)}...` : detail,
  };
};

const write = (log: Log, entry: LogEntry): void => {
  try {
    log(entry);
  } catch {
    // A log that fails must not stop a settlement, nor keep the next entry back.
  }
};
