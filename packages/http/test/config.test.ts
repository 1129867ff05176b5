import { describe, expect, test } from '@jest/globals';
import { type TransportConfig, httpTransport } from '../src/index.js';
import { selfSigned } from './certificate.js';

const kraken: TransportConfig = { baseUrl: 'https://api.kraken.com', allowedHosts: ['api.kraken.com'] };

const refusedSetting = (config: TransportConfig): string => {
  const made = httpTransport(config);
  return made._tag === 'Left' ? made.left.setting : 'none';
};

describe('a base URL', () => {
  test.each([
    ['https://api.kraken.com', {}],
    ['https://api.kraken.com/', {}],
    ['https://api.kraken.com:8443', {}],
    ['https://127.0.0.1:1', { allowedHosts: ['127.0.0.1'] }],
    ['https://[2001:db8::1]', { allowedHosts: ['[2001:db8::1]'] }],
    ['http://127.0.0.1:1', { allowedHosts: ['127.0.0.1'], loopbackHttp: true }],
    ['http://127.9.8.7', { allowedHosts: ['127.9.8.7'], loopbackHttp: true }],
    ['http://[::1]:1', { allowedHosts: ['[::1]'], loopbackHttp: true }],
    ['http://localhost:1', { allowedHosts: ['localhost'], loopbackHttp: true }],
  ])('%s is taken', (baseUrl, more) => {
    expect(refusedSetting({ ...kraken, baseUrl, ...more })).toBe('none');
  });

  test.each([
    'http://api.kraken.com',
    'https://evil.example',
    'https://api.kraken.com.evil.example',
    'https://api.kraken.com.',
    'https://user:pass@api.kraken.com',
    'https://api.kraken.com@evil.example',
    'https://api.kraken.com/0',
    'https://api.kraken.com?x=1',
    'https://api.kraken.com?',
    'https://api.kraken.com#x',
    'https://api.kraken.com:443',
    'https://API.kraken.com',
    'HTTPS://api.kraken.com',
    'https:api.kraken.com',
    'https:\\\\api.kraken.com',
    'https://api.kraken.com\\@evil.example',
    ' https://api.kraken.com',
    'https://api.kra\tken.com',
    'https://аpi.kraken.com',
    'wss://api.kraken.com',
    'file:///etc/passwd',
    'unix:/var/run/docker.sock',
    'data:text/plain,x',
    'null',
    '',
  ])('%j is refused', (baseUrl) => {
    expect(refusedSetting({ ...kraken, baseUrl, loopbackHttp: true })).toBe('baseUrl');
  });

  test.each(['http://127.0.0.1', 'http://localhost:1', 'http://[::1]'])(
    '%s needs loopbackHttp',
    (baseUrl) => {
      const allowedHosts = [new URL(baseUrl).hostname];
      expect(refusedSetting({ baseUrl, allowedHosts })).toBe('baseUrl');
      expect(refusedSetting({ baseUrl, allowedHosts, loopbackHttp: true })).toBe('none');
    },
  );

  test.each([
    'http://10.0.0.1',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://127.1',
    'http://0x7f.0.0.1',
    'http://2130706433',
  ])('%s is not loopback in its canonical form', (baseUrl) => {
    const allowedHosts = [new URL(baseUrl).hostname, baseUrl.slice(7)];
    expect(refusedSetting({ baseUrl, allowedHosts, loopbackHttp: true })).toBe('baseUrl');
  });
});

describe('limits, authorities and pins', () => {
  test.each([
    ['connectMs', 60_001],
    ['firstByteMs', 0],
    ['totalMs', Number.POSITIVE_INFINITY],
    ['totalMs', Number.NaN],
    ['requestBytesMax', -1],
    ['responseBytesMax', 2 ** 28 + 1],
    ['headerBytesMax', 255],
    ['callsMax', 1.5],
  ])('%s of %d is refused', (name, value) => {
    expect(refusedSetting({ ...kraken, limits: { [name]: value } })).toBe(name);
  });

  test('a limit nobody knows is refused, since it would limit nothing', () => {
    const limits = { totalMs: 5, timeoutMs: 5 };
    expect(refusedSetting({ ...kraken, limits })).toBe('timeoutMs');
  });

  test('an authority must be a certificate, a pin must be a digest', () => {
    const { cert, key, pin } = selfSigned({ name: 'authority' });
    expect(refusedSetting({ ...kraken, extraCa: [cert], spkiPins: [pin] })).toBe('none');
    expect(refusedSetting({ ...kraken, extraCa: [cert, 'x'] })).toBe('extraCa');
    expect(refusedSetting({ ...kraken, extraCa: [key] })).toBe('extraCa');
    expect(refusedSetting({ ...kraken, spkiPins: [pin.slice(1)] })).toBe('spkiPins');
    expect(refusedSetting({ ...kraken, spkiPins: ['sha256/x'] })).toBe('spkiPins');
  });
});
