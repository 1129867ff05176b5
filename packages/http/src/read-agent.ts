import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Open } from './connection.js';
import type { Settings } from './transport-config.js';

/** How long an unused connection is kept; below the five seconds after which many servers hang up. */
const idleMs = 4_000;

/**
 * The connections that reads share, kept alive between calls.
 *
 * The pool empties itself after four idle seconds and does not keep the process alive. Bytes that arrive on an idle
 * connection belong to no request: the connection is destroyed, so that they are never taken for an answer.
 */
export const readAgent = ({ origin }: Settings, open: Open): http.Agent => {
  const options = {
    keepAlive: true,
    timeout: idleMs,
    scheduling: 'lifo',
    maxFreeSockets: 4,
  } as const;
  const agent = origin.secure ? new https.Agent(options) : new http.Agent(options);
  const keep = agent.keepSocketAlive.bind(agent);
  const reuse = agent.reuseSocket.bind(agent);
  return Object.assign(agent, {
    createConnection: (_: unknown, done: Parameters<Open>[0]): void => open(done),
    keepSocketAlive: (socket: Duplex): unknown => {
      socket.on('data', destroyOnData);
      return keep(socket);
    },
    reuseSocket: (socket: Duplex, request: http.ClientRequest): void => {
      socket.off('data', destroyOnData);
      reuse(socket, request);
    },
  });
};

function destroyOnData(this: Duplex): void {
  this.destroy();
}
