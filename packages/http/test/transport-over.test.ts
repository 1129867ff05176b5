import { expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { type Exchange, transportOver } from '../src/transport-over.js';
import { call, get, plainTransport } from './call.js';

const answers: Exchange = async () => E.right({ status: 200, headers: {}, body: '{}' });

test('what cannot be loaded is NotSent, holds no place among the calls, and is tried again by the next call', async () => {
  let loads = 0;
  const make = transportOver(async () => {
    loads += 1;
    if (loads < 3) throw new Error('s3cret: no more files can be opened');
    return () => answers;
  });
  const transport = plainTransport(make, 1, { limits: { callsMax: 1 } });
  const failed = {
    _tag: 'NotSent',
    cause: 'Internal',
    detail: 'what reaches the network could not be loaded',
  };
  expect(await call(transport, get)).toEqual(failed);
  expect(await call(transport, get)).toEqual(failed);
  expect(await call(transport, get)).toMatchObject({ status: 200 });
  expect(await call(transport, get)).toMatchObject({ status: 200 });
  expect(loads).toBe(3);
});
