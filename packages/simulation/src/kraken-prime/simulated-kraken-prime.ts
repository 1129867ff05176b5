import {
  type Instruction,
  type Intent,
  type Observation,
  type Outcome,
  Quantity,
  type ReadFailed,
  type Receipt,
  type SendError,
  type Subject,
  outcomeOf,
} from '@legwork/core';
import type { HttpResponse, TransportError } from '@legwork/http';
import {
  Create,
  type KrakenPrimeTerms,
  Reply as Meaning,
  Settle,
  krakenPrimeRules,
  readAnswer,
} from '@legwork/kraken-prime';
import type { KrakenPrimeMachine } from '@legwork/sandbox';
import type { Owed, Place, Reply, SimulatedVenue, TrueEffect } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';

/** The name of our key at the simulated venue. */
export const ourKey = 'ours';

/** The sandbox's machine as a venue in virtual time, behind the pure half of the adapter. */
export const simulatedKrakenPrime = (
  machine: KrakenPrimeMachine.Machine,
  terms: KrakenPrimeTerms,
): SimulatedVenue => {
  const call = (method: string, nonce: bigint, params: unknown, nowMs: number, staleMs: number): Reply => {
    const note = staleMs === 0 ? {} : { asOfMs: nowMs - staleMs };
    return {
      status: 200,
      body: JSON.stringify(machine.call({ key: ourKey, nonce, method, params }, nowMs, note)),
    };
  };
  return {
    rules: krakenPrimeRules(terms),
    prepare: (intent, _seen, order) =>
      E.right({ intent: intent.id, order, body: bodyOf(intent.instruction, order) }),
    write: ({ body, order }, nowMs) => {
      const params = paramsOf(body);
      const method = 'batch_id' in params ? 'SettlePrimeSettlementBatchAsset' : 'CreatePrimeSettlementBatch';
      return call(method, order, params, nowMs, 0);
    },
    read: (subject, order, nowMs, staleMs) =>
      subject._tag === 'Existing'
        ? call('GetPrimeSettlementBatch', order, { batch_id: subject.settlement }, nowMs, staleMs)
        : call('ListPrimeSettlementBatches', order, {}, nowMs, staleMs),
    serverError: { status: 502, body: '<html><title>Bad gateway</title></html>' },
    outcome: (intent, _request, reply) => outcome(terms, intent, reply),
    observation: (subject, reply, place) => observation(terms, subject, reply, place),
    advance: machine.advance,
    truth: () => truth(machine),
    signed: () => [],
    owed,
  };
};

const bodyOf = (instruction: Instruction.Instruction, order: bigint): string =>
  instruction._tag === 'SettleLeg'
    ? Settle.body(order, instruction.settlement, instruction.leg)
    : Create.body(order, 'currency');

/** The fields of a body without its nonce, as the venue's front would hand them on. */
const paramsOf = (body: string): Readonly<Record<string, unknown>> => {
  const fields: unknown = JSON.parse(body);
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'nonce'));
};

const overHttp = (reply: Reply | undefined): E.Either<TransportError, HttpResponse> =>
  reply === undefined
    ? E.left({ _tag: 'ReplyLost', cause: 'Timeout', detail: 'no reply in time' })
    : E.right({ status: reply.status, headers: {}, body: String(reply.body) });

const outcome = (terms: KrakenPrimeTerms, { instruction }: Intent, reply: Reply | undefined): Outcome => {
  const receipt = receiptOf(terms, instruction, reply);
  return E.isRight(receipt) ? { _tag: 'Accepted', receipt: receipt.right } : outcomeOf(receipt.left);
};

const receiptOf = (
  terms: KrakenPrimeTerms,
  instruction: Instruction.Instruction,
  reply: Reply | undefined,
): E.Either<SendError, Receipt> => {
  const answer = readAnswer(overHttp(reply));
  switch (instruction._tag) {
    case 'CreateSettlement':
      return Meaning.created(instruction)(answer);
    case 'SettleLeg':
      return Meaning.settled(terms, instruction)(answer);
    case 'Affirm':
    case 'Reject':
    case 'Cancel':
      throw new Error('the simulation gives Kraken Prime no such instruction');
  }
};

const observation = (
  terms: KrakenPrimeTerms,
  subject: Subject,
  reply: Reply | undefined,
  place: Place,
): E.Either<ReadFailed, Observation> => {
  const answer = readAnswer(overHttp(reply));
  if (subject._tag === 'Existing') {
    const one = Meaning.got(terms)(answer);
    return E.isLeft(one) ? one : E.right({ subject, settlements: [one.right], ...place });
  }
  const many = Meaning.listed(terms)(answer);
  return E.isLeft(many) ? many : E.right({ subject, settlements: many.right, ...place });
};

const amount = (text: string): Quantity.Quantity => E.getOrElse(() => Quantity.zero)(Quantity.parse(text));
const one = amount('1');

const truth = (machine: KrakenPrimeMachine.Machine): ReadonlyArray<TrueEffect> => {
  const { transfers, batches } = machine.truth();
  const orderOf = (cause: (typeof transfers)[number]['cause']): bigint | undefined =>
    typeof cause === 'object' && cause.key === ourKey ? BigInt(cause.nonce) : undefined;
  return [
    ...transfers.map((transfer) => ({
      key: `${transfer.batchId}/${transfer.asset}`,
      order: orderOf(transfer.cause),
      atMs: transfer.startedAtMs,
      moved: amount(transfer.moved),
    })),
    ...batches.map((batch) => ({
      key: `create/${batch.assetKind}`,
      order: orderOf(batch.cause),
      atMs: batch.appliedAtMs,
      moved: one,
    })),
  ];
};

const owed = ({ instruction }: Intent): Owed =>
  instruction._tag === 'SettleLeg'
    ? { key: `${instruction.settlement}/${instruction.leg}`, quantity: instruction.quantity }
    : { key: 'create/currency', quantity: one };
