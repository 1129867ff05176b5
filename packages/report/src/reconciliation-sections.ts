import { Printed } from '@legwork/core';
import type { BreakPart, LinePart, ReconciliationPart, TotalPart } from './settlement-report.js';
import { amountText, instantText } from './words.js';

const { left, list, right, section, table } = Printed;

/** What should have happened, held against what did: breaks first. */
export const reconciliationSections = (
  reconciliation: ReconciliationPart | null,
): ReadonlyArray<Printed.Section> =>
  reconciliation === null
    ? [section('Breaks', list([]), 'Nothing was held against what should have happened.')]
    : [
        section('Breaks', list(reconciliation.breaks.map(breakText)), 'None.'),
        section(
          'Expected and observed',
          table(totalColumns, reconciliation.totals.map(totalRow)),
          'Nothing.',
        ),
        ...(reconciliation.waiting.length === 0
          ? []
          : [section('Not due yet', table(lineColumns, reconciliation.waiting.map(lineRow)), '')]),
      ];

const breakText = (one: BreakPart): string => {
  const money = [
    ...(one.short === null ? [] : [`short ${amountText(one.short)}`]),
    ...(one.extra === null ? [] : [`extra ${amountText(one.extra)}`]),
  ];
  const about = money.length === 0 ? '' : ` (${money.join(', ')})`;
  return (
    `${one.kind} at ${one.at}${about}: expected ${one.expected}; observed ${one.observed}. ` +
    `It may mean: ${one.mayMean}. To do: ${one.whatToDo}.`
  );
};

const totalColumns = [
  left('asset'),
  right('expected'),
  right('observed'),
  right('matched'),
  right('waiting'),
  right('short'),
  right('extra'),
];
const totalRow = (total: TotalPart): ReadonlyArray<string> => [
  total.asset,
  total.expected,
  total.observed,
  total.matched,
  total.waiting,
  total.short,
  total.extra,
];

const lineColumns = [left('line'), right('quantity'), left('asset'), left('due')];
const lineRow = ({ line, quantity, asset, dueAtMs }: LinePart): ReadonlyArray<string> => [
  line,
  quantity,
  asset,
  dueAtMs === null ? '' : instantText(dueAtMs),
];
