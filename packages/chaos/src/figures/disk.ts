import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** How many small writes a second this disk makes durable, one after the other, in the same folder as the journal. */
export const syncsPerSecond = (folder: string, count: number): number => {
  const file = openSync(path.join(folder, 'syncs'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const begunMs = performance.now();
  for (let done = 0; done < count; done += 1) {
    writeSync(file, page);
    fsyncSync(file);
  }
  const tookMs = performance.now() - begunMs;
  closeSync(file);
  return (count * 1_000) / tookMs;
};
