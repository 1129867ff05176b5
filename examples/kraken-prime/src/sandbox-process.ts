import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What `legwork-sandbox` prints on its one line. */
export interface Sandbox {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly credentials: { readonly apiKey: string; readonly apiSecret: string };
}

/** A sandbox that runs as a process of its own, as a venue would. */
export interface RunningSandbox extends Sandbox {
  /** Tells the sandbox something through its control URL: a fault to come, its clock, the truth. */
  readonly control: (route: string, body?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const bin = fileURLToPath(import.meta.resolve('@legwork/sandbox/bin'));

/** The example's own trades: what the sandbox is started with, and what our trade book holds. */
export const scenarioFile = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../scenario.json');

/** Starts the sandbox and waits for its line. */
export const startSandbox = async (...options: ReadonlyArray<string>): Promise<RunningSandbox> => {
  const child = spawn(process.execPath, [bin, 'kraken-prime', '--scenario', scenarioFile, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sandbox = await firstLine(child);
  const control = async (route: string, body?: unknown): Promise<unknown> => {
    const [method = 'GET', where = ''] = route.split(' ');
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const reply = await fetch(`${sandbox.controlUrl}${where}`, init);
    return reply.json();
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { ...sandbox, control, stop };
};

const firstLine = async (child: ChildProcess): Promise<Sandbox> => {
  if (child.stdout === null) throw new Error('the sandbox has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (isSandbox(said)) return said;
  }
  throw new Error('the sandbox stopped before it was ready');
};

const isSandbox = (said: unknown): said is Sandbox =>
  typeof said === 'object' &&
  said !== null &&
  'baseUrl' in said &&
  'controlUrl' in said &&
  'credentials' in said;
