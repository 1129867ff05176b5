import type { Tracer } from '@opentelemetry/api';
import { type Context, type Span, type SpanStatus, context, trace } from '@opentelemetry/api';
import { type Facts, attributesOf } from './fact.js';

/** Every span that we make. */
export type SpanName =
  | 'legwork.run'
  | 'legwork.attempt'
  | 'legwork.append'
  | 'legwork.prepare'
  | 'legwork.send'
  | 'legwork.read';

/** What was noted on a span at an instant. */
type Note =
  | 'OutcomeKnown'
  | 'ChangeSeen'
  | 'AttemptVoid'
  | 'IntentEnded'
  | 'IntentParked'
  | 'IntentDecided'
  | 'AccountHalted'
  | 'AppendRefused'
  | 'Nudged'
  | 'Told';

/** A span that is under way, and can carry nothing but facts. */
export interface OpenSpan {
  readonly isRecording: boolean;
  /** The context in which children of it are begun. */
  readonly inside: Context;
  readonly note: (name: Note, facts?: Facts) => void;
  /** Ends it, with what it came to. */
  readonly end: (facts?: Facts, status?: SpanStatus) => void;
}

/** Begins a span: below another one, or below whatever is active where the run was begun. */
export const beginSpan = (
  tracer: Tracer,
  name: SpanName,
  facts: Facts,
  parent: Context = context.active(),
): OpenSpan => {
  const span = tracer.startSpan(name, { attributes: attributesOf(facts) }, parent);
  return openSpan(span, parent);
};

const openSpan = (span: Span, parent: Context): OpenSpan => ({
  isRecording: span.isRecording(),
  inside: trace.setSpan(parent, span),
  note: (name, facts = {}) => void span.addEvent(name, attributesOf(facts)),
  end: (facts = {}, status) => {
    span.setAttributes(attributesOf(facts));
    if (status !== undefined) span.setStatus(status);
    span.end();
  },
});
