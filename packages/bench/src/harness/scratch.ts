import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Gives a new folder to what is done in it, and takes it away afterwards. It is where the programs are, and so on a disk: temporary files
 * are in memory on many machines, where a synced write costs nothing.
 */
export const inScratch = async <A>(doing: (folder: string) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(path.join(home, 'scratch-'));
  try {
    return await doing(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
