import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const outputMax = 16 * 2 ** 20;
const wholeMs = 7_200_000;

/** Runs a program of Node from its beginning to its end and answers the JSON that it prints. */
export const runProgram = async <A>(
  file: string,
  words: ReadonlyArray<string>,
  flags: ReadonlyArray<string> = [],
): Promise<A> => {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, file, ...words], {
    maxBuffer: outputMax,
    timeout: wholeMs,
  });
  return JSON.parse(stdout);
};
