import type { Effect, Event, IntentId, State } from '@legwork/core';
import type { Tracer } from '@opentelemetry/api';
import { SpanStatusCode } from '@opentelemetry/api';
import * as O from 'fp-ts/lib/Option.js';
import { attemptsOf } from './attempts.js';
import { moneyOfLedger, statusOfRun } from './money.js';
import { type OpenSpan, type SpanName, beginSpan } from './spans.js';

/** How many steps of one run have a span of their own. */
const stepsMax = 1_000;

/** The trace of one run that is under way. */
export interface RunTrace {
  readonly isRecording: boolean;
  readonly hear: (state: State.State, event: Event, next: Effect | undefined) => void;
}

/** Begins the span of a run, below whatever is active now. */
export const beginRun = (tracer: Tracer, { ledger: { mandate } }: State.State): RunTrace => {
  const { subject } = mandate;
  const run = beginSpan(tracer, 'legwork.run', {
    'legwork.mandate': mandate.id,
    'legwork.venue': mandate.venue,
    ...(subject._tag === 'Existing' ? { 'legwork.settlement': subject.settlement } : {}),
  });
  const attempts = attemptsOf(tracer, run);
  let asked: Effect | undefined;
  let step: OpenSpan | undefined;
  let steps = 0;
  let reads = 0;

  const answer = (event: Event): void => {
    // An order answers nothing: what is under way stays so.
    if (event._tag === 'Told') return run.note('Told', { 'legwork.outcome': event.order._tag });
    const failed = failureIn(event);
    step?.end(
      failed === undefined ? {} : { 'legwork.outcome': failed },
      failed === undefined ? undefined : { code: SpanStatusCode.ERROR, message: failed },
    );
    step = undefined;
    if (event._tag === 'Appended' && asked?._tag === 'Append') asked.records.forEach(attempts.note);
    if (event._tag === 'AppendRefused') run.note('AppendRefused', { 'legwork.outcome': event.refusal.why });
    if (event._tag === 'PrepareFailed' && asked?._tag === 'Prepare')
      attempts.unsent(asked.intent.id, event.error._tag);
    if (event._tag === 'Discarded' && asked?._tag === 'Discard')
      attempts.unsent(asked.request.intent, 'Discarded');
    if (event._tag === 'Nudged') run.note('Nudged');
  };

  const begin = (state: State.State, effect: Effect): void => {
    asked = effect;
    if (effect._tag === 'Prepare') attempts.begin(state.ledger, effect.intent.id);
    if (effect._tag === 'Read') reads += 1;
    const name = spanNames[effect._tag];
    if (name === undefined) return;
    steps += 1;
    if (steps <= stepsMax) step = beginSpan(tracer, name, {}, attempts.contextOf(intentOf(effect)));
  };

  const end = (state: State.State, finish: Effect | undefined): void => {
    attempts.endAll();
    run.end(
      {
        'legwork.money': moneyOfLedger(state.ledger),
        'legwork.because': finish?._tag === 'Finish' ? finish.because : 'JournalLost',
        'legwork.reads': reads,
        ...(steps > stepsMax ? { 'legwork.unrecorded': steps - stepsMax } : {}),
      },
      statusOfRun(state, finish),
    );
  };

  return {
    isRecording: run.isRecording,
    hear: (state, event, next) => {
      if (event._tag === 'Begun') attempts.resume(state.ledger);
      answer(event);
      if (next === undefined && O.isSome(state.pending)) return;
      if (next === undefined || next._tag === 'Finish') end(state, next);
      else begin(state, next);
    },
  };
};

const spanNames: { readonly [effect in Effect['_tag']]: SpanName | undefined } = {
  Append: 'legwork.append',
  Read: 'legwork.read',
  Prepare: 'legwork.prepare',
  Send: 'legwork.send',
  Discard: undefined,
  Wait: undefined,
  Finish: undefined,
};

const intentOf = (effect: Effect): IntentId | undefined => {
  if (effect._tag === 'Prepare') return effect.intent.id;
  return effect._tag === 'Send' ? effect.request.intent : undefined;
};

/** The step that failed, by its tag; `undefined` when it did not. What a sending came to is told of its attempt. */
const failureIn = (event: Event): string | undefined => {
  switch (event._tag) {
    case 'AppendFailed':
    case 'ReadFailed':
    case 'PrepareFailed':
      return event._tag;
    case 'Sent':
      return event.outcome._tag === 'Unknown' ? 'Unknown' : undefined;
    case 'Begun':
    case 'Appended':
    case 'AppendRefused':
    case 'Observed':
    case 'Prepared':
    case 'Discarded':
    case 'Waited':
    case 'Nudged':
    case 'Told':
      return undefined;
  }
};
