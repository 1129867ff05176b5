import * as O from 'fp-ts/lib/Option.js';
import type { Party } from '../noun/party.js';
import type { Settlement } from '../noun/settlement.js';

/** An instant at which a consent lapses. Units: milliseconds since the Unix epoch. */
export interface ConsentDeadline {
  readonly of: Party;
  readonly atMs: number;
}

/** Whether nothing more can happen to it. */
export const isOver = ({ finality }: Settlement): boolean => finality === 'Final' || finality === 'Dead';

/** When consents lapse that are awaited or given, the first one first; none once the settlement is over. */
export const consentDeadlines = (settlement: Settlement): ReadonlyArray<ConsentDeadline> =>
  isOver(settlement)
    ? []
    : settlement.consents
        .flatMap(({ by, status, lapsesAtMs }) =>
          O.isSome(lapsesAtMs) && (status === 'Awaited' || status === 'Given')
            ? [{ of: by, atMs: lapsesAtMs.value }]
            : [],
        )
        .toSorted((a, b) => a.atMs - b.atMs);

/** Whether both are the same deadline. */
export const isSameDeadline = (a: ConsentDeadline, b: ConsentDeadline): boolean =>
  a.atMs === b.atMs && a.of.role === b.of.role && a.of.account === b.of.account;
