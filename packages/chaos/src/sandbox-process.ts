import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A sandbox in a process of its own, as a venue would be. */
export interface SandboxProcess {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly credentials: unknown;
  /** Asks its control server. Rejects where that refuses. */
  readonly control: (route: string, body?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const bin = fileURLToPath(import.meta.resolve('@legwork/sandbox/bin'));

/** Starts a sandbox with a scenario file, and waits until it listens. */
export const startSandbox = async (
  venue: 'kraken-prime' | 'bitgo',
  scenarioFile: string,
  seed: number,
): Promise<SandboxProcess> => {
  const child = spawn(process.execPath, [bin, venue, '--scenario', scenarioFile, '--seed', `${seed}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  const { baseUrl, controlUrl, credentials } = await announcementOf(child);
  return {
    baseUrl,
    controlUrl,
    credentials,
    control: async (route, body) => {
      const [method = 'GET', where = ''] = route.split(' ');
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const reply = await fetch(`${controlUrl}${where}`, init);
      if (!reply.ok) throw new Error(`invariant: the sandbox refuses ${route}: ${await reply.text()}`);
      return reply.json();
    },
    stop: async () => {
      process.off('exit', end);
      end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};

interface Announcement {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly credentials: unknown;
}

const announcementOf = async (child: ChildProcess): Promise<Announcement> => {
  if (child.stdout === null) throw new Error('invariant: the sandbox has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (isAnnouncement(said)) return said;
  }
  throw new Error('invariant: the sandbox stopped before it was ready');
};

const isAnnouncement = (said: unknown): said is Announcement =>
  typeof said === 'object' && said !== null && 'baseUrl' in said && 'credentials' in said;
