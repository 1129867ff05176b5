import { createCipheriv, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { encrypt } from '../../src/bitgo/key/sjcl-envelope.js';
import * as Account from '../../src/bitgo/account.js';

interface Envelope {
  readonly [name: string]: string | number;
}

/** PBKDF2 by its definition (RFC 8018, section 5.2), one block of SHA-256. */
const stretched = (passphrase: string, salt: Buffer, rounds: number): Buffer => {
  const mac = (bytes: Buffer): Buffer => createHmac('sha256', passphrase).update(bytes).digest();
  let last = mac(Buffer.concat([salt, Buffer.from([0, 0, 0, 1])]));
  const key = Buffer.from(last);
  for (let round = 1; round < rounds; round += 1) {
    last = mac(last);
    for (let at = 0; at < key.length; at += 1) key[at] = (key[at] ?? 0) ^ (last[at] ?? 0);
  }
  return key;
};

const block = (key: Buffer, input: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(input), cipher.final()]);
};

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));

/** CCM by its definition (RFC 3610), out of single blocks, as SJCL's source has it for texts below 64 KiB. */
const opened = (json: string, passphrase: string): string => {
  const envelope: Envelope = JSON.parse(json);
  const bytes = (name: string): Buffer => Buffer.from(`${envelope[name]}`, 'base64');
  const key = stretched(passphrase, bytes('salt'), Number(envelope['iter']));
  const tagLength = Number(envelope['ts']) / 8;
  const nonce = bytes('iv').subarray(0, 13);
  const sealed = bytes('ct');
  const counter = (count: number): Buffer =>
    block(key, Buffer.concat([Buffer.from([1]), nonce, Buffer.from([count >> 8, count & 255])]));
  const text = sealed.subarray(0, -tagLength);
  const plain = Buffer.alloc(text.length);
  for (let at = 0; at < text.length; at += 16)
    xor(text.subarray(at, at + 16), counter(1 + at / 16)).copy(plain, at);
  const flags = 8 * ((tagLength - 2) / 2) + 1;
  const length = Buffer.from([plain.length >> 8, plain.length & 255]);
  let mac = block(key, Buffer.concat([Buffer.from([flags]), nonce, length]));
  for (let at = 0; at < plain.length; at += 16) {
    const padded = Buffer.alloc(16);
    plain.copy(padded, 0, at, at + 16);
    mac = block(key, xor(mac, padded));
  }
  const tag = xor(mac.subarray(0, tagLength), counter(0));
  if (!tag.equals(sealed.subarray(-tagLength))) throw new Error('the tag does not fit');
  return plain.toString('utf8');
};

const RANDOM = { iv: Buffer.alloc(16, 3), salt: Buffer.alloc(8, 9) };

describe('the envelope of a private key', () => {
  it('has the fields and the parameters that SJCL writes', () => {
    const envelope: Envelope = JSON.parse(encrypt('text', 'passphrase', RANDOM));
    expect(envelope).toEqual({
      iv: RANDOM.iv.toString('base64'),
      v: 1,
      iter: 10_000,
      ks: 256,
      ts: 64,
      mode: 'ccm',
      adata: '',
      cipher: 'aes',
      salt: RANDOM.salt.toString('base64'),
      ct: expect.any(String),
    });
  });

  it.each(['', 'a', 'sixteen letters!', 'ünïcode ✓', 'x'.repeat(111)])('opens again: %j', (text) => {
    expect(opened(encrypt(text, 'correct horse', RANDOM), 'correct horse')).toBe(text);
  });

  it('opens only with its passphrase', () => {
    expect(() => opened(encrypt('text', 'one', RANDOM), 'another')).toThrow('the tag does not fit');
  });

  it('holds the xprv of its account', () => {
    const account = Account.make(3, { name: 'somebody', funds: {} });
    expect(opened(account.encryptedPrv(), account.walletPassphrase)).toBe(account.key().xprv);
    expect(account.encryptedPrv()).toBe(account.encryptedPrv());
  });
});
