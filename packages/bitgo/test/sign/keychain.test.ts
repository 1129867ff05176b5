import { describe, expect, test } from '@jest/globals';
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { left, right } from '@legwork/testkit';
import sjcl from 'sjcl';
import { keychainSigner, signatureOf } from '../../src/index.js';
import { openKeychain } from '../../src/sign/open-keychain.js';
import { leaks } from '../fixture/canary.js';
import { networkUseOf } from '../fixture/network-use.js';
import { carryingOut, expecting, utf8 } from '../fixture/purpose.js';
import { direct } from '../fixture/specimen.js';
import { key, signed } from '../fixture/vectors.js';

const passphrase = 'correct horse — battery staple ✓';
const written = { iter: 10_000, ks: 256 };
const envelope = sjcl.encrypt(passphrase, key.xprv, written);
const terms = { expecting: expecting(direct), publicKey: key.xpub };
const why = async (text: string, by: string = passphrase): Promise<string> =>
  left(await openKeychain(text, by)()).why;
const changed = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...JSON.parse(envelope), ...changes });

/** An envelope in the library's form, made without it. */
const sealed = (
  text: string,
  ivBytes: number,
  tagBytes: number,
  attached: string,
  password: string = passphrase,
): string => {
  const [iv, salt] = [Buffer.alloc(ivBytes, 3), Buffer.alloc(8, 5)];
  const derived = pbkdf2Sync(password, salt, 10_000, 32, 'sha256');
  const cipher = createCipheriv('aes-256-ccm', derived, iv.subarray(0, 13), { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(attached), { plaintextLength: text.length });
  const body = Buffer.concat([cipher.update(text, 'latin1'), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({
    iv: iv.toString('base64'),
    v: 1,
    iter: 10_000,
    ks: 256,
    ts: tagBytes * 8,
    mode: 'ccm',
    adata: Buffer.from(attached).toString('base64'),
    cipher: 'aes',
    salt: salt.toString('base64'),
    ct: body.toString('base64'),
  });
};

describe('a keychain', () => {
  test('is opened once, and signs the known signature', async () => {
    const signer = right(await keychainSigner({ envelope, passphrase }, terms)());
    const bytes = right(await signer.sign(utf8(direct.text), carryingOut)());
    expect(right(signatureOf(bytes))).toBe(Object.fromEntries(signed)['seedPayload']?.signature);
    expect(leaks(signer, [passphrase, key.xprv, key.privateKeyHex])).toEqual([]);
  });

  test.each([
    ['the usual parameters', {}],
    ['a longer tag', { ts: 128 }],
    ['a tag of 96 bits', { ts: 96 }],
    ['more iterations', { iter: 20_000 }],
    ['attached text', { adata: 'wallet é' }],
    ['a short vector', { iv: [1, 2, 3] }],
    ['a vector of 64 bits', { iv: [1, 2] }],
  ])('that the library wrote is opened: %s', async (_, parameters) => {
    const text = sjcl.encrypt(passphrase, key.xprv, { ...written, ...parameters });
    expect(right(await openKeychain(text, passphrase)())).toBe(key.xprv);
  });

  test.each([
    ['a vector of 13 bytes', 13, 8, ''],
    ['a vector of 16 bytes', 16, 16, ''],
    ['attached text', 16, 8, 'wallet é'],
  ])(
    'that we wrote by its rules, the library opens, and so do we: %s',
    async (_, ivBytes, tagBytes, attached) => {
      const text = sealed(key.xprv, ivBytes, tagBytes, attached);
      expect(sjcl.decrypt(passphrase, text)).toBe(key.xprv);
      expect(right(await openKeychain(text, passphrase)())).toBe(key.xprv);
    },
  );

  test('is not opened by another passphrase, nor when any part of it was changed', async () => {
    expect(await why(envelope, 'another')).toBe('WrongPassphrase');
    expect(await why(envelope, '')).toBe('WrongPassphrase');
    const flip = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    const { iv, salt, ct } = JSON.parse(envelope);
    const changes = [
      { iv: flip(iv) },
      { salt: flip(salt) },
      { ct: flip(ct) },
      { adata: 'AAAA' },
      { iter: 10_001 },
    ];
    const reasons = await Promise.all(changes.map((one) => why(changed(one))));
    expect(reasons).toEqual(changes.map(() => 'WrongPassphrase'));
  });

  const outside: ReadonlyArray<readonly [string, string]> = [
    ['', 'NotAnEnvelope'],
    ['null', 'NotAnEnvelope'],
    ['{"iv":1}', 'NotAnEnvelope'],
    [changed({ ct: 'not base64!' }), 'NotAnEnvelope'],
    [changed({ adata: '%' }), 'NotAnEnvelope'],
    ['{"v":2,"m":65536,"t":3,"p":4,"salt":"x","iv":"x","ct":"x"}', 'UnsupportedEnvelope'],
    [changed({ v: 2 }), 'UnsupportedEnvelope'],
    [changed({ ks: 128 }), 'UnsupportedEnvelope'],
    [changed({ mode: 'ocb2' }), 'UnsupportedEnvelope'],
    [changed({ cipher: 'des' }), 'UnsupportedEnvelope'],
    [changed({ ts: 32 }), 'UnsupportedEnvelope'],
    [changed({ iter: 9_999 }), 'OutOfLimits'],
    [changed({ iter: 1_000_001 }), 'OutOfLimits'],
    [changed({ iter: 1e12 }), 'OutOfLimits'],
    [changed({ iter: 10_000.5 }), 'OutOfLimits'],
    [changed({ salt: '' }), 'OutOfLimits'],
    [changed({ iv: 'AAAA' }), 'OutOfLimits'],
    [changed({ ct: 'AAAA' }), 'OutOfLimits'],
    [changed({ ct: 'AAAA'.repeat(400) }), 'OutOfLimits'],
    [changed({ note: 'x'.repeat(5_000) }), 'OutOfLimits'],
  ];

  test.each(outside.map(([text, reason], at) => [at, reason, text] as const))(
    'is refused before any work is done: case %i, %s',
    async (_, reason, text) => expect(await why(text)).toBe(reason),
  );

  test('with something else in it than the key of the account is refused, and it is not shown', async () => {
    const other = sjcl.encrypt(passphrase, 'canary canary canary', written);
    const refusal = await keychainSigner({ envelope: other, passphrase }, terms)();
    expect(left(refusal)).toEqual({ _tag: 'KeyRefused', why: 'NotAKey' });
    expect(leaks(refusal, [passphrase, 'canary canary canary'])).toEqual([]);
  });

  test('of more iterations than usual does not hold the process up', async () => {
    const text = sjcl.encrypt(passphrase, key.xprv, { ...written, iter: 10_001 });
    let others = 0;
    setImmediate(() => (others += 1));
    expect(right(await openKeychain(text, passphrase)())).toBe(key.xprv);
    expect(others).toBe(1);
  });

  test('is opened without the network, and so is every signature made and verified', async () => {
    const keychain = { envelope, passphrase };
    const signer = right(await keychainSigner(keychain, terms)());
    const answers: Array<unknown> = [];
    const used = await networkUseOf(async () => {
      answers.push(await keychainSigner(keychain, terms)());
      // oxlint-disable-next-line no-await-in-loop -- one signature after the other, as they are asked for
      for (let at = 0; at < 20; at += 1) answers.push(await signer.sign(utf8(direct.text), carryingOut)());
    });
    expect(answers.map((answer) => Object(answer)._tag)).toEqual(Array.from({ length: 21 }, () => 'Right'));
    expect(used).toEqual([]);
  });

  test('would be seen to use the network, by whatever way', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = Object(server.address()).port;
    const asked = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${port}`)).text();
    server.on('request', (_, response) => response.end());
    expect(await networkUseOf(asked)).toContain('TCPWRAP');
    expect(await networkUseOf(() => lookup('localhost'))).toContain('GETADDRINFOREQWRAP');
    server.close();
    server.closeAllConnections();
  });

  test('is opened ten times as fast as by the library itself; four times at the very least, on any machine', async () => {
    const times: Array<{ readonly theirsMs: number; readonly oursMs: number }> = [];
    for (let round = 0; round < 15; round += 1) {
      // A passphrase that is new to the process each time, since the library remembers the keys that it derived.
      const fresh = `${passphrase} ${round}`;
      const text = sealed(key.xprv, 16, 8, '', fresh);
      const start = performance.now();
      const theirs = sjcl.decrypt(fresh, text);
      const between = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would be measured together
      const ours = right(await openKeychain(text, fresh)());
      times.push({ theirsMs: between - start, oursMs: performance.now() - between });
      expect(ours).toBe(theirs);
    }
    const theirsMs = median(times.map((one) => one.theirsMs));
    expect(theirsMs / median(times.map((one) => one.oursMs))).toBeGreaterThan(4);
  });
});

const median = (times: ReadonlyArray<number>): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
