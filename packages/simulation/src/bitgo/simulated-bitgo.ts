import { bitgoRules } from '@legwork/bitgo';
import { type PreparedRequest, outcomeOf } from '@legwork/core';
import type { Signing, SimulatedVenue } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { answerOf, callVenue } from './calling.js';
import type { Conduct } from './conduct.js';
import { saysTheTrade } from './meaning.js';
import type { Others } from './others.js';
import { readVenue, readerOf } from './reading.js';
import { owedBy, requestIdOf, truthOf } from './truth.js';
import { type Write, writeFor } from './writing.js';

/** The sandbox's machine as a venue in virtual time, behind the pure half of the adapter. */
export const simulatedBitgo = (conduct: Conduct, others: Others): SimulatedVenue => {
  const { machine, terms, parties, feeMax } = conduct;
  const writes = new WeakMap<PreparedRequest, Write>();
  const signed: Array<Signing> = [];
  const nonces = new Map<string, string>();
  const writeOf = (request: PreparedRequest): Write => {
    const write = writes.get(request);
    if (write === undefined) throw new Error('only what was prepared is sent');
    return write;
  };
  return {
    rules: bitgoRules(terms),
    prepare: (intent, seen, order, nowMs) => {
      others(nowMs);
      const write = writeFor(conduct, intent, seen, { nowMs, order, nonces });
      if (E.isLeft(write)) return write;
      if (O.isSome(write.right.signed)) {
        const text = write.right.signed.value;
        const faithful = saysTheTrade(text, terms.account, parties, feeMax);
        signed.push({ intent: intent.id, order, text, faithful });
      }
      const request = { intent: intent.id, order, body: write.right.body };
      writes.set(request, write.right);
      return E.right(request);
    },
    write: (request, nowMs) => {
      others(nowMs);
      const note = { requestId: requestIdOf(request.order) };
      return callVenue(conduct, writeOf(request), request.body, nowMs, note);
    },
    read: (subject, _order, nowMs, staleMs) => {
      others(nowMs);
      return readVenue(conduct, subject, nowMs, staleMs);
    },
    serverError: { status: 502, body: '<html><title>Bad gateway</title></html>' },
    outcome: (_intent, request, reply) => {
      const receipt = writeOf(request).read(answerOf(reply));
      return E.isRight(receipt) ? { _tag: 'Accepted', receipt: receipt.right } : outcomeOf(receipt.left);
    },
    observation: readerOf(conduct),
    advance: (nowMs) => {
      others(nowMs);
      machine.advance(nowMs);
    },
    truth: () => truthOf(machine),
    signed: () => signed,
    owed: owedBy(terms.account),
  };
};
