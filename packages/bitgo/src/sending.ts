import type {
  Intent,
  NotAccepted,
  Observation,
  Permit,
  PreparedRequest,
  Receipt,
  Refused,
  SendError,
} from '@legwork/core';
import type { Ticket } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import type * as IO from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { notAccepted } from './answer.js';
import { type Wire, exchange } from './call.js';
import { type WriteCall, writeCall } from './preparing.js';
import { holdsTurn, takeTurn } from './turn.js';

/** What stays here of a request that was handed out: its turn, and where it goes. */
interface Held {
  readonly ticket: Ticket;
  readonly call: WriteCall;
}

/** The writing half of the port; see `SettlementVenue` for what each promises. */
export interface Sending {
  readonly prepare: (
    intent: Intent,
    seen: Observation,
  ) => TE.TaskEither<Refused | NotAccepted, PreparedRequest>;
  readonly send: (prepared: PreparedRequest, permit: Permit) => TE.TaskEither<SendError, Receipt>;
  readonly discard: (prepared: PreparedRequest) => IO.IO<void>;
}

/**
 * Makes the writing half. What is prepared is held here until it is sent or discarded, and then forgotten.
 *
 * The turn is taken when all is signed, so that a signer that takes its time keeps nobody waiting.
 */
export const sending = (wire: Wire): Sending => {
  const held = new WeakMap<PreparedRequest, Held>();
  const take = (prepared: PreparedRequest): Held | undefined => {
    const mine = held.get(prepared);
    held.delete(prepared);
    return mine;
  };
  return {
    prepare: (intent, seen) => async () => {
      const call = await writeCall(wire, intent, seen)();
      if (E.isLeft(call)) return call;
      const turn = await takeTurn(wire, O.none)();
      if (E.isLeft(turn)) return E.left(notAccepted(`Nothing was sent: ${turn.left.why}.`));
      const ticket = turn.right;
      const { body } = call.right;
      const prepared: PreparedRequest = Object.freeze({ intent: intent.id, order: ticket.nonce, body });
      held.set(prepared, { ticket, call: call.right });
      return E.right(prepared);
    },
    send: (prepared, permit) => async () => {
      const mine = take(prepared);
      if (mine === undefined)
        return E.left(notAccepted('Nothing was sent: it was sent or discarded before.'));
      const { ticket, call } = mine;
      const mayGo = (): O.Option<string> => {
        const stop = holdsTurn(wire, ticket);
        return O.isSome(stop) ? stop : permit();
      };
      const answer = await exchange(wire, { ...call, body: prepared.body }, 'Write', mayGo);
      wire.lane.leave(ticket, answer._tag === 'NotSent' ? 'Unused' : 'Used');
      return call.read(answer);
    },
    discard: (prepared) => () => {
      const mine = take(prepared);
      if (mine !== undefined) wire.lane.leave(mine.ticket, 'Unused');
    },
  };
};
