import { describe, expect, test } from '@jest/globals';
import {
  Instruction,
  type Observation,
  type PreparedRequest,
  type SettlementVenue,
  intentId,
  settlementId,
} from '@legwork/core';
import type { HttpRequest, NonceLane, NonceSeen, Transport } from '@legwork/http';
import { must } from '@legwork/example-stage';
import { systemClock } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Wire } from '../src/adapter/call.js';
import { Deal, readJson } from '../src/adapter/deal.js';
import { toSettlement } from '../src/adapter/translate.js';
import { observe, sending } from '../src/adapter/venue.js';
import { terms } from './fixture/world.js';

type Reply = ReturnType<Transport['call']>;

/** A lane and a transport that do nothing but write down, and answer as they are told. */
const paperWire = (answer: Reply, valid = true) => {
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
  const wire: Wire = { config, lane, governor: O.none, transport, clock: systemClock };
  return { wire, sent, left, asked };
};

const deal = {
  id: 'D1',
  state: 'proposed',
  proposedAt: 1,
  affirmBy: 2,
  counterparty: 'other-desk',
  give: { leg: 'D1-a', asset: 'XBT', amount: '1' },
  take: { leg: 'D1-b', asset: 'USD', amount: '2' },
  reference: null,
  counterpartyAffirmed: true,
};
const ok = (body: object): Reply => TE.right({ status: 200, headers: {}, body: JSON.stringify(body) });
const shown = ok({ deals: [deal] });
const taken = ok({ deal: { ...deal, state: 'settling', reference: 'm/1' } });
const complaint = TE.right({ status: 409, headers: {}, body: '{"error":{"code":"sequence_used"}}' });
const unsent: Reply = TE.left({ _tag: 'NotSent', cause: 'Dns', detail: 'no such host' });
const lost: Reply = TE.left({ _tag: 'ReplyLost', cause: 'Reset', detail: 'gone' });

const subject = { _tag: 'Existing', settlement: must(settlementId('D1')) } as const;
const settlement = toSettlement(terms, must(readJson(Deal, JSON.stringify(deal))));
const seen: Observation = { subject, settlements: [settlement], order: 1n, askedAtMs: 1, answeredAtMs: 2 };
const approved = must(E.fromOption(() => 'an asset is not known')(Instruction.termsOf(settlement.legs)));
const instruction = { _tag: 'Affirm', settlement: settlement.id, terms: approved } as const;
const always = (): O.Option<string> => O.none;

const read = (wire: Wire, least: O.Option<bigint> = O.none) => observe(wire)(subject, least)();
const prepared = async ({ prepare }: Pick<SettlementVenue, 'prepare'>): Promise<PreparedRequest> =>
  must(await prepare({ id: must(intentId('m/1')), instruction }, seen)());
const write = async (wire: Wire, permit = always) => {
  const writes = sending(wire);
  return writes.send(await prepared(writes), permit)();
};

