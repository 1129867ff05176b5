import {
  type PreparedRequest,
  Quantity,
  type Receipt,
  type SendError,
  type SettlementVenue,
  type Verdict,
  assetId,
  settlementId,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { TrueMove } from '../../src/index.js';
import type { MemoryWorld } from '../fixture/memory-world.js';
import { type Planted, adapter, double, intent, sure } from './planted.js';

const atMostOnce = 'sends what it prepared at most once, also when asked twice at the same time (M3)';
const receipt = 'answers with a receipt of what was asked for, and nothing odd';
const discarded = 'discards without sending, as often as it is asked, and then goes on';
const toTheLetter = 'sends only what it prepared, to the letter (S2)';
const exactly = 'moves exactly what was approved, once (M1, M8, M9)';
const wasAYes = 'finds out that a lost reply was a yes, and sends nothing twice (M2)';
const lostRequest = 'does it once after a lost request, or leaves it to a person (M2, L1)';

const waiting: Verdict = { _tag: 'Undecided', known: 'little', wouldResolve: 'a person', readAtMs: 0 };

const receipting = (wrong: string, bend: (given: Receipt) => Receipt): Planted =>
  adapter(wrong, receipt, ({ send }) => ({
    send: (request, permit) => TE.map(bend)(send(request, permit)),
  }));

/** An adapter that says something else of what was not sent. */
const unsent = (wrong: string, caughtBy: string, bend: (error: SendError) => SendError): Planted =>
  adapter(wrong, caughtBy, ({ send }) => ({
    send: (request, permit) =>
      TE.mapLeft((error: SendError) => (error._tag === 'NotAccepted' ? bend(error) : error))(
        send(request, permit),
      ),
  }));

/** A double whose venue moves twice what it is told, in one call. */
const generous = <W extends Pick<MemoryWorld, 'truth'>>(world: W): W => ({
  ...world,
  truth: async () => {
    const truth = await world.truth();
    return { ...truth, moves: truth.moves.map(more) };
  },
});

const more = (move: TrueMove): TrueMove => ({
  ...move,
  quantity: Quantity.add(move.quantity, move.quantity),
});

/** Sends the first thing that is offered, past everything. */
const sendSome = async (venue: SettlementVenue, world: MemoryWorld): Promise<void> => {
  const [settlement] = sure(
    await venue.list({ scope: O.none, createdAfterMs: O.none, open: false, after: O.none })(),
  ).settlements;
  if (settlement === undefined) return;
  const seen = sure(await venue.observe({ _tag: 'Existing', settlement: settlement.id }, O.none)());
  const [offer] = world.memory.allowed(settlement);
  if (offer === undefined) return;
  const request = await venue.prepare({ id: intent, instruction: offer.instruction }, seen)();
  if (E.isRight(request)) await venue.send(request.right, () => O.none)();
};

/** Adapters and doubles of which the answer and the books tell different things. */
export const toldOtherwise: ReadonlyArray<Planted> = [
  adapter('gives the same receipt to whoever asks', atMostOnce, ({ send }) => {
    const given = new Map<string, ReturnType<ReturnType<SettlementVenue['send']>>>();
    return {
      send: (request, permit) => () => {
        const key = request.order.toString();
        const first = given.get(key) ?? send(request, permit)();
        given.set(key, first);
        return first;
      },
    };
  }),
  unsent('says of what it did not send that it may have left', atMostOnce, (error) => ({
    ...error,
    _tag: 'NotAccepted',
    left: true,
  })),
  unsent('calls what was discarded refused', discarded, (error) => ({ ...error, _tag: 'Refused' })),
  unsent('says in no sentence that it was discarded', discarded, (error) => ({ ...error, what: 'gone' })),
  unsent('calls what is not its own refused', toTheLetter, (error) => ({ ...error, _tag: 'Refused' })),
  adapter('sends something when it is to send what is not its own', toTheLetter, (venue, world) => {
    const own = new Set<PreparedRequest>();
    return {
      prepare: (one, seen) => async () => {
        const made = await venue.prepare(one, seen)();
        if (E.isRight(made)) own.add(made.right);
        return made;
      },
      send: (request, permit) => async () => {
        const answer = await venue.send(request, permit)();
        if (own.has(request)) return answer;
        for (const one of own) venue.discard(one)();
        await sendSome(venue, world);
        return answer;
      },
    };
  }),
  adapter('sends a second time behind the first, and says nothing of it', atMostOnce, (venue, world) => ({
    send: (request, permit) => async () => {
      const answer = await venue.send(request, permit)();
      if (E.isRight(answer)) await sendSome(venue, world);
      return answer;
    },
  })),
  receipting('gives a receipt of another settlement', (given) => ({
    ...given,
    settlement: sure(settlementId('S99')),
  })),
  receipting('gives a receipt of another asset', (given) => ({
    ...given,
    asset: O.some(sure(assetId('DOGE'))),
  })),
  double('moves twice what it was told', exactly, generous),
  double('moves twice what it was told when the reply is lost', wasAYes, generous),
  double('moves twice what it was told when the request is lost', lostRequest, generous),
  double(
    'moves twice what it was told when the request is lost, and a person is asked',
    lostRequest,
    (world) =>
      generous({
        ...world,
        venue: { ...world.venue, judge: () => waiting },
        loseNext: () => world.loseNext('AfterEffect'),
      }),
  ),
  adapter('sends what was lost twice, and asks a person', lostRequest, (venue) => {
    const made = new Map<bigint, Parameters<SettlementVenue['prepare']>>();
    return {
      judge: () => waiting,
      prepare: (one, seen) => async () => {
        const request = await venue.prepare(one, seen)();
        if (E.isRight(request)) made.set(request.right.order, [one, seen]);
        return request;
      },
      send: (request, permit) => async () => {
        const answer = await venue.send(request, permit)();
        const again = made.get(request.order);
        if (E.isRight(answer) || again === undefined || answer.left._tag !== 'OutcomeUnknown') return answer;
        await venue.send(sure(await venue.prepare(...again)()), () => O.none)();
        await venue.send(sure(await venue.prepare(...again)()), () => O.none)();
        return answer;
      },
    };
  }),
];
