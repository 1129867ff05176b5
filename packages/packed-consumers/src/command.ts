import { execFile } from 'node:child_process';

/** What came of a command. */
export interface Ran {
  readonly ok: boolean;
  readonly out: string;
  /** Everything that it said, for people. */
  readonly said: string;
}

/** Runs a program to its end. Never rejects: that it failed, or took too long, is an answer. */
export const run = (
  program: string,
  given: ReadonlyArray<string>,
  { cwd, timeoutMs = 120_000 }: { readonly cwd: string; readonly timeoutMs?: number },
): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { cwd, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 };
    execFile(program, [...given], options, (error, out, err) => {
      resolve({ ok: error === null, out, said: `${out}${err}` });
    });
  });
