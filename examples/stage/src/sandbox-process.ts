import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What `legwork-sandbox` prints on its one line. */
interface Announced {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly credentials: unknown;
}

/** Which sandbox is started, how, and what its credentials look like. */
export interface SandboxStart<A> {
  readonly venue: string;
  /** The name of a scenario, or a file. */
  readonly scenario: string;
  readonly isCredentials: (said: unknown) => said is A;
}

/** A sandbox that runs as a process of its own, as a venue would. */
export interface RunningSandbox<A> {
  readonly baseUrl: string;
  readonly credentials: A;
  /** Tells the sandbox something through its control URL: a fault to come, its clock, the truth. */
  readonly control: (route: string, body?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const bin = fileURLToPath(import.meta.resolve('@legwork/sandbox/bin'));

/** Starts the sandbox and waits for its line. */
export const startSandbox = async <A>({
  venue,
  scenario,
  isCredentials,
}: SandboxStart<A>): Promise<RunningSandbox<A>> => {
  const child = spawn(process.execPath, [bin, venue, '--scenario', scenario], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { baseUrl, controlUrl, credentials } = await firstLine(child);
  if (!isCredentials(credentials)) throw new Error('the sandbox gives credentials of another form');
  const control = async (route: string, body?: unknown): Promise<unknown> => {
    const [method = 'GET', where = ''] = route.split(' ');
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const reply = await fetch(`${controlUrl}${where}`, init);
    if (!reply.ok) throw new Error(`the sandbox refuses ${route}: ${await reply.text()}`);
    return reply.json();
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { baseUrl, credentials, control, stop };
};

const firstLine = async (child: ChildProcess): Promise<Announced> => {
  if (child.stdout === null) throw new Error('the sandbox has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (isAnnounced(said)) return said;
  }
  throw new Error('the sandbox stopped before it was ready');
};

const isAnnounced = (said: unknown): said is Announced =>
  typeof said === 'object' &&
  said !== null &&
  'baseUrl' in said &&
  'controlUrl' in said &&
  'credentials' in said;
