import { type Checked, bad, good } from '../checked.js';
import type { ControlRoutes } from '../control/control-server.js';
import type { FaultQueue } from '../fault/fault-queue.js';
import * as FaultSpec from '../fault/fault-spec.js';
import type { Json } from '../json-text.js';
import type { OffsetClock } from '../offset-clock.js';
import { type Reader, flag, listOf, record, text, whole } from '../reader.js';
import type { Machine } from './machine.js';
import * as SecondActor from './second-actor.js';
import { describe } from './switches.js';
import * as Trade from './trade.js';
import * as TransferOutcome from './transfer-outcome.js';
import type { Tune } from './tune.js';

const trades = record({ trades: listOf(Trade.read, 10_000) }, {});
const faultList = record({ faults: listOf(FaultSpec.read, 10_000) }, {});
const clockMove = record({ advanceMs: whole(0, 3_153_600_000_000) }, {});
const confirmation = record({ confirmed: flag }, { batchId: text });
const release = record({}, { transferId: text, outcome: TransferOutcome.read });

/** The control routes of the Kraken Prime venue. */
export const controlRoutes = (
  machine: Machine,
  faults: FaultQueue<Tune>,
  clock: OffsetClock,
): ControlRoutes => {
  const now = (): number => clock.nowMs();
  const upToDate = <A>(give: () => A): Checked<A> => {
    machine.advance(now());
    return good(give());
  };
  return {
    'GET /truth': () => upToDate(machine.truth),
    'GET /state': () => upToDate(machine.overview),
    'GET /switches': () => good(describe(machine.switches)),
    'GET /faults': () => good(faults.list()),
    'POST /faults': (body) => then(faultList, body, (given) => named('added', faults.add(given.faults))),
    'DELETE /faults': () => good({ removed: faults.clear() }),
    'POST /trades': (body) =>
      then(trades, body, (given) => named('added', machine.addTrades(given.trades, now()))),
    'POST /clock': (body) =>
      then(clockMove, body, ({ advanceMs }) => {
        clock.advance(advanceMs);
        return upToDate(() => ({ nowMs: now() }));
      }),
    'POST /confirm': (body) =>
      then(confirmation, body, (given) =>
        named('batchId', machine.setConfirmed(given.batchId, given.confirmed, now())),
      ),
    'POST /second-actor': (body) =>
      then(SecondActor.read, body, (act) => named('id', machine.secondActor(act, now()))),
    'POST /release': (body) =>
      then(release, body ?? {}, (given) => named('transferId', machine.release(given, now()))),
  };
};

const then = <A>(reader: Reader<A>, body: Json, go: (given: A) => Checked<unknown>): Checked<unknown> => {
  const read = reader(body, 'The body');
  return read.ok ? go(read.value) : bad(`${read.why}.`);
};

const named = (name: string, done: Checked<unknown>): Checked<unknown> =>
  done.ok ? good({ [name]: done.value }) : done;
