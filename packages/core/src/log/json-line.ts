import * as O from 'fp-ts/lib/Option.js';
import type { LogEntry } from './log-entry.js';

/**
 * An entry as one line of JSON, always with its fields in this order and without those that are absent. It has no line break
 * in it, whatever a venue or a person wrote.
 *
 * @example
 * ```ts
 * import { type LogEntry, jsonLine, logWatcher } from '@legwork/core';
 * const log = (entry: LogEntry): void => console.log(jsonLine(entry));
 * export const watch = logWatcher(log); // give it to a run as its `watch`
 * ```
 */
export const jsonLine = (entry: LogEntry): string => {
  const { atMs, level, event, venue, account, mandate, settlement, intent, attempt, what, detail } = entry;
  const text = JSON.stringify({
    atMs,
    level,
    event,
    venue,
    account,
    mandate,
    settlement: O.toUndefined(settlement),
    intent: O.toUndefined(intent),
    attempt: O.toUndefined(attempt),
    what: O.toUndefined(what),
    detail: detail === '' ? undefined : detail,
  });
  return text.replaceAll(unsafe, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
};

/** What some readers of logs take for a line break or obey, and JSON lets stand. */
const unsafe = /[\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
