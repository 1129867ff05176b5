import type {
  Clock,
  Instruction,
  Intent,
  NotAccepted,
  PreparedRequest,
  ReadFailed,
  Receipt,
  Refused,
  SendError,
  SettlementId,
  SettlementVenue,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Truth } from '../conformance/truth.js';
import { type MemoryBooks, type Opening, memoryBooks } from './memory-books.js';
import { pageOf } from './memory-list.js';
import { type MemoryRulesTerms, memoryRules } from './memory-rules.js';

/** A venue in memory, to read before writing an adapter and to test against. It moves nothing but numbers. */
export interface MemoryVenue extends SettlementVenue {
  /** Somebody else opens a settlement that we are part of. */
  readonly open: (opening: Opening) => SettlementId;
  /** The next instruction is lost on its way to the venue, or its reply on the way back. */
  readonly loseNext: (what: 'Request' | 'Reply') => void;
  /** How many instructions or replies were lost so far. */
  readonly lost: () => number;
  /** From now on, the venue uses a word that nobody knows. */
  readonly bewilder: () => void;
  /** What really happened, whatever anybody was told. */
  readonly truth: () => Truth;
}

/** A memory venue without settlements. Calls take a millisecond, transfers take `transferMs`. */
export const memoryVenue = (terms: MemoryRulesTerms, clock: Clock): MemoryVenue => {
  const rules = memoryRules(terms);
  const books = memoryBooks(terms, clock);
  const held = new WeakMap<PreparedRequest, Intent>();
  let prepared: PreparedRequest | undefined;
  let order = 0n;
  let received = 0;
  let lostSoFar = 0;
  let losing: 'Request' | 'Reply' | 'Nothing' = 'Nothing';

  /** The request, if it is the one that was prepared and is still here; it is here no more. */
  const take = (request: PreparedRequest): Intent | undefined => {
    const intent = held.get(request);
    held.delete(request);
    if (prepared === request) prepared = undefined;
    return intent;
  };

  return {
    ...rules,
    observe: (subject, least) => async () => {
      if (prepared !== undefined) return E.left(readFailed('Passing', laneHeld));
      order = O.isSome(least) && least.value > order ? least.value : order + 1n;
      const mine = order;
      const askedAtMs = clock.monotonicMs();
      await clock.sleep(callMs).done();
      const settlements = books
        .show()
        .filter((one) =>
          subject._tag === 'Existing' ? one.id === subject.settlement : one.scope === subject.scope,
        );
      return E.right({ subject, settlements, order: mine, askedAtMs, answeredAtMs: clock.monotonicMs() });
    },
    list: (query) => async () => {
      if (prepared !== undefined) return E.left(readFailed('Passing', laneHeld));
      order += 1n;
      return E.mapLeft((what: string) => readFailed('Lasting', what))(pageOf(books.show(), query));
    },
    prepare: (intent, seen) => async () => {
      if (prepared !== undefined) return E.left(notAccepted(laneHeld));
      const stop = reasonAgainst(rules.fit(intent.instruction, seen));
      if (O.isSome(stop)) return E.left(stop.value);
      order += 1n;
      prepared = Object.freeze({ intent: intent.id, order, body: bodyOf(order, intent.instruction) });
      held.set(prepared, intent);
      return E.right(prepared);
    },
    send: (request, permit) => async () => {
      const intent = take(request);
      if (intent === undefined) return E.left(notAccepted('It was sent or discarded before.'));
      const stop = permit();
      if (O.isSome(stop)) return E.left(notAccepted(`It was stopped: ${stop.value}.`));
      const lost = losing;
      losing = 'Nothing';
      if (lost !== 'Nothing') lostSoFar += 1;
      await clock.sleep(callMs).done();
      if (lost === 'Request') return E.left(outcomeUnknown);
      received += 1;
      const receipt = carryOut(books, intent.instruction);
      return lost === 'Reply' ? E.left(outcomeUnknown) : receipt;
    },
    discard: (request) => () => void take(request),
    open: (opening) => books.open(opening, 'Other'),
    loseNext: (what) => {
      losing = what;
    },
    lost: () => lostSoFar,
    bewilder: books.bewilder,
    truth: () => ({ ...books.truth(), received }),
  };
};

const callMs = 1;

const laneHeld = 'A request is prepared on this lane and was neither sent nor discarded.';

const bodyOf = (order: bigint, instruction: Instruction.Instruction): string =>
  JSON.stringify({ order: order.toString(), instruction });

/** Why an instruction is not prepared; `none` if it fits what was read. */
const reasonAgainst = (fit: ReturnType<MemoryVenue['fit']>): O.Option<Refused | NotAccepted> => {
  switch (fit._tag) {
    case 'Fits':
      return O.none;
    case 'NotYet':
      return O.some(notAccepted(`It is too early: ${fit.why}.`));
    case 'NotNeeded':
      return O.some(refused(`It is not needed: ${fit.why}.`));
    case 'Differs':
      return O.some(refused(`It is not what was approved: ${fit.what}.`));
  }
};

const carryOut = (books: MemoryBooks, instruction: Instruction.Instruction): E.Either<SendError, Receipt> => {
  switch (instruction._tag) {
    case 'SettleLeg': {
      if (!books.settle(instruction)) return E.left(refused('The venue has no such leg.'));
      const { settlement, asset, quantity } = instruction;
      return E.right({ ...receiptOf(settlement), asset: O.some(asset), quantity: O.some(quantity) });
    }
    case 'CreateSettlement':
      return E.right(receiptOf(books.open(instruction, 'Us')));
    case 'Affirm':
    case 'Reject':
    case 'Cancel':
      return E.left(refused('The venue knows no such call.'));
  }
};

const receiptOf = (settlement: SettlementId): Receipt => ({
  settlement,
  transfer: O.none,
  asset: O.none,
  quantity: O.none,
  oddities: [],
  warnings: [],
});

const unnumbered = { code: O.none, requestId: O.none } as const;

const refused = (what: string): Refused => ({
  _tag: 'Refused',
  what,
  money: 'Nothing moved, and nothing will.',
  todo: 'Look at the settlement and have a new plan approved.',
  ...unnumbered,
});

const notAccepted = (what: string): NotAccepted => ({
  _tag: 'NotAccepted',
  left: false,
  what,
  money: 'Nothing moved.',
  todo: 'Try again.',
  ...unnumbered,
});

const outcomeUnknown: SendError = {
  _tag: 'OutcomeUnknown',
  what: 'No answer came.',
  money: 'It may have moved.',
  todo: 'Read the settlement until it is clear.',
  ...unnumbered,
};

const readFailed = (lasts: ReadFailed['lasts'], what: string): ReadFailed => ({
  _tag: 'ReadFailed',
  lasts,
  what,
  money: 'A read moves nothing.',
  todo: lasts === 'Passing' ? 'Read again.' : 'Correct the request.',
  ...unnumbered,
});
