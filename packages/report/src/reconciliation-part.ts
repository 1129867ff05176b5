import type { Discrepancy, Reconciliation } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { AmountPart, BreakPart, LinePart, ReconciliationPart } from './settlement-report.js';

/** A reconciliation as plain data. */
export const reconciliationOf = ({
  matched,
  waiting,
  breaks,
  totals,
}: Reconciliation.Reconciliation): ReconciliationPart => ({
  matched: matched.map(linePart),
  waiting: waiting.map(linePart),
  breaks: breaks.map(breakPart),
  totals: totals.map((total) => ({
    asset: total.asset,
    expected: total.expected,
    observed: total.observed,
    matched: total.matched,
    waiting: total.waiting,
    short: total.short,
    extra: total.extra,
  })),
});

const linePart = ({ line, quantity }: Reconciliation.Part): LinePart => ({
  line: line.id,
  asset: line.asset,
  quantity,
  dueAtMs: O.toNullable(line.dueAtMs),
});

const breakPart = (one: Discrepancy.Discrepancy): BreakPart => ({
  kind: one._tag,
  at: one.at,
  line: O.toNullable(one.line),
  expected: one.expected,
  observed: one.observed,
  mayMean: one.mayMean,
  whatToDo: one.whatToDo,
  short: amountPart(one.short),
  extra: amountPart(one.extra),
});

const amountPart = (amount: O.Option<Discrepancy.Amount>): AmountPart | null =>
  O.isSome(amount) ? { asset: amount.value.asset, quantity: amount.value.quantity } : null;
