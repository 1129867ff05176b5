import path from 'node:path';
import { must } from '@legwork/chaos';
import { loadLibsql } from '@legwork/journal-sqlite';

/** What SQLite itself takes for one row of a record's size, committed and synced, with nothing of ours around it. Units: milliseconds. */
export const bareCommitMs = async (folder: string, name: string, count: number): Promise<number> => {
  const connection = must(await loadLibsql()).open(path.join(folder, name));
  connection.exec('PRAGMA journal_mode=WAL');
  connection.exec('PRAGMA synchronous=FULL');
  connection.exec('CREATE TABLE line(seq INTEGER PRIMARY KEY, text TEXT)');
  const insert = connection.prepare('INSERT INTO line(text) VALUES (?)');
  const text = 'x'.repeat(600);
  const begunMs = performance.now();
  for (let done = 0; done < count; done += 1) {
    connection.exec('BEGIN IMMEDIATE');
    insert.run(text);
    connection.exec('COMMIT');
  }
  const tookMs = performance.now() - begunMs;
  connection.close();
  return tookMs / count;
};
