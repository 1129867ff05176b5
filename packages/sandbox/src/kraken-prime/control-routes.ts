import { commonRoutes, named, reading } from '../control/common-routes.js';
import type { ControlRoutes } from '../control/control-server.js';
import type { FaultQueue } from '../fault/fault-queue.js';
import type { OffsetClock } from '../offset-clock.js';
import { flag, listOf, record, text } from '../reader.js';
import type { Machine } from './machine.js';
import * as SecondActor from './second-actor.js';
import { SWITCHBOARD } from './switches.js';
import * as Trade from './trade.js';
import * as TransferOutcome from './transfer-outcome.js';
import type { Tune } from './tune.js';

const trades = record({ trades: listOf(Trade.read, 10_000) }, {});
const confirmation = record({ confirmed: flag }, { batchId: text });
const release = record({}, { transferId: text, outcome: TransferOutcome.read });

/** The control routes of the Kraken Prime venue. */
export const controlRoutes = (
  machine: Machine,
  faults: FaultQueue<Tune>,
  clock: OffsetClock,
): ControlRoutes => {
  const now = (): number => clock.nowMs();
  const { advance, truth, overview } = machine;
  const switches = (): unknown => SWITCHBOARD.describe(machine.switches);
  return {
    ...commonRoutes({ advance, truth, overview, switches, faults, clock }),
    'POST /trades': (body) =>
      reading(trades, body, (given) => named('added', machine.addTrades(given.trades, now()))),
    'POST /confirm': (body) =>
      reading(confirmation, body, (given) =>
        named('batchId', machine.setConfirmed(given.batchId, given.confirmed, now())),
      ),
    'POST /second-actor': (body) =>
      reading(SecondActor.read, body, (act) => named('id', machine.secondActor(act, now()))),
    'POST /release': (body) =>
      reading(release, body ?? {}, (given) => named('transferId', machine.release(given, now()))),
  };
};
