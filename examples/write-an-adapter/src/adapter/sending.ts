import type { IntentId, PreparedRequest, Receipt, SettlementVenue } from '@legwork/core';
import { Instruction } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Call, type Wire, enter, exchange } from './call.js';
import type { TwinbookTerms } from './config.js';
import { type Deal, Taken } from './deal.js';
import { asSendError, failure, notSent } from './error.js';
import { twinbookRules } from './rules.js';
import { affirmation, affirmedAs, toSettlement } from './translate.js';

/** The writing half of the port. What is prepared is held here until it is sent or discarded, once. */
export const sending = (wire: Wire): Pick<SettlementVenue, 'prepare' | 'send' | 'discard'> => {
  const { fit } = twinbookRules(wire.config);
  const held = new WeakMap<PreparedRequest, { readonly call: Call; readonly asked: Instruction.Affirm }>();
  const take = (prepared: PreparedRequest) => {
    const mine = held.get(prepared);
    held.delete(prepared);
    return mine;
  };
  return {
    prepare:
      ({ id, instruction: asked }, seen) =>
      async () => {
        const now = fit(asked, seen);
        if (now._tag === 'NotYet') return E.left(notSent(now.why));
        if (now._tag === 'Differs') return E.left(failure('Refused', now.what));
        if (now._tag !== 'Fits' || asked._tag !== 'Affirm') return E.left(failure('Refused', 'it is done'));
        const body = affirmation(wire.config, id, asked);
        const call = await enter(wire, '/affirmations', body);
        if (E.isLeft(call)) return E.left(notSent(call.left));
        const prepared = Object.freeze({ intent: id, order: call.right.ticket.nonce, body });
        held.set(prepared, { call: call.right, asked });
        return E.right(prepared);
      },
    send: (prepared, permit) => async () => {
      const mine = take(prepared);
      if (mine === undefined) return E.left(notSent('it was sent or discarded before'));
      const taken = await exchange(wire, mine.call, permit)(Taken);
      const receipt = receiptOf(wire.config, mine.asked, prepared.intent);
      return E.isLeft(taken) ? E.left(asSendError(taken.left)) : E.right(receipt(taken.right.deal));
    },
    discard: (prepared) => () => {
      const mine = take(prepared);
      if (mine !== undefined) wire.lane.leave(mine.call.ticket, 'Unused');
    },
  };
};

const silent = { transfer: O.none, asset: O.none, quantity: O.none, warnings: [] };

/** What the venue said when it took an affirmation, held against what was asked: anything odd halts the account. */
export const receiptOf =
  (terms: TwinbookTerms, asked: Instruction.Affirm, intent: IntentId) =>
  (deal: Deal): Receipt => {
    const { settlement } = asked;
    const { id, legs } = toSettlement(terms)(deal);
    const isAsked = id === settlement && Instruction.sameTerms(asked.terms, legs);
    const isOurs = legs[0]?.mark === affirmedAs(intent);
    const oddities = isAsked && isOurs ? [] : ['the venue shows another affirmation'];
    return { settlement, oddities, ...silent };
  };
