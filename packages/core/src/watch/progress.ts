import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { Report, ReportLine } from '../engine/report.js';
import type { AssetId } from '../noun/id.js';
import { describe } from '../noun/instruction.js';
import type { Leg } from '../noun/leg.js';
import type { Party, Role } from '../noun/party.js';
import { type Rollup, rollup } from '../noun/rollup.js';
import type { Settlement } from '../noun/settlement.js';
import type { Plan, PlanLine } from '../plan/plan.js';
import { type ConsentDeadline, consentDeadlines } from './deadline.js';

/** How far something is, for a terminal or a UI. Nothing is decided by it. */
export interface Progress {
  /** What it is about, in a few words. */
  readonly name: string;
  readonly status: Rollup | 'Planned';
  readonly legs: { readonly done: number; readonly total: number };
  /** By asset and way, in the order of their names. Legs whose asset or direction is not understood are only in `legs`. */
  readonly values: ReadonlyArray<Value>;
  readonly waits: ReadonlyArray<Wait>;
  /** The first deadline that is still ahead; `none` when there is none. */
  readonly deadline: O.Option<ConsentDeadline>;
}

/** How much of one asset has moved one way. Exact: `settled`, `open` and `unclear` add up to `total`. Units: whole units of the asset. */
export interface Value {
  readonly asset: AssetId;
  readonly way: 'Out' | 'In' | 'Others';
  readonly settled: Quantity.Quantity;
  readonly open: Quantity.Quantity;
  /** Of legs that moved in part, at a venue that does not say how much. */
  readonly unclear: Quantity.Quantity;
  readonly total: Quantity.Quantity;
}

/** Something that is waited for. */
export interface Wait {
  /** Whose move it is. `Person`: an operator of ours. `Anybody`: it is not known whose. */
  readonly by: Role | 'Person' | 'Anybody';
  readonly for: string;
  /** Since when, as far as is known. Units: milliseconds since the Unix epoch. */
  readonly sinceMs: O.Option<number>;
}

/** What a settlement was seen as, and since when. A `Known` of a view is one. */
export interface Standing {
  readonly settlement: Settlement;
  readonly sinceMs: number;
}

/** How far a settlement is, and what its mandate waits for, where a report of that is given. */
export const of = (
  { settlement, sinceMs }: Standing,
  nowMs: number,
  report: O.Option<Report> = O.none,
): Progress => {
  const { legs } = settlement;
  const status = rollup(settlement);
  const isOver = status === 'Final' || status === 'Stopped' || status === 'Lapsed';
  const ours = O.isSome(report) ? report.value.lines.flatMap(waitOfLine) : [];
  return {
    name: settlement.id,
    status,
    legs: { done: legs.filter((leg) => leg.status === 'Settled').length, total: legs.length },
    values: totals(legs.flatMap(partOfLeg)),
    waits: isOver ? ours : [...ours, ...waitsOf(settlement, O.some(sinceMs))],
    deadline: O.fromNullable(consentDeadlines(settlement).find(({ atMs }) => atMs > nowMs)),
  };
};

/** How far a plan is that nothing was done for yet. */
export const ofPlan = (plan: Plan): Progress => ({
  name: plan.subject._tag === 'Existing' ? plan.subject.settlement : plan.subject.scope,
  status: 'Planned',
  legs: { done: plan.lines.filter(({ by }) => by === 'Over').length, total: plan.lines.length },
  values: totals(plan.lines.map(partOfLine)),
  waits: [
    ...(plan.instructions.length > 0
      ? [{ by: 'Person', for: 'the approval of the plan', sinceMs: O.none } as const]
      : []),
    ...plan.waitsFor.map((what) => ({ by: 'Anybody', for: what, sinceMs: O.none }) as const),
  ],
  deadline: O.none,
});

type Part = Pick<Value, 'asset' | 'way' | 'settled' | 'open' | 'unclear'>;

const { zero } = Quantity;

const wayOf = (payer: Party, receiver: Party): Value['way'] =>
  payer.role === 'Us' ? 'Out' : receiver.role === 'Us' ? 'In' : 'Others';

const partOfLeg = (leg: Leg): ReadonlyArray<Part> => {
  const { asset, flow, quantity, residual, status } = leg;
  if (O.isNone(asset) || O.isNone(flow)) return [];
  const named = { asset: asset.value, way: wayOf(flow.value.payer, flow.value.receiver) };
  const unclear = { ...named, settled: zero, open: zero, unclear: quantity };
  if (status === 'Settled') return [{ ...named, settled: quantity, open: zero, unclear: zero }];
  if (O.isSome(residual)) {
    const settled = Quantity.subtract(quantity, residual.value);
    return E.isLeft(settled)
      ? [unclear]
      : [{ ...named, settled: settled.right, open: residual.value, unclear: zero }];
  }
  return status === 'Open' || status === 'InProgress'
    ? [{ ...named, settled: zero, open: quantity, unclear: zero }]
    : [unclear];
};

const partOfLine = ({ asset, payer, receiver, quantity, by }: PlanLine): Part => {
  const over = by === 'Over';
  return {
    asset,
    way: wayOf(payer, receiver),
    settled: over ? quantity : zero,
    open: over ? zero : quantity,
    unclear: zero,
  };
};

const totals = (parts: ReadonlyArray<Part>): ReadonlyArray<Value> => {
  const values = new Map<string, Value>();
  for (const { asset, way, settled, open, unclear } of parts) {
    const key = `${asset} ${way}`;
    const so = values.get(key) ?? { asset, way, settled: zero, open: zero, unclear: zero, total: zero };
    values.set(key, {
      asset,
      way,
      settled: Quantity.add(so.settled, settled),
      open: Quantity.add(so.open, open),
      unclear: Quantity.add(so.unclear, unclear),
      total: Quantity.sum([so.total, settled, open, unclear]),
    });
  }
  return [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
};

const waitsOf = ({ consents, legs }: Settlement, sinceMs: O.Option<number>): ReadonlyArray<Wait> => [
  ...consents
    .filter(({ status }) => status === 'Awaited')
    .map(({ by }) => ({ by: by.role, for: `the consent of ${by.account}`, sinceMs })),
  ...legs.flatMap((leg) => waitsOfLeg(leg).map((one) => ({ ...one, sinceMs }))),
];

const waitsOfLeg = (leg: Leg): ReadonlyArray<Omit<Wait, 'sinceMs'>> => {
  const named = `${leg.quantity} ${leg.venueAsset}`;
  switch (leg.status) {
    case 'Settled':
      return [];
    case 'InProgress':
      return [{ by: 'Venue', for: `the transfer of ${named}` }];
    case 'Open':
    case 'PartlySettled':
      return leg.actionableBy.length === 0
        ? [{ by: 'Anybody', for: `${named} to be settled` }]
        : leg.actionableBy.map((by) => ({ by, for: `${named} to be settled` }));
    case 'Unrecognised':
      return [{ by: 'Person', for: `${named}: the venue uses a word that is not known` }];
  }
};

const waitOfLine = ({ instruction, standing }: ReportLine): ReadonlyArray<Wait> =>
  standing._tag === 'Over'
    ? []
    : [
        {
          by: 'Person',
          for: `${describe(instruction)}: ${standing.wouldResolve}`,
          sinceMs: standing.sinceMs > 0 ? O.some(standing.sinceMs) : O.none,
        },
      ];
