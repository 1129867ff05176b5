import { commonRoutes, named, reading } from '../control/common-routes.js';
import type { ControlRoutes } from '../control/control-server.js';
import type { FaultQueue } from '../fault/fault-queue.js';
import type { OffsetClock } from '../offset-clock.js';
import { oneOf, record, text } from '../reader.js';
import type { Machine } from './machine.js';
import { PARTNER_STATUSES } from './partner.js';
import { currency } from './payload.js';
import { SWITCHBOARD } from './switches.js';
import * as Trade from './trade.js';
import type { Tune } from './tune.js';

const deed = record({ affirmationId: text, act: oneOf(['affirm', 'reject', 'cancel']) }, {});
const proposal = record({ requesterAccountId: text, trade: Trade.reader('seed-or-sdk') }, {});
const funding = record({ accountId: text, currency, amount: text }, {});
const partnership = record({ partnerId: text, status: oneOf(PARTNER_STATUSES) }, {});

/** The control routes of the BitGo venue. */
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
    'POST /act': (body) =>
      reading(deed, body, (given) => named('status', machine.act(given.affirmationId, given.act, now()))),
    'POST /propose': (body) =>
      reading(proposal, body, (given) =>
        named('id', machine.propose(given.requesterAccountId, given.trade, now())),
      ),
    'POST /fund': (body) => reading(funding, body, (given) => named('available', machine.fund(given, now()))),
    'POST /withdraw': (body) =>
      reading(funding, body, (given) => named('available', machine.withdraw(given, now()))),
    'POST /partner': (body) =>
      reading(partnership, body, (given) =>
        named('partnerId', machine.setPartner(given.partnerId, given.status, now())),
      ),
  };
};
