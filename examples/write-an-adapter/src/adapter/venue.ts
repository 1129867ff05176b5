import type { Observation, Settlement, SettlementVenue } from '@legwork/core';
import { CallError, type ConfigRefused, type LanePorts, newOutbox } from '@legwork/http';
import { holdsTurn, httpTransport, nonceLane, takeTurn } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Wire, exchange } from './call.js';
import type { TwinbookConfig } from './config.js';
import { Shown, Taken } from './deal.js';
import { asReadFailed, asSendError } from './error.js';
import { twinbookRules } from './rules.js';
import { affirmation, receiptOf, toSettlement } from './translate.js';

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
    const wire = { ...ports, config, transport: transport.right, lane: lane.right, governor: O.none };
    return E.right({ ...twinbookRules(config), observe: observe(wire), list: list(wire), ...sending(wire) });
  };

/** The one read that Twinbook has: all deals of the account, newest first. Kept of it is what the subject means. */
export const observe =
  (wire: Wire): SettlementVenue['observe'] =>
  (subject, least) =>
  async () => {
    const turn = await takeTurn(wire, least)();
    if (E.isLeft(turn)) return E.left(CallError.readFailed(`Not asked: ${turn.left.why}.`, turn.left.lasts));
    const askedAtMs = wire.clock.monotonicMs();
    const permit = (): O.Option<string> => holdsTurn(wire, turn.right);
    const shown = await exchange(wire, '/deals')(Shown, { ticket: turn.right, body: '', permit });
    const answeredAtMs = wire.clock.monotonicMs();
    if (E.isLeft(shown)) return E.left(asReadFailed(shown.left));
    const isMeant = ({ id, scope }: Settlement.Settlement): boolean =>
      subject._tag === 'Existing' ? id === subject.settlement : scope === subject.scope;
    const settlements = shown.right.deals.map((deal) => toSettlement(wire.config, deal)).filter(isMeant);
    return E.right({ subject, settlements, order: turn.right.nonce, askedAtMs, answeredAtMs });
  };

/** What was read of all deals as a list of one page. */
const list =
  (wire: Wire): SettlementVenue['list'] =>
  ({ scope, createdAfterMs, open, after }) => {
    if (O.isSome(after)) return TE.left(CallError.readFailed('The list has one page.', 'Lasting'));
    const isAsked = ({ createdAtMs, finality }: Settlement.Settlement): boolean =>
      (O.isNone(createdAfterMs) || createdAtMs > createdAfterMs.value) &&
      !(open && (finality === 'Final' || finality === 'Dead'));
    const page = (seen: Observation) => ({ settlements: seen.settlements.filter(isAsked), next: O.none });
    const subject = { _tag: 'Prospective', scope: O.getOrElse(() => 'bilateral')(scope) } as const;
    return TE.map(page)(observe(wire)(subject, O.none));
  };

/** The writes. Each carries what it was asked for, against which a yes is held. */
export const sending = (wire: Wire): Pick<SettlementVenue, 'prepare' | 'send' | 'discard'> => {
  const { put, send, discard } = newOutbox<ReturnType<typeof receiptOf>>(wire, async ({ mine, ...call }) => {
    const taken = await exchange(wire, '/affirmations')(Taken, call);
    return E.isLeft(taken) ? E.left(asSendError(taken.left)) : E.right(mine(taken.right.deal));
  });
  const prepare: SettlementVenue['prepare'] =
    ({ id, instruction: asked }, seen) =>
    async () => {
      const now = twinbookRules(wire.config).fit(asked, seen);
      if (now._tag === 'NotYet') return E.left(CallError.notAccepted(`Nothing was sent: ${now.why}.`));
      const why = now._tag === 'Differs' ? now.what : 'it is done';
      if (now._tag !== 'Fits' || asked._tag !== 'Affirm')
        return E.left(CallError.cannotBeSent(`Nothing was sent: ${why}.`));
      const turn = await takeTurn(wire, O.none)();
      if (E.isLeft(turn)) return E.left(CallError.notAccepted(`Nothing was sent: ${turn.left.why}.`));
      const body = affirmation(wire.config, id, asked);
      return E.right(put(id, turn.right, body, receiptOf(wire.config, asked, id)));
    };
  return { prepare, send, discard };
};
