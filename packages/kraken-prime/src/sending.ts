import type {
  Instruction,
  NotAccepted,
  Observation,
  Receipt,
  Refused,
  SendError,
  SettlementVenue,
} from '@legwork/core';
import { CallError, type HttpRequest, newOutbox, takeTurn } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Answer } from './answer.js';
import { type Wire, authenticate, exchange } from './call.js';
import * as Create from './endpoint/create/index.js';
import * as Settle from './endpoint/settle/index.js';
import { created, settled } from './reply.js';
import { unknownHere } from './fit.js';
import { krakenPrimeRules } from './rules.js';

/** One write: how its text is made, and what its answer means. */
interface WriteCall {
  readonly path: string;
  readonly body: (nonce: bigint) => string;
  readonly read: (answer: Answer) => E.Either<SendError, Receipt>;
}

/** What is kept of a request until it goes out: what authenticates it, and how its answer is read. */
interface Ready {
  readonly headers: HttpRequest['headers'];
  readonly call: WriteCall;
}

/** Makes the writing half of the port; see `SettlementVenue` for what each promises. */
export const sending = (wire: Wire): Pick<SettlementVenue, 'prepare' | 'send' | 'discard'> => {
  const { put, send, discard } = newOutbox<Ready>(wire, async ({ mine, ticket, body, permit }) => {
    const { path, read } = mine.call;
    const { headers } = mine;
    return read(
      await exchange(wire, ticket, { method: 'POST', path, headers, body, effect: 'Write', permit }),
    );
  });
  return {
    prepare: (intent, seen) => async () => {
      const call = writeCall(wire, intent.instruction, seen);
      if (E.isLeft(call)) return call;
      const turn = await takeTurn(wire, O.none)();
      if (E.isLeft(turn)) return E.left(CallError.notAccepted(`Nothing was sent: ${turn.left.why}.`));
      const ticket = turn.right;
      const { path } = call.right;
      const body = call.right.body(ticket.nonce);
      const purpose = { _tag: 'CarryingOut', intent } as const;
      const headers = await authenticate(wire.config, path, ticket.nonce, body, purpose)();
      if (E.isLeft(headers)) {
        wire.lane.leave(ticket, 'Unused');
        return E.left(CallError.notAccepted(`Nothing was sent: ${headers.left}.`));
      }
      return E.right(put(intent.id, ticket, body, { headers: headers.right, call: call.right }));
    },
    send,
    discard,
  };
};

/** The write that carries an instruction out, once more held against what was read. Errors: nothing was sent. */
const writeCall = (
  { config }: Wire,
  instruction: Instruction.Instruction,
  seen: Observation,
): E.Either<Refused | NotAccepted, WriteCall> => {
  const fit = krakenPrimeRules(config).fit(instruction, seen);
  if (fit._tag === 'NotYet') return E.left(CallError.notAccepted(`Nothing was sent: ${fit.why}.`));
  if (fit._tag === 'Differs') return E.left(CallError.cannotBeSent(`Nothing was sent: ${fit.what}.`));
  if (fit._tag === 'NotNeeded') return E.left(CallError.cannotBeSent(`Nothing was sent: ${fit.why}.`));
  switch (instruction._tag) {
    case 'SettleLeg':
      return settling(config, instruction);
    case 'CreateSettlement':
      return creating(instruction);
    case 'Affirm':
    case 'Reject':
    case 'Cancel':
      return E.left(CallError.cannotBeSent(`Nothing was sent: ${unknownHere}.`));
  }
};

const settling = (
  config: Wire['config'],
  instruction: Instruction.SettleLeg,
): E.Either<Refused, WriteCall> => {
  const { settlement, leg, asset } = instruction;
  if (config.units.byAsset.get(asset)?.venueName !== leg)
    return E.left(CallError.cannotBeSent('Nothing was sent: the leg is not the one of the asset.'));
  return E.right({
    path: Settle.path,
    body: (nonce) => Settle.body(nonce, settlement, leg),
    read: settled(config, instruction),
  });
};

const creating = (instruction: Instruction.CreateSettlement): E.Either<Refused, WriteCall> => {
  const kind = Create.assetKind(instruction.scope);
  if (O.isNone(kind))
    return E.left(CallError.cannotBeSent('Nothing was sent: the scope is no asset kind that is documented.'));
  return E.right({
    path: Create.path,
    body: (nonce) => Create.body(nonce, kind.value),
    read: created(instruction),
  });
};
