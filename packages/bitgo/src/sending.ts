import type { SettlementVenue } from '@legwork/core';
import { CallError, newOutbox, takeTurn } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Wire, exchange } from './call.js';
import { type WriteCall, writeCall } from './preparing.js';

/**
 * Makes the writing half of the port; see `SettlementVenue` for what each promises.
 *
 * The turn is taken when all is signed, so that a signer that takes its time keeps nobody waiting.
 */
export const sending = (wire: Wire): Pick<SettlementVenue, 'prepare' | 'send' | 'discard'> => {
  const { put, send, discard } = newOutbox<WriteCall>(wire, async ({ mine, ticket, body, permit }) => {
    const answer = await exchange(wire, { ...mine, body }, 'Write', permit);
    wire.lane.leave(ticket, answer._tag === 'NotSent' ? 'Unused' : 'Used');
    return mine.read(answer);
  });
  return {
    prepare: (intent, seen) => async () => {
      const call = await writeCall(wire, intent, seen)();
      if (E.isLeft(call)) return call;
      const turn = await takeTurn(wire, O.none)();
      if (E.isLeft(turn)) return E.left(CallError.notAccepted(`Nothing was sent: ${turn.left.why}.`));
      return E.right(put(intent.id, turn.right, call.right.body, call.right));
    },
    send,
    discard,
  };
};
