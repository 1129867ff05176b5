import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { openToServer, serverAccount } from './account.js';
import { type Binaries, findBinaries } from './binaries.js';

const startTimeoutMs = 30_000;

/** A server of our own, with a data directory of its own. */
export interface Cluster {
  /** Where its administrator connects. */
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Ends the server as a crash of the machine would: at once, without a word to anybody. */
  readonly kill: () => Promise<void>;
  /** Ends the server in order. */
  readonly halt: () => Promise<void>;
  /** Removes everything. */
  readonly remove: () => void;
}

/** Makes a cluster in a directory, not started. Rejects when no server runs here. */
export const makeCluster = async (directory: string): Promise<Cluster> => {
  const home = mkdtempSync(path.join(directory, 'legwork-pg-'));
  openToServer(home);
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  const binaries = findBinaries(home);
  const data = path.join(home, 'data');
  const password = randomBytes(12).toString('hex');
  const failure = binaries === undefined ? 'no PostgreSQL runs here' : initialise(binaries, data, password);
  if (binaries === undefined || failure !== undefined) {
    remove();
    return Promise.reject(new Error(failure));
  }
  const port = await freePort();
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const untilMs = performance.now() + startTimeoutMs;
    for (;;) {
      server = launch(binaries, home, port);
      // Tries follow each other.
      // oxlint-disable-next-line no-await-in-loop
      const failed = await accepting(server, path.join(home, 'log'), untilMs);
      if (failed === undefined) return;
      // oxlint-disable-next-line no-await-in-loop
      await end('KILL');
      // What a server that was killed leaves behind ends by itself, a moment later.
      if (!failed.includes('pre-existing shared memory') || performance.now() > untilMs)
        return Promise.reject(new Error(`the server did not start: ${failed.slice(-2_000)}`));
    }
  };
  const end = async (signal: 'INT' | 'KILL'): Promise<void> => {
    if (server?.stdin === null || server === undefined) return;
    // It is waited for, so it keeps the process alive from here on.
    server.ref();
    const gone = over(server);
    server.stdin.write(`${signal}\n`);
    await gone;
    server = undefined;
  };
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    start,
    kill: () => end('KILL'),
    halt: () => end('INT'),
    remove,
  };
};

const initialise = (binaries: Binaries, data: string, password: string): string | undefined => {
  mkdirSync(data, { mode: 0o700 });
  const account = serverAccount();
  if (account !== undefined) chownSync(data, account.uid, account.gid);
  const secret = `${data}.password`;
  writeFileSync(secret, password);
  // A collation that sorts as people do, so that whatever relies on the order of bytes has to say so.
  const sorting = ['--locale-provider=icu', '--icu-locale=en', '--locale=C', '--encoding=UTF8'];
  const login = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${secret}`];
  const made = spawnSync(path.join(binaries.bin, 'initdb'), ['-D', data, '--no-sync', ...login, ...sorting], {
    ...account,
    cwd: '/',
    env: { LD_LIBRARY_PATH: binaries.libraries },
    encoding: 'utf8',
  });
  return made.status === 0 ? undefined : `initdb failed: ${made.stderr}`;
};

/**
 * The server under a shell that listens to us: a word names the signal that ends it, and when we are gone, however that
 * came, it ends the server and removes its directory. So no killed test leaves a server behind.
 */
const keeper = `
exec 3<&0
"$@" >> "$LEGWORK_HOME/log" 2>&1 < /dev/null &
if read -r word <&3; then kill "-$word" $!; wait $!
else kill -KILL $!; wait $!; sleep 0.2; rm -rf "$LEGWORK_HOME"; fi
`;

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=32MB',
];

const launch = (binaries: Binaries, home: string, port: number): ChildProcess => {
  const program = [path.join(binaries.bin, 'postgres'), '-D', path.join(home, 'data'), '-p', String(port)];
  const options = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn('/bin/sh', ['-c', keeper, 'keeper', ...program, ...options], {
    ...serverAccount(),
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: binaries.libraries, LEGWORK_HOME: home },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Neither keeps the test's process alive.
  server.unref();
  if (server.stdin !== null && 'unref' in server.stdin && typeof server.stdin.unref === 'function')
    server.stdin.unref();
  return server;
};

const over = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) resolve();
    else server.once('exit', () => resolve());
  });

const lookMs = 20;

/** Waits until the server says in its own log that it takes connections; otherwise, what it said instead. */
const accepting = (server: ChildProcess, log: string, untilMs: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const before = readLog(log).length;
    const look = (): void => {
      const said = readLog(log).slice(before);
      if (said.includes('ready to accept connections')) resolve(undefined);
      else if (
        said.includes('pre-existing shared memory') ||
        server.exitCode !== null ||
        performance.now() > untilMs
      )
        resolve(said);
      else setTimeout(look, lookMs);
    };
    look();
  });

const readLog = (log: string): string => {
  try {
    return readFileSync(log, 'utf8');
  } catch {
    return '';
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
