import path from 'node:path';
import { startPostgres } from '@legwork/postgres-for-tests';
import { Client } from 'pg';
import type { EngineName } from './engine.js';

/** Where the journal of a run is, and what can be done to what keeps it. */
export interface Place {
  readonly where: string;
  /** Ends the database as a crash of its machine would, and starts it again. */
  readonly crash?: (downMs: number) => Promise<void>;
  /** Cuts every connection to it. */
  readonly cut?: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Makes a place for the journal of a run. */
export const makePlace = async (engine: EngineName, folder: string): Promise<Place> => {
  if (engine === 'sqlite') return { where: path.join(folder, 'journal'), stop: async () => undefined };
  const { url, stop, kill, restart } = await startPostgres({ own: true });
  let before: Promise<void> = Promise.resolve();
  const inTurn = (deed: () => Promise<void>): Promise<void> => {
    before = before.then(deed);
    return before;
  };
  const crash = async (downMs: number): Promise<void> => {
    await kill();
    await new Promise((resolve) => void setTimeout(resolve, downMs));
    await restart();
  };
  const cut = async (): Promise<void> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    await client.end();
  };
  return { where: url, crash: (downMs) => inTurn(() => crash(downMs)), cut: () => inTurn(cut), stop };
};
