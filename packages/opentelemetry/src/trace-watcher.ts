import type { Watcher } from '@legwork/core';
import { type Tracer, trace } from '@opentelemetry/api';
import { type RunTrace, beginRun } from './run-trace.js';

/**
 * Makes spans of a run: one for the run, below it one for each attempt, and below those the appends, preparations, sendings and
 * readings. Make one for each run, and give it to the run as its `watch`.
 *
 * A span is in order (`OK`) when the money is known to have moved as approved, in error when it is not known whether it
 * has or when sending has stopped, and neither when nothing or only a part has moved. What spans carry is `factNames`, and nothing else.
 *
 * Without a provider that records, it does nothing after its first question. Whatever a provider throws, the run goes on.
 */
export const traceWatcher = (tracer: Tracer = trace.getTracer('@legwork/opentelemetry')): Watcher => {
  let run: RunTrace | undefined;
  return (state, event, next) => {
    run ??= beginRun(tracer, state);
    if (run.isRecording) run.hear(state, event, next);
  };
};
