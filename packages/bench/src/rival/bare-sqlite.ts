import path from 'node:path';
import { must } from '@legwork/chaos';
import { loadLibsql } from '@legwork/journal-sqlite';
import type { Committing } from './committing.js';

/** SQLite's own commit of one row of a record's size, synced, by the same driver, with nothing of ours around it. */
export const bareSqlite = async (folder: string, name: string): Promise<Committing> => {
  const connection = must(await loadLibsql()).open(path.join(folder, name));
  connection.exec('PRAGMA journal_mode=WAL');
  connection.exec('PRAGMA synchronous=FULL');
  connection.exec('CREATE TABLE line(seq INTEGER PRIMARY KEY, text TEXT)');
  const insert = connection.prepare('INSERT INTO line(text) VALUES (?)');
  const text = 'x'.repeat(600);
  return {
    commit: () => {
      connection.exec('BEGIN IMMEDIATE');
      insert.run(text);
      connection.exec('COMMIT');
    },
    close: () => connection.close(),
  };
};
