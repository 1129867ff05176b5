import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, NonceLane, NonceSeen, Transport } from '@legwork/http';
import { must } from '@legwork/example-stage';
import { systemClock } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Wire, enter, exchange } from '../src/adapter/call.js';
import { Shown } from '../src/adapter/deal.js';
import { terms } from './fixture/world.js';

/** A lane and a transport that do nothing but write down, and answer as they are told. */
const paperWire = (answer: ReturnType<Transport['call']>, valid = true) => {
  const sent: Array<HttpRequest> = [];
  const left: Array<NonceSeen> = [];
  const asked: Array<bigint | undefined> = [];
  const lane: NonceLane = {
    enter: (least) => {
      asked.push(least);
      return TE.right({ nonce: 7n });
    },
    valid: () => valid,
    leave: (_, seen) => void left.push(seen),
    reset: () => undefined,
  };
  const transport: Transport = {
    call: (request) => {
      sent.push(request);
      return answer;
    },
  };
  const at = { baseUrl: 'https://twinbook.example', allowedHosts: [] };
  const config = { ...terms, apiKey: 'the-key', apiSecret: 'the-secret', transport: at };
  const wire: Wire = { config, lane, transport, clock: systemClock };
  return { wire, sent, left, asked };
};

const shown = TE.right({ status: 200, headers: {}, body: '{"deals":[]}' });
const complaint = TE.right({ status: 409, headers: {}, body: '{"error":{"code":"sequence_used"}}' });

describe('A call', () => {
  test('reads without a body and writes with one, on a connection of the right kind (T1)', async () => {
    const { wire, sent } = paperWire(shown);
    for (const body of ['', '{}'])
      await exchange(wire, must(await enter(wire, '/x', body)), () => O.none)(Shown);
    expect(sent.map(({ method, effect, body }) => [method, effect, body])).toEqual([
      ['GET', 'Read', ''],
      ['POST', 'Write', '{}'],
    ]);
  });

  test('is signed over its sequence, method, path and body, with a secret that it does not carry (S7)', async () => {
    const { wire, asked } = paperWire(shown);
    const { request } = must(await enter(wire, '/affirmations', '{}', 5n));
    // printf '7\nPOST\n/affirmations\n{}' | openssl dgst -sha256 -hmac the-secret
    const signature = 'ca7247aa4033edb9a9d01b4551d68add3ccc78ab54f2158cba12b8d66fc7ea92';
    expect(request.headers).toEqual({ 'x-key': 'the-key', 'x-sequence': '7', 'x-signature': signature });
    expect(asked).toEqual([5n]);
  });

  test('is not permitted once its turn has passed on, whatever else is (X2)', async () => {
    const permits = [true, false].map(async (valid) => {
      const { wire, sent } = paperWire(shown, valid);
      await exchange(wire, must(await enter(wire, '/x', '{}')), () => O.none)(Shown);
      return sent.map(({ permit }) => O.isNone(permit()));
    });
    expect(await Promise.all(permits)).toEqual([[true], [false]]);
  });

  test.each<readonly [NonceSeen, ReturnType<Transport['call']>]>([
    ['Used', shown],
    ['InvalidNonce', complaint],
    ['Unused', TE.left({ _tag: 'NotSent', cause: 'Dns', detail: 'no such host' })],
    ['Unknown', TE.left({ _tag: 'ReplyLost', cause: 'Reset', detail: 'gone' })],
  ])('ends its turn and says what became of the sequence: %s (X1)', async (seen, answer) => {
    const { wire, left } = paperWire(answer);
    const came = await exchange(wire, must(await enter(wire, '/x', '{}')), () => O.none)(Shown);
    expect(left).toEqual([seen]);
    expect(E.isRight(came)).toBe(seen === 'Used');
  });
});
