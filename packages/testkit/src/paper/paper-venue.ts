import {
  type Instruction,
  type Intent,
  Leg,
  type Observation,
  type Outcome,
  Quantity,
  type ReadFailed,
  type Settlement,
  type VenueRules,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Place, Reply, SimulatedVenue } from '../world/simulated-venue.js';
import { type PaperBooks, type PaperLine, paperKey } from './paper-books.js';

/** The adapter's half in front of the books: rules, and the settlement as it is before anything was moved. */
export interface PaperDesk {
  readonly rules: VenueRules;
  readonly untouched: Settlement.Settlement;
}

/** Paper books as a venue of the simulated world. Nothing is written out or parsed: what runs is the engine. */
export const paperVenue = ({ rules, untouched }: PaperDesk, books: PaperBooks): SimulatedVenue => ({
  rules,
  prepare: (intent, _seen, order) =>
    E.right({ intent: intent.id, order, body: `${legNumber(untouched, intent.instruction)}` }),
  write: ({ body, order }, nowMs) => (books.settle(Number(body), order, nowMs) ? taken : tooOld),
  read: (_subject, order, nowMs, staleMs) => {
    const body = books.read(order, nowMs, staleMs);
    return body === undefined ? tooOld : { status: 200, body };
  },
  serverError: { status: 502, body: undefined },
  outcome: (intent, _request, reply) => outcome(untouched, intent, reply),
  observation: (subject, reply, place) => {
    const shown = reply?.status === 200 && Array.isArray(reply.body) ? reply.body : undefined;
    return shown === undefined ? E.left(noReading) : E.right(seen(untouched, subject, shown, place));
  },
  advance: books.advance,
  truth: books.truth,
  signed: () => [],
  owed: ({ instruction }) => ({
    key: paperKey(legNumber(untouched, instruction)),
    quantity: instruction._tag === 'SettleLeg' ? instruction.quantity : Quantity.zero,
  }),
});

const taken: Reply = { status: 200, body: undefined };
const tooOld: Reply = { status: 409, body: undefined };

const legNumber = ({ legs }: Settlement.Settlement, instruction: Instruction.Instruction): number =>
  instruction._tag === 'SettleLeg' ? legs.findIndex(({ id }) => id === instruction.leg) : -1;

/** An order that is too old may belong to a call that was taken before (its copy came later): the outcome is not known. */
const outcome = ({ id }: Settlement.Settlement, _intent: Intent, reply: Reply | undefined): Outcome => {
  if (reply?.status !== 200) return { _tag: 'Unknown', why: 'the venue did not say that it took the call' };
  const receipt = {
    settlement: id,
    transfer: O.none,
    asset: O.none,
    quantity: O.none,
    oddities: [],
    warnings: [],
  };
  return { _tag: 'Accepted', receipt };
};

const noReading: ReadFailed = {
  _tag: 'ReadFailed',
  lasts: 'Passing',
  what: 'the venue did not answer the read',
  money: 'a read moves nothing',
  todo: 'nothing: it is asked again',
  code: O.none,
  requestId: O.none,
};

const seen = (
  untouched: Settlement.Settlement,
  subject: Observation['subject'],
  lines: ReadonlyArray<unknown>,
  { order, askedAtMs, answeredAtMs }: Place,
): Observation => {
  const legs = untouched.legs.map((leg, at) => moved(leg, String(lines[at])));
  const over = legs.every(({ status }) => status === 'Settled');
  const settlement: Settlement.Settlement = over
    ? { ...untouched, legs, finality: 'Final' }
    : { ...untouched, legs };
  return { subject, settlements: [settlement], order, askedAtMs, answeredAtMs };
};

const moved = (leg: Leg.Leg, line: PaperLine): Leg.Leg => {
  if (line === '') return leg;
  const status = line.includes('P') ? 'InProgress' : 'Settled';
  return { ...leg, status, actionableBy: [], mark: Leg.mark(line) };
};
