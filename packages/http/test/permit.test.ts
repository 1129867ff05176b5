import { afterEach, describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { HttpRequest } from '../src/index.js';
import { call, get, plainTransport, post, transports } from './call.js';
import { type RawServer, answering, rawServer, reply } from './raw-server.js';

describe.each(transports)('over %s', (_client, make) => {
  let server: RawServer;
  afterEach(() => server.close());

  describe('the permit', () => {
    test.each([
      ['write', post],
      ['read', get],
    ])('that says no stops a %s: the connection stands, and no byte arrives', async (_, request) => {
      server = await rawServer({});
      const stopped = await call(plainTransport(make, server.port), {
        ...request,
        permit: () => O.some('StaleOwner'),
      });
      expect(stopped).toEqual({ _tag: 'NotSent', cause: 'Forbidden', detail: 'StaleOwner' });
      await server.quiet();
      expect(server.seen.map(({ bytes }) => bytes.length)).toEqual([0]);
    });

    test('that says no stops a read on a connection that was used before', async () => {
      server = await rawServer({ onBytes: answering(reply('{}')) });
      const transport = plainTransport(make, server.port);
      await call(transport, get);
      const stopped = await call(transport, { ...get, permit: () => O.some('StaleOwner') });
      expect(stopped).toEqual({ _tag: 'NotSent', cause: 'Forbidden', detail: 'StaleOwner' });
      await server.quiet();
      expect(server.seen.map(({ bytes }) => bytes.length)).toEqual([0]);
    });

    test('that throws stops the request, and what it threw stays unsaid', async () => {
      server = await rawServer({});
      const permit = (): never => {
        throw new Error('s3cret');
      };
      expect(await call(plainTransport(make, server.port), { ...post, permit })).toEqual({
        _tag: 'NotSent',
        cause: 'Forbidden',
        detail: 'the permit itself failed',
      });
      await server.quiet();
      expect(server.seen.map(({ bytes }) => bytes.length)).toEqual([0]);
    });

    test.each([
      ['nothing', undefined],
      ['false', false],
      ['a promise', Promise.resolve(O.none)],
    ])('that answers with %s instead of an option stops the request', async (_, answer) => {
      server = await rawServer({});
      // What a caller without types can do.
      const permit: unknown = () => answer;
      const request: HttpRequest = Object.assign({ ...post }, { permit });
      expect(await call(plainTransport(make, server.port), request)).toMatchObject({
        _tag: 'NotSent',
        cause: 'Forbidden',
      });
      await server.quiet();
      expect(server.seen.map(({ bytes }) => bytes.length)).toEqual([0]);
    });

    test('is asked once, after the connection and before the first byte', async () => {
      const order: Array<string> = [];
      server = await rawServer({
        onConnect: () => order.push('connected'),
        onBytes: (seen) => {
          if (!order.includes('bytes')) order.push('bytes');
          answering(reply('{}'))(seen);
        },
      });
      const permit = (): O.Option<string> => {
        order.push('asked');
        return O.none;
      };
      await call(plainTransport(make, server.port), { ...post, body: 'x'.repeat(300_000), permit });
      expect(order.filter((word) => word === 'asked')).toHaveLength(1);
      expect(order.indexOf('asked')).toBeLessThan(order.indexOf('bytes'));
    });
  });
});
