import type { ListQuery, Observation, ReadFailed, Settlement, SettlementVenue } from '@legwork/core';
import { type ConfigRefused, type LanePorts, httpTransport, nonceLane } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Wire, enter, exchange } from './call.js';
import type { TwinbookConfig } from './config.js';
import { Shown } from './deal.js';
import { asReadFailed } from './error.js';
import { twinbookRules } from './rules.js';
import { sending } from './sending.js';
import { toSettlement } from './translate.js';

/** An account at Twinbook as a venue: one for each key and process. Errors: `ConfigRefused`; nothing was sent. */
export const connectTwinbook =
  (ports: LanePorts) =>
  (config: TwinbookConfig): E.Either<ConfigRefused, SettlementVenue> => {
    const transport = httpTransport(config.transport);
    if (E.isLeft(transport)) return transport;
    // A turn outlasts the longest call, or a second call could begin before the first has its verdict.
    const limits = { ticketMs: (config.transport.limits?.totalMs ?? 60_000) + 15_000 };
    const lane = nonceLane(ports)({ lane: config.lane, limits });
    if (E.isLeft(lane)) return lane;
    const wire = { config, transport: transport.right, lane: lane.right, clock: ports.clock };
    return E.right({ ...twinbookRules(config), ...reading(wire), ...sending(wire) });
  };

type Reading = Omit<Observation, 'subject'>;

/** The one read that Twinbook has: all deals of the account, newest first, placed at `least` or later. */
const read =
  (wire: Wire, least?: bigint): TE.TaskEither<ReadFailed, Reading> =>
  async () => {
    const call = await enter(wire, '/deals', '', least);
    if (E.isLeft(call)) return E.left(asReadFailed({ why: call.left, code: '' }));
    const askedAtMs = wire.clock.monotonicMs();
    const shown = await exchange(wire, call.right, () => O.none)(Shown);
    if (E.isLeft(shown)) return E.left(asReadFailed(shown.left));
    const settlements = shown.right.deals.map(toSettlement(wire.config));
    const order = call.right.ticket.nonce;
    return E.right({ settlements, order, askedAtMs, answeredAtMs: wire.clock.monotonicMs() });
  };

/** The reading half of the port; the list has one page. */
const reading = (wire: Wire): Pick<SettlementVenue, 'observe' | 'list'> => ({
  observe: (subject, least) => {
    const isMeant = ({ id, scope }: Settlement.Settlement): boolean =>
      subject._tag === 'Existing' ? id === subject.settlement : scope === subject.scope;
    const among = (seen: Reading) => ({ ...seen, subject, settlements: seen.settlements.filter(isMeant) });
    return TE.map(among)(read(wire, O.toUndefined(least)));
  },
  list: (query) => {
    if (O.isSome(query.after)) return TE.left(asReadFailed({ why: 'it has one page', code: 'no_cursor' }));
    const page = (seen: Reading) => ({ settlements: seen.settlements.filter(isAsked(query)), next: O.none });
    return TE.map(page)(read(wire));
  },
});

const isAsked =
  ({ scope, createdAfterMs, open }: ListQuery) =>
  (one: Settlement.Settlement): boolean =>
    (O.isNone(scope) || one.scope === scope.value) &&
    (O.isNone(createdAfterMs) || one.createdAtMs > createdAfterMs.value) &&
    !(open && (one.finality === 'Final' || one.finality === 'Dead'));
