import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Committing } from './committing.js';

/** A page behind a file, synced: the least that can be made durable, whatever keeps it. */
export const syncedPage = (folder: string, name: string): Committing => {
  const file = openSync(path.join(folder, name), 'w');
  const page = Buffer.alloc(4_096, 1);
  return {
    commit: () => {
      writeSync(file, page);
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
};
