import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { HELP, parseArguments } from '../src/arguments.js';
import { SCENARIOS } from '../src/index.js';
import { DAY } from './driver.js';

const BIN = fileURLToPath(new URL('../../bin/legwork-sandbox.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const started = (argv: ReadonlyArray<string>): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [BIN, ...argv]);

/** Collects what a process writes; `onLine` is called with its first line. */
const ended = (
  child: ChildProcessWithoutNullStreams,
  onLine: (line: string) => void = () => undefined,
): Promise<Ended> =>
  new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const isFirst = !stdout.includes('\n');
      stdout += chunk.toString();
      if (isFirst && stdout.includes('\n')) onLine(stdout);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });

const run = (...argv: ReadonlyArray<string>): Promise<Ended> => ended(started(argv));

describe('legwork-sandbox', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line when it listens and stops cleanly on %s',
    async (signal) => {
      const child = started(['kraken-prime', '--seed', '5']);
      const { code, stdout, stderr } = await ended(child, (line) => {
        // An open connection that says nothing must not keep the process.
        const { hostname, port } = new URL(JSON.parse(line).baseUrl);
        const idle = connect(Number(port), hostname, () => child.kill(signal));
        idle.on('error', () => undefined);
      });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(JSON.parse(stdout)).toEqual({
        venue: 'kraken-prime',
        baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        controlUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        credentials: { apiKey: expect.any(String), apiSecret: expect.any(String) },
      });
    },
  );

  it('starts with a scenario file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'legwork-sandbox-'));
    const file = join(folder, 'mine.json');
    await writeFile(file, JSON.stringify({ says: 'Mine.', trades: DAY }));
    const child = started(['kraken-prime', '--scenario', file]);
    const { code } = await ended(child, () => child.kill('SIGTERM'));
    await writeFile(file, '{"says":"Mine."}');
    const refused = await run('kraken-prime', '--scenario', file);
    await rm(folder, { recursive: true });
    expect(code).toBe(0);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('The scenario lacks the field trades.');
  });

  it('explains itself and lists its scenarios', async () => {
    const [help, list] = await Promise.all([run('--help'), run('kraken-prime', '--scenario', 'list')]);
    expect(help).toEqual({ code: 0, stdout: HELP, stderr: '' });
    expect(
      list.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(Object.keys(SCENARIOS));
  });

  it('leaves with code 2 and a sentence when it is started wrongly', async () => {
    const [unknown, missing] = await Promise.all([
      run('nowhere'),
      run('kraken-prime', '--scenario', '/no/such/file'),
    ]);
    expect(unknown).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no venue named nowhere. See legwork-sandbox --help.\n',
    });
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    const [noSwitch, noValue] = await Promise.all([
      run('kraken-prime', '--switch', 'speed=1'),
      run('bitgo', '--switch', 'siblings=maybe'),
    ]);
    expect(noSwitch.stderr).toContain('There is no switch named speed.');
    expect(noValue.stderr).toContain('The switch siblings must be one of: canceled, unchanged, same.');
    expect([noSwitch.code, noValue.code]).toEqual([2, 2]);
  });

  it('starts a BitGo venue with the credentials of every account', async () => {
    const child = started(['bitgo', '--seed', '5', '--switch', 'tokenKind=v2x']);
    const { code, stdout } = await ended(child, () => child.kill('SIGTERM'));
    expect(code).toBe(0);
    const account = {
      accountId: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: expect.any(String),
      accessToken: expect.stringMatching(/^v2x[0-9a-f]{64}$/),
      xprv: expect.stringMatching(/^xprv9s21ZrQH143K/),
      walletPassphrase: expect.any(String),
    };
    expect(JSON.parse(stdout)).toEqual({
      venue: 'bitgo',
      baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      controlUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      credentials: {
        enterpriseId: expect.stringMatching(/^[0-9a-f]{32}$/),
        accounts: [account, account, account, account],
      },
    });
  });
});

describe('the arguments', () => {
  it('are read', () => {
    const words = 'kraken-prime --port 1 --control-port 2 --seed 3 --scenario partial --chaos 0.25 --verbose';
    const switches = ['--switch', 'direction=venue-perspective', '--switch', 'nonceWindow=10000'];
    expect(parseArguments([...words.split(' '), ...switches])).toEqual({
      ok: true,
      value: {
        _tag: 'Start',
        venue: 'kraken-prime',
        start: {
          port: 1,
          controlPort: 2,
          seed: 3,
          scenario: 'partial',
          chaos: 0.25,
          verbose: true,
          switches: { direction: 'venue-perspective', nonceWindow: '10000' },
        },
      },
    });
  });

  it.each([
    ['', 'Say which venue to start: kraken-prime or bitgo.'],
    ['kraken-prime extra', 'The argument extra is not known.'],
    ['kraken-prime --loud', 'The argument --loud is not known.'],
    ['kraken-prime --port', 'The option --port needs a value.'],
    ['kraken-prime --port 70000', 'The option --port takes a whole number from 0 to 65535.'],
    ['kraken-prime --control-port x', 'The option --control-port takes a whole number from 0 to 65535.'],
    ['kraken-prime --seed -1', 'The option --seed takes a whole number from 0 to 4294967295.'],
    ['kraken-prime --chaos 2', 'The option --chaos takes a share from 0 to 1, such as 0.25.'],
    ['kraken-prime --switch direction', 'The option --switch takes NAME=VALUE, not direction.'],
  ])('are refused: %j', (line, why) => {
    expect(parseArguments(line.split(' ').filter((word) => word !== ''))).toEqual({ ok: false, why });
  });
});
