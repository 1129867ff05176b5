import * as E from 'fp-ts/lib/Either.js';
import { connect } from './connecting.js';
import type { Connection, Patience } from './connection.js';
import { loadDriver } from './driver.js';
import type { Fault } from './fault.js';

/** How a database is reached. */
export interface Address {
  readonly url: string;
  /** The name of the connections in the server's list. */
  readonly name: string;
}

/** For connecting and for one statement. Units: milliseconds. */
const usualPatience: Patience = { connectMs: 10_000, statementMs: 45_000 };

/** Connects. The driver is loaded by the first call. */
export const reach = async (
  { url, name }: Address,
  patience: Patience = usualPatience,
): Promise<E.Either<Fault, Connection>> => {
  const driver = await loadDriver();
  if (E.isLeft(driver)) return E.left({ kind: 'Wrong', code: 'NODRIVER', detail: driver.left });
  return connect(driver.right, url, name, patience);
};

/** Does something on a connection of its own. */
export const once = async <A>(
  address: Address,
  work: (connection: Connection) => Promise<E.Either<Fault, A>>,
): Promise<E.Either<Fault, A>> => {
  const connection = await reach(address);
  if (E.isLeft(connection)) return connection;
  const done = await work(connection.right);
  await connection.right.end();
  return done;
};
