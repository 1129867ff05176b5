import type { IntentId, Permit, PreparedRequest, Receipt, SendError, SettlementVenue } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { notAccepted } from './call-error.js';
import type { Ticket } from './lane-state.js';
import { type Gates, holdsTurn } from './turn.js';

/** What was prepared and has not gone out. Each goes once or never, and is forgotten by then (contract M3). */
export interface Outbox<A> extends Pick<SettlementVenue, 'send' | 'discard'> {
  /** Keeps what sending needs beside the text, such as headers; what is handed out carries none of it. */
  readonly put: (intent: IntentId, ticket: Ticket, body: string, mine: A) => PreparedRequest;
}

/** One that goes out now. */
export interface Outgoing<A> {
  readonly mine: A;
  readonly ticket: Ticket;
  readonly body: string;
  /** The caller's, and the turn besides: with the turn gone, nothing leaves. */
  readonly permit: Permit;
}

/** Makes an outbox. `post` sends one request, ends its turn, and says what became of it; it is called once for each. */
export const newOutbox = <A>(
  gates: Pick<Gates, 'lane'>,
  post: (outgoing: Outgoing<A>) => Promise<E.Either<SendError, Receipt>>,
): Outbox<A> => {
  const kept = new WeakMap<PreparedRequest, { readonly ticket: Ticket; readonly mine: A }>();
  const take = (prepared: PreparedRequest): { readonly ticket: Ticket; readonly mine: A } | undefined => {
    const one = kept.get(prepared);
    kept.delete(prepared);
    return one;
  };
  return {
    put: (intent, ticket, body, mine) => {
      const prepared: PreparedRequest = Object.freeze({ intent, order: ticket.nonce, body });
      kept.set(prepared, { ticket, mine });
      return prepared;
    },
    send: (prepared, permit) => async () => {
      const one = take(prepared);
      if (one === undefined) return E.left(notAccepted('Nothing was sent: it was sent or discarded before.'));
      const { ticket, mine } = one;
      const mayGo: Permit = () => {
        const stop = holdsTurn(gates, ticket);
        return O.isSome(stop) ? stop : permit();
      };
      return post({ mine, ticket, body: prepared.body, permit: mayGo });
    },
    discard: (prepared) => () => {
      const one = take(prepared);
      if (one !== undefined) gates.lane.leave(one.ticket, 'Unused');
    },
  };
};
