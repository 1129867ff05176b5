import type { Socket } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

/** What a gate tells about the request behind it; each is called at most once, and only one of them. */
export interface GateKeeper {
  /** The last word: `some` keeps the gate shut for good. */
  readonly permit: () => O.Option<string>;
  /** The first byte is about to be handed to the socket. */
  readonly opened: () => void;
  /** Nothing was written, and nothing of this request ever will be. */
  readonly stayedShut: (reason: string) => void;
}

interface Gate {
  /** `undefined`: it is open. */
  keeper: GateKeeper | undefined;
  shut: boolean;
}

const gates = new WeakMap<Socket, Gate>();

/**
 * Puts a gate before the next bytes of a connected socket: the first write asks the permit, and either goes through
 * with everything after it, or is swallowed and destroys the socket.
 *
 * The gate is the socket's own `write`, because nothing lies between that and the wire: not the queue of the HTTP
 * client, not the wait for a connection. It is built once for each socket and stands open between requests: taking it away
 * again would make of the socket an object that every access finds slowly.
 */
export const setGate = (socket: Socket, keeper: GateKeeper): void => {
  const built = gates.get(socket);
  if (built !== undefined) built.keeper = keeper;
  else {
    const gate: Gate = { keeper, shut: false };
    gates.set(socket, gate);
    build(socket, gate);
  }
};

const build = (socket: Socket, gate: Gate): void => {
  // oxlint-disable-next-line typescript/unbound-method -- the proxy applies it to the socket it was called on
  socket.write = new Proxy(socket.write, {
    apply: (write, self, args): boolean => {
      if (gate.shut) return false;
      const { keeper } = gate;
      if (keeper === undefined) return Reflect.apply(write, self, args);
      gate.keeper = undefined;
      const refused = askPermit(keeper.permit);
      if (O.isSome(refused)) {
        gate.shut = true;
        keeper.stayedShut(refused.value);
        socket.destroy();
        return false;
      }
      keeper.opened();
      return Reflect.apply(write, self, args);
    },
  });
};

/** A permit that fails, or that answers with something else than an option, is a refusal; what it said stays unsaid. */
const askPermit = (permit: () => O.Option<string>): O.Option<string> => {
  const answered = E.tryCatch(
    () => asText(permit()),
    () => 'the permit itself failed',
  );
  return E.isRight(answered) ? answered.right : O.some(answered.left);
};

const asText = O.map(String);
