import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { undiciTransport } from '../src/index.js';
import { call, get, plainTransport } from './call.js';
import { type RawServer, answering, rawServer, reply } from './raw-server.js';

describe('a connection of reads over undici', () => {
  let server: RawServer;
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  const later = (ms: number): void => {
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + ms);
  };

  test('is used again while it is young', async () => {
    server = await rawServer({ onBytes: answering(reply('{}')) });
    const transport = plainTransport(undiciTransport, server.port);
    await call(transport, get);
    later(2_500);
    expect(await call(transport, get)).toMatchObject({ status: 200 });
    expect(server.seen).toHaveLength(1);
  });

  test('is left alone when it is about to be closed for its age', async () => {
    server = await rawServer({ onBytes: answering(reply('{}')) });
    const transport = plainTransport(undiciTransport, server.port);
    await call(transport, get);
    later(3_100);
    expect(await call(transport, get)).toMatchObject({ status: 200 });
    expect(server.seen).toHaveLength(2);
  });
});
