import { openDbos } from './dbos.js';
import type { EngineName, OpenEngine } from './engine.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

/** How an engine is opened, by its name. */
export const openEngine = (engine: EngineName): OpenEngine => {
  switch (engine) {
    case 'sqlite':
      return openSqlite;
    case 'dbos':
      return openDbos;
    case 'postgres':
      return openPostgres;
  }
};
