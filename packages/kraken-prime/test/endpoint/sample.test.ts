import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { readFileSync, readdirSync } from 'node:fs';
import { asRead, asWrite, readAnswer } from '../../src/answer.js';
import { Create, Get, List, Settle } from '../../src/index.js';

const samples = new URL('../../../test/endpoint/sample/', import.meta.url);

const answer = (body: string) => readAnswer(E.right({ status: 200, headers: {}, body }));

const read =
  <A>(codec: t.Type<A>) =>
  (body: string) => ({ write: asWrite(codec)(answer(body)), read: asRead(codec)(answer(body)) });

const endpoints = [
  ['create', read(Create.CreateResult)],
  ['get', read(Get.GetResult)],
  ['list', read(List.ListResult)],
  ['settle', read(Settle.SettleResult)],
] as const;

const bodies = (endpoint: string, kind: string): ReadonlyArray<readonly [string, string]> => {
  const folder = new URL(`${endpoint}/${kind}/`, samples);
  return readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
};

describe.each(endpoints)('the sample replies to %s', (endpoint, decode) => {
  test.each(bodies(endpoint, 'good'))('%s is taken', (_, body) => {
    expect(decode(body)).toMatchObject({ write: { _tag: 'Right' }, read: { _tag: 'Right' } });
  });

  test.each(bodies(endpoint, 'bad'))('%s proves nothing', (_, body) => {
    expect(decode(body)).toMatchObject({
      write: { left: { _tag: 'OutcomeUnknown' } },
      read: { left: { _tag: 'ReadFailed', lasts: 'Lasting' } },
    });
  });
});