describe('A call', () => {
  test('reads without a body and writes with one, on a connection of the right kind (T1)', async () => {
    const [reads, writes] = [paperWire(shown), paperWire(taken)];
    expect(await read(reads.wire)).toMatchObject({ right: { order: 7n, settlements: [{ id: 'D1' }] } });
    expect(await write(writes.wire)).toMatchObject({ right: { settlement: 'D1', oddities: [] } });
    const all = [...reads.sent, ...writes.sent];
    expect(all.map(({ method, path, effect, body }) => [method, path, effect, body])).toEqual([
      ['GET', '/deals', 'Read', ''],
      ['POST', '/affirmations', 'Write', (await prepared(sending(writes.wire))).body],
    ]);
  });

  test('is signed over its sequence, method, path and body, with a secret that it does not carry (S2, S7)', async () => {
    const [reads, writes] = [paperWire(shown), paperWire(taken)];
    await read(reads.wire, O.some(5n));
    await write(writes.wire);
    const body =
      '{"reference":"m/1","deal":"D1","legs":[{"from":"desk","asset":"XBT","amount":"1"},{"from":"other-desk","asset":"USD","amount":"2"}]}';
    expect(writes.sent[0]?.body).toBe(body);
    // printf '7\nGET\n/deals\n' | openssl dgst -sha256 -hmac the-secret
    // printf '7\nPOST\n/affirmations\n%s' "$body" | openssl dgst -sha256 -hmac the-secret
    const signatures = [
      'a84f34029b9c42a489d2a2e14680bfcf2d4e6b7e996d5b11cb7866571542eaa2',
      '1b81fb00f9154d00bcf53c08759ee135f5f4bc2172117b29208bdb87563e2df0',
    ];
    const headers = [...reads.sent, ...writes.sent].map((request) => request.headers);
    expect(headers).toEqual(
      signatures.map((signature) => ({ 'x-key': 'the-key', 'x-sequence': '7', 'x-signature': signature })),
    );
    expect([...reads.asked, ...writes.asked]).toEqual([5n, undefined]);
  });

  test('is not permitted once its turn has passed on, whatever else is (X2)', async () => {
    const permits = [true, false].map(async (valid) => {
      const [reads, writes] = [paperWire(shown, valid), paperWire(taken, valid)];
      await read(reads.wire);
      await write(writes.wire);
      return [...reads.sent, ...writes.sent].map(({ permit }) => O.isNone(permit()));
    });
    expect(await Promise.all(permits)).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('that writes is not permitted either where the caller has something against it (L2)', async () => {
    const { wire, sent } = paperWire(taken);
    await write(wire, () => O.some('the kill switch'));
    expect(sent.map(({ permit }) => permit())).toEqual([O.some('the kill switch')]);
  });

  test.each<readonly [NonceSeen, Reply, Reply]>([
    ['Used', shown, taken],
    ['InvalidNonce', complaint, complaint],
    ['Unused', unsent, unsent],
    ['Unknown', lost, lost],
  ])('ends its turn and says what became of the sequence: %s (X1)', async (ended, answer, reply) => {
    const [reads, writes] = [paperWire(answer), paperWire(reply)];
    const came = [await read(reads.wire), await write(writes.wire)];
    expect([reads.left, writes.left]).toEqual([[ended], [ended]]);
    expect(came.map(({ _tag }) => _tag === 'Right')).toEqual([ended === 'Used', ended === 'Used']);
  });

  test('that reads is stamped before it is asked and after it is answered, and shows what was asked for alone (M2)', async () => {
    const { wire } = paperWire(ok({ deals: [{ ...deal, id: 'D2' }, deal] }));
    const instants = [10, 25];
    const clock = { ...systemClock, monotonicMs: () => instants.shift() ?? 99 };
    expect(await read({ ...wire, clock })).toMatchObject({
      right: { askedAtMs: 10, answeredAtMs: 25, settlements: [{ id: 'D1' }] },
    });
  });

  test('that writes holds the yes against what was approved (M6)', async () => {
    const { wire } = paperWire(ok({ deal: { ...deal, id: 'D2', reference: 'm/1' } }));
    const oddities = [expect.stringContaining('another affirmation')];
    expect(await write(wire)).toMatchObject({ right: { settlement: 'D1', oddities } });
  });

  test('that never was made gives its turn back, and is not made after all', async () => {
    const { wire, sent, left } = paperWire(taken);
    const writes = sending(wire);
    const request = await prepared(writes);
    writes.discard(request)();
    expect(await writes.send(request, always)()).toMatchObject({ left: { _tag: 'NotAccepted' } });
    expect([sent, left]).toEqual([[], ['Unused']]);
  });

  test('without a turn is none, and moves nothing', async () => {
    const { wire, sent } = paperWire(taken);
    const lane: NonceLane = {
      ...wire.lane,
      enter: () => TE.left({ _tag: 'LanePoisoned', detail: 'another program' }),
    };
    const shut = { ...wire, lane };
    expect(await read(shut)).toMatchObject({ left: { _tag: 'ReadFailed', lasts: 'Lasting' } });
    const { prepare } = sending(shut);
    expect(await prepare({ id: must(intentId('m/1')), instruction }, seen)()).toMatchObject({
      left: { _tag: 'NotAccepted', left: false },
    });
    expect(sent).toEqual([]);
  });
});
