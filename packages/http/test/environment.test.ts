import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { selfSigned } from './certificate.js';
import { type RawServer, answering, rawServer, reply } from './raw-server.js';

const authority = selfSigned({ name: 'Authority of the environment' });
const { cert, key } = authority.sign({ name: 'localhost', hosts: ['localhost'] });

let folder: string;
let server: RawServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'legwork-http-'));
  await writeFile(join(folder, 'ca.pem'), authority.cert);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => server.close());

/** Makes one call from a process of its own, with this environment, and prints what came of it. */
const callFrom = async (
  env: NodeJS.ProcessEnv,
  baseUrl: string,
  flags: ReadonlyArray<string> = [],
): Promise<unknown> => {
  const program = `
    const { httpTransport } = await import(${JSON.stringify(new URL('../src/index.js', import.meta.url).href)});
    const made = httpTransport({
      baseUrl: ${JSON.stringify(baseUrl)}, allowedHosts: ['localhost', '127.0.0.1'], loopbackHttp: true,
    });
    const outcome = made._tag === 'Left' ? made : await made.right.call({
      method: 'POST', path: '/', headers: {}, body: '{}', effect: 'Write', permit: () => ({ _tag: 'None' }),
    })();
    console.log(JSON.stringify(outcome._tag === 'Left' ? outcome.left : outcome.right));`;
  const child = spawn(process.execPath, [...flags, '--no-warnings', '--input-type=module', '-e', program], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await new Promise((resolve) => {
    child.once('close', resolve);
  });
  return JSON.parse(text);
};

describe('the environment has no say', () => {
  test('NODE_TLS_REJECT_UNAUTHORIZED=0: no transport is made, not even over loopback', async () => {
    server = await rawServer({});
    expect(await callFrom({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, `http://127.0.0.1:${server.port}`)).toEqual({
      _tag: 'ConfigRefused',
      setting: 'NODE_TLS_REJECT_UNAUTHORIZED',
      detail: 'switches verification off; unset it',
    });
    expect(server.seen).toHaveLength(0);
  });

  test.each([
    ['NODE_EXTRA_CA_CERTS', []],
    ['SSL_CERT_FILE', ['--use-openssl-ca']],
  ])('%s adds no authority', async (name, flags) => {
    server = await rawServer({ tls: { cert, key }, onBytes: answering(reply('{}')) });
    const outcome = await callFrom(
      { [name]: join(folder, 'ca.pem') },
      `https://localhost:${server.port}`,
      flags,
    );
    expect(outcome).toMatchObject({ _tag: 'NotSent', cause: 'Tls' });
  });

  test('proxies are not used', async () => {
    server = await rawServer({ onBytes: answering(reply('{}')) });
    const proxy = await rawServer({});
    const url = `http://127.0.0.1:${proxy.port}`;
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
    const env = { NODE_USE_ENV_PROXY: '1', ...Object.fromEntries(names.map((name) => [name, url])) };
    expect(await callFrom(env, `http://127.0.0.1:${server.port}`)).toMatchObject({ status: 200 });
    expect(proxy.seen).toHaveLength(0);
    await proxy.close();
  });

  test('a lenient parser asked for on the command line is not used', async () => {
    server = await rawServer({
      onBytes: answering('HTTP/1.1 200 OK\r\nx: a\u0001b\r\ncontent-length: 2\r\n\r\n{}'),
    });
    const outcome = await callFrom({}, `http://127.0.0.1:${server.port}`, ['--insecure-http-parser']);
    expect(outcome).toMatchObject({ _tag: 'ReplyLost', cause: 'BadHttp' });
  });
});
