import type { Pool, PoolConfig } from 'pg';
import type { Driver } from '../postgres/driver.js';

/** What the connections of a pool have of their own. */
type PoolSettings = Pick<PoolConfig, 'application_name' | 'max' | 'statement_timeout' | 'query_timeout'>;

/** How long a connection may be silent inside a transaction: a process that stands still holds back nobody for longer. Units: milliseconds. */
const silenceMs = 5_000;

/**
 * Connections that cannot end the process: one that breaks is replaced by the next use, and whoever has it hears of it from
 * what he asks next. `pg` would throw it at nobody, in the middle of whatever the process does.
 */
export const guardedPool = (driver: Driver, url: string, settings: PoolSettings): Pool => {
  const pool = new driver.Pool({
    ...settings,
    connectionString: url,
    allowExitOnIdle: true,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: silenceMs,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  // While somebody has a connection, the pool does not listen to it.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
};
