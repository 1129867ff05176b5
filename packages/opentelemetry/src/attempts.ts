import type { IntentId, JournalRecord, Ledger } from '@legwork/core';
import type { Context, Tracer } from '@opentelemetry/api';
import type { Facts } from './fact.js';
import { type Money, moneyOfEnding, statusOf } from './money.js';
import { type OpenSpan, beginSpan } from './spans.js';

/** The spans of the attempts of one run: each from its preparing until it is known what came of it. */
export interface Attempts {
  /** One is being prepared. */
  readonly begin: (ledger: Ledger.Ledger, intent: IntentId) => void;
  /** Those that an earlier run has sent, or may have. */
  readonly resume: (ledger: Ledger.Ledger) => void;
  /** Nothing of it left: it could not be prepared, or was given back. */
  readonly unsent: (intent: IntentId, outcome: string) => void;
  /** Records about it are durable. */
  readonly note: (record: JournalRecord) => void;
  /** Where a step belongs: to the attempt it is about, or to the only one that is out, or to the run. */
  readonly contextOf: (intent?: IntentId) => Context;
  /** The run is over: what is still out is not known. */
  readonly endAll: () => void;
}

/** No attempts yet, of a run. */
export const attemptsOf = (tracer: Tracer, run: OpenSpan): Attempts => {
  const open = new Map<IntentId, OpenSpan>();

  const begin = (ledger: Ledger.Ledger, intent: IntentId, number: number, resumed: boolean): void => {
    const progress = ledger.intents.find((one) => one.intent.id === intent);
    if (progress === undefined) return;
    const facts: Facts = {
      'legwork.mandate': ledger.mandate.id,
      'legwork.venue': ledger.mandate.venue,
      'legwork.intent': intent,
      'legwork.attempt': number,
      'legwork.instruction': progress.intent.instruction._tag,
      ...(resumed ? { 'legwork.resumed': true } : {}),
    };
    open.set(intent, beginSpan(tracer, 'legwork.attempt', facts, run.inside));
  };

  const close = (intent: IntentId, money: Money, facts: Facts = {}): void => {
    open.get(intent)?.end({ ...facts, 'legwork.money': money }, statusOf(money));
    open.delete(intent);
  };

  const note = (record: JournalRecord): void => {
    if (record._tag === 'AccountHalted') return run.note(record._tag);
    if (!('intent' in record) || record._tag === 'AttemptArmed') return;
    const { intent } = record;
    const span = open.get(intent) ?? run;
    const about = { 'legwork.intent': intent };
    switch (record._tag) {
      case 'OutcomeKnown': {
        const outcome = record.outcome._tag;
        span.note(record._tag, { ...about, 'legwork.outcome': outcome });
        if (outcome === 'NotSent' || outcome === 'Rejected')
          close(intent, 'NothingMoved', { 'legwork.outcome': outcome });
        return;
      }
      case 'AttemptVoid':
        span.note(record._tag, about);
        return close(intent, 'NothingMoved', { 'legwork.outcome': 'Void' });
      case 'IntentEnded': {
        const { ending } = record;
        const outcome = ending._tag === 'NotDone' ? ending.because : ending._tag;
        span.note(record._tag, { ...about, 'legwork.outcome': outcome });
        return close(intent, moneyOfEnding(ending), { 'legwork.outcome': outcome });
      }
      case 'IntentDecided':
        return span.note(record._tag, { ...about, 'legwork.outcome': record.decision._tag });
      case 'ChangeSeen':
      case 'IntentParked':
        return span.note(record._tag, about);
    }
  };

  return {
    begin: (ledger, intent) => {
      const earlier = ledger.intents.find((one) => one.intent.id === intent)?.attempts ?? 0;
      begin(ledger, intent, earlier + 1, false);
    },
    resume: (ledger) => {
      for (const { intent, attempts, phase } of ledger.intents)
        if (phase._tag !== 'Waiting' && phase._tag !== 'Ended') begin(ledger, intent.id, attempts, true);
    },
    unsent: (intent, outcome) => close(intent, 'NothingMoved', { 'legwork.outcome': outcome }),
    note,
    contextOf: (intent) => {
      const [only, ...others] = open.values();
      const span = intent === undefined ? (others.length === 0 ? only : undefined) : open.get(intent);
      return (span ?? run).inside;
    },
    endAll: () => {
      for (const intent of open.keys()) close(intent, 'MayHaveMoved');
    },
  };
};
