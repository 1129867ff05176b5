import { type Checked, bad, good } from '../checked.js';
import type { Chaos } from './chaos.js';
import type { FaultTable } from './fault-kind.js';
import type { FaultMatch, FaultSpec } from './fault-spec.js';
import type { Plan } from './plan.js';

/** What a fault is matched against. */
export interface FaultSubject {
  readonly requestId: string;
  readonly method: string;
  readonly asset?: string | undefined;
  readonly batch?: string | undefined;
  readonly account?: string | undefined;
  readonly id?: string | undefined;
}

/** A fault that struck. */
interface FiredFault {
  readonly kind: string;
  readonly requestId: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly by: 'script' | 'chaos';
}

/** The faults to come, in order, and those that came. */
export interface FaultQueue<Tune> {
  /** Adds all of them or, with a reason, none. */
  readonly add: (specs: ReadonlyArray<FaultSpec>) => Checked<number>;
  /** The plan of the one fault that strikes this request, if any. Every fault to come counts the request. */
  readonly take: (subject: FaultSubject) => Plan<Tune> | undefined;
  /** Forgets the faults to come; says how many there were. */
  readonly clear: () => number;
  readonly list: () => {
    readonly pending: ReadonlyArray<FaultSpec>;
    readonly fired: ReadonlyArray<FiredFault>;
  };
}

interface Pending<Tune> {
  readonly spec: FaultSpec;
  readonly plan: Plan<Tune>;
  matched: number;
  left: number;
}

const PENDING_MAX = 10_000;
const FIRED_MAX = 100_000;

/** An empty queue over a fault table; chaos strikes where no scripted fault does. */
export const make = <Tune>(table: FaultTable<Tune>, chaos: Chaos<Tune> | undefined): FaultQueue<Tune> => {
  let pending: ReadonlyArray<Pending<Tune>> = [];
  const fired: FiredFault[] = [];
  const note = (fault: FiredFault): void => {
    if (fired.length < FIRED_MAX) fired.push(fault);
  };

  const add = (specs: ReadonlyArray<FaultSpec>): Checked<number> => {
    const added: Array<Pending<Tune>> = [];
    for (const spec of specs) {
      const kind = Object.hasOwn(table, spec.kind) ? table[spec.kind] : undefined;
      if (kind === undefined) return bad(`There is no fault named ${spec.kind.slice(0, 64)}.`);
      const plan = kind.plan(spec.with);
      if (!plan.ok) return bad(`The fault ${spec.kind} is refused: ${plan.why}.`);
      added.push({ spec, plan: plan.value, matched: 0, left: spec.times ?? 1 });
    }
    if (pending.length + added.length > PENDING_MAX) return bad('There are too many faults to come.');
    pending = [...pending, ...added];
    return good(added.length);
  };

  const take = (subject: FaultSubject): Plan<Tune> | undefined => {
    const matching = pending.filter((fault) => matches(fault.spec.on, subject));
    for (const fault of matching) fault.matched += 1;
    const struck = matching.find((fault) => fault.matched >= (fault.spec.on?.nth ?? 1));
    if (struck === undefined) {
      const drawn = chaos?.draw();
      if (drawn === undefined) return undefined;
      note({ kind: drawn.kind, requestId: subject.requestId, with: drawn.with, by: 'chaos' });
      return drawn.plan;
    }
    struck.left -= 1;
    if (struck.left === 0) pending = pending.filter((fault) => fault !== struck);
    const { kind, with: params } = struck.spec;
    note({ kind, requestId: subject.requestId, with: params ?? {}, by: 'script' });
    return struck.plan;
  };

  const clear = (): number => {
    const count = pending.length;
    pending = [];
    return count;
  };
  return {
    add,
    take,
    clear,
    list: () => ({ pending: pending.map((fault) => fault.spec), fired: [...fired] }),
  };
};

const matches = (on: FaultMatch | undefined, subject: FaultSubject): boolean =>
  on === undefined ||
  ((on.method === undefined || on.method === subject.method) &&
    (on.asset === undefined || on.asset === subject.asset) &&
    (on.batch === undefined || on.batch === subject.batch) &&
    (on.account === undefined || on.account === subject.account) &&
    (on.id === undefined || on.id === subject.id));
