/**
 * What went wrong in asking the database.
 *
 * `Again`: the database asks to begin anew, or was too busy. `Gone`: the connection, or the server, is not there. `Wrong`: anything else; asking again
 * would not help.
 */
export interface Fault {
  readonly kind: 'Again' | 'Gone' | 'Wrong';
  /** The state by the SQL standard, or the system's code; empty when there is none. */
  readonly code: string;
  /** For people. It holds no value of a row and no part of the address. */
  readonly detail: string;
}

/** Serialization failures, deadlocks, lock and statement timeouts: nothing of the transaction is there. */
const again = new Set(['40001', '40P01', '55P03', '57014']);

/** The server ends the connection, starts, stops, is full, gave up a silent transaction, or has become a replica. */
const gone = /^(08...|57P0.|53300|25P0[234]|25006)$/;

/** Sorts what the driver threw. */
export const faultOf = (error: unknown): Fault => {
  const code = codeOf(error);
  const detail = `${code === '' ? '' : `${code}: `}${messageOf(error)}`;
  if (again.has(code)) return { kind: 'Again', code, detail };
  // Every error of the server's own carries a state of five characters; without one the connection failed.
  const isServers = /^[0-9A-Z]{5}$/.test(code);
  return { kind: !isServers || gone.test(code) ? 'Gone' : 'Wrong', code, detail };
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

const messageOf = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : 'the connection failed';

/** What was read is not what was written. */
export interface Damage {
  readonly kind: 'Damaged';
  readonly detail: string;
}
