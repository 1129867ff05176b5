import type {
  Instruction,
  Intent,
  NotAccepted,
  Observation,
  Permit,
  PreparedRequest,
  Receipt,
  Refused,
  SendError,
} from '@legwork/core';
import type { HttpRequest, Ticket } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import type * as IO from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type Answer, cannotBeSent, notAccepted } from './answer.js';
import { type Wire, authenticate, exchange, holdsTurn } from './call.js';
import * as Create from './endpoint/create/index.js';
import * as Settle from './endpoint/settle/index.js';
import { created, settled } from './reply.js';
import { unknownHere } from './fit.js';
import { krakenPrimeRules } from './rules.js';
import { takeTurn } from './turn.js';

/** One write: how its text is made, and what its answer means. */
interface WriteCall {
  readonly path: string;
  readonly body: (nonce: bigint) => string;
  readonly read: (answer: Answer) => E.Either<SendError, Receipt>;
}

/** What stays here of a request that was handed out: its turn and what authenticates it. */
interface Held {
  readonly ticket: Ticket;
  readonly headers: HttpRequest['headers'];
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

/** Makes the writing half. What is prepared is held here until it is sent or discarded, and then forgotten. */
export const sending = (wire: Wire): Sending => {
  const held = new WeakMap<PreparedRequest, Held>();
  const take = (prepared: PreparedRequest): Held | undefined => {
    const mine = held.get(prepared);
    held.delete(prepared);
    return mine;
  };
  return {
    prepare: (intent, seen) => async () => {
      const call = writeCall(wire, intent.instruction, seen);
      if (E.isLeft(call)) return call;
      const turn = await takeTurn(wire, O.none)();
      if (E.isLeft(turn)) return E.left(notAccepted(`Nothing was sent: ${turn.left.why}.`));
      const ticket = turn.right;
      const { path } = call.right;
      const body = call.right.body(ticket.nonce);
      const purpose = { _tag: 'CarryingOut', intent } as const;
      const headers = await authenticate(wire.config, path, ticket.nonce, body, purpose)();
      if (E.isLeft(headers)) {
        wire.lane.leave(ticket, 'Unused');
        return E.left(notAccepted(`Nothing was sent: ${headers.left}.`));
      }
      const prepared: PreparedRequest = Object.freeze({ intent: intent.id, order: ticket.nonce, body });
      held.set(prepared, { ticket, headers: headers.right, call: call.right });
      return E.right(prepared);
    },
    send: (prepared, permit) => async () => {
      const mine = take(prepared);
      if (mine === undefined)
        return E.left(notAccepted('Nothing was sent: it was sent or discarded before.'));
      const { ticket, headers, call } = mine;
      const { path } = call;
      const { body } = prepared;
      const mayGo = (): O.Option<string> => {
        const stop = holdsTurn(wire, ticket);
        return O.isSome(stop) ? stop : permit();
      };
      const request = { method: 'POST', path, headers, body, effect: 'Write', permit: mayGo } as const;
      return call.read(await exchange(wire, ticket, request));
    },
    discard: (prepared) => () => {
      const mine = take(prepared);
      if (mine !== undefined) wire.lane.leave(mine.ticket, 'Unused');
    },
  };
};

/** The write that carries an instruction out, once more held against what was read. Errors: nothing was sent. */
const writeCall = (
  { config }: Wire,
  instruction: Instruction.Instruction,
  seen: Observation,
): E.Either<Refused | NotAccepted, WriteCall> => {
  const fit = krakenPrimeRules(config).fit(instruction, seen);
  if (fit._tag === 'NotYet') return E.left(notAccepted(`Nothing was sent: ${fit.why}.`));
  if (fit._tag === 'Differs') return E.left(cannotBeSent(`Nothing was sent: ${fit.what}.`));
  if (fit._tag === 'NotNeeded') return E.left(cannotBeSent(`Nothing was sent: ${fit.why}.`));
  switch (instruction._tag) {
    case 'SettleLeg':
      return settling(config, instruction);
    case 'CreateSettlement':
      return creating(instruction);
    case 'Affirm':
    case 'Reject':
    case 'Cancel':
      return E.left(cannotBeSent(`Nothing was sent: ${unknownHere}.`));
  }
};

const settling = (
  config: Wire['config'],
  instruction: Instruction.SettleLeg,
): E.Either<Refused, WriteCall> => {
  const { settlement, leg, asset } = instruction;
  if (config.units.byAsset.get(asset)?.venueName !== leg)
    return E.left(cannotBeSent('Nothing was sent: the leg is not the one of the asset.'));
  return E.right({
    path: Settle.path,
    body: (nonce) => Settle.body(nonce, settlement, leg),
    read: settled(config, instruction),
  });
};

const creating = (instruction: Instruction.CreateSettlement): E.Either<Refused, WriteCall> => {
  const kind = Create.assetKind(instruction.scope);
  if (O.isNone(kind))
    return E.left(cannotBeSent('Nothing was sent: the scope is no asset kind that is documented.'));
  return E.right({
    path: Create.path,
    body: (nonce) => Create.body(nonce, kind.value),
    read: created(instruction),
  });
};
