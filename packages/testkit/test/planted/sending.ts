import {
  type Account,
  type Intent,
  type Observation,
  type PreparedRequest,
  Quantity,
  type Receipt,
  type SendError,
  type SettlementVenue,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { secret } from '../fixture/memory-world.js';
import { type Planted, adapter, intent } from './planted.js';

type Send = SettlementVenue['send'];
type Prepare = SettlementVenue['prepare'];

const lostBefore =
  'says that the outcome is unknown when the reply is lost, and sends nothing again: BeforeEffect (M3, M4)';
const lostAfter =
  'says that the outcome is unknown when the reply is lost, and sends nothing again: AfterEffect (M3, M4)';
const atMostOnce = 'sends what it prepared at most once, also when asked twice at the same time (M3)';
const permitted = 'sends nothing that is not permitted at the last instant, and then goes on (L2)';
const discarded = 'discards without sending, as often as it is asked, and then goes on';
const prepares = 'prepares without moving anything, later in the order of calls than what was read';
const receipt = 'answers with a receipt of what was asked for, and nothing odd';

const always = (): O.Option<string> => O.none;

/** Sends once more what was prepared before: the same call, as a client that tries again would make it. */
type Again = (request: PreparedRequest) => ReturnType<ReturnType<Send>>;

/** An adapter that remembers what it prepared, and can make the same call again. */
const resending = (
  wrong: string,
  caughtBy: string,
  bend: (venue: SettlementVenue, again: Again) => Partial<SettlementVenue>,
): Planted =>
  adapter(wrong, caughtBy, (venue) => {
    const made = new Map<string, readonly [Intent, Observation]>();
    const remembering: Prepare = (one, seen) =>
      TE.map((request: PreparedRequest) => {
        made.set(request.order.toString(), [one, seen]);
        return request;
      })(venue.prepare(one, seen));
    const again: Again = async (request) => {
      const [one, seen] = made.get(request.order.toString()) ?? [];
      if (one === undefined || seen === undefined) return E.left(unknown);
      const next = await venue.prepare(one, seen)();
      return E.isLeft(next) ? next : venue.send(next.right, always)();
    };
    return { prepare: remembering, ...bend(venue, again) };
  });

/** An adapter that says something else of how a sending ended. */
const telling = (
  wrong: string,
  caughtBy: string,
  bend: (error: SendError) => E.Either<SendError, Receipt>,
): Planted =>
  adapter(wrong, caughtBy, ({ send }) => ({
    send: (request, permit) =>
      TE.orElse((error: SendError) => TE.fromEither(bend(error)))(send(request, permit)),
  }));

/** An adapter whose receipts say something else. */
const receipting = (wrong: string, caughtBy: string, bend: (given: Receipt) => Receipt): Planted =>
  adapter(wrong, caughtBy, ({ send }) => ({
    send: (request, permit) => TE.map(bend)(send(request, permit)),
  }));

/** An adapter that changes the words of its errors. */
const worded = (wrong: string, caughtBy: string, bend: (account: Account) => Account): Planted =>
  adapter(wrong, caughtBy, ({ send, prepare, list }) => ({
    send: (request, permit) =>
      TE.mapLeft((error: SendError) => ({ ...error, ...bend(error) }))(send(request, permit)),
    prepare: (one, seen) =>
      TE.mapLeft((error: Refusal) => ({ ...error, ...bend(error) }))(prepare(one, seen)),
    list: (query) => TE.mapLeft((error: Failure) => ({ ...error, ...bend(error) }))(list(query)),
  }));

type LeftOf<A> = A extends TE.TaskEither<infer L, unknown> ? L : never;
type Refusal = LeftOf<ReturnType<Prepare>>;
type Failure = LeftOf<ReturnType<SettlementVenue['list']>>;

const words = { what: 'No answer came.', money: 'It may have moved.', todo: 'Read.' } as const;
const unknown: SendError = { _tag: 'OutcomeUnknown', ...words, code: O.none, requestId: O.none };

/** Adapters that prepare, send or discard otherwise than they must. */
export const sendings: ReadonlyArray<Planted> = [
  resending('sends again when no answer came, and tells of the second', lostBefore, ({ send }, again) => ({
    send: (request, permit) => async () => {
      const first = await send(request, permit)();
      return E.isLeft(first) && first.left._tag === 'OutcomeUnknown' ? again(request) : first;
    },
  })),
  resending('sends again when no answer came, and tells of the first', lostBefore, ({ send }, again) => ({
    send: (request, permit) => async () => {
      const first = await send(request, permit)();
      if (E.isLeft(first) && first.left._tag === 'OutcomeUnknown') await again(request);
      return first;
    },
  })),
  resending(
    'sends twice what is sent once',
    'moves exactly what was approved, once (M1, M8, M9)',
    ({ send }, again) => ({
      send: (request, permit) => async () => {
        const first = await send(request, permit)();
        await again(request);
        return first;
      },
    }),
  ),
  resending('sends as often as it is asked to', atMostOnce, ({ send }, again) => ({
    send: (request, permit) => async () => {
      const first = await send(request, permit)();
      return E.isLeft(first) && first.left._tag === 'NotAccepted' ? again(request) : first;
    },
  })),
  resending('sends what was discarded', discarded, ({ send, discard }, again) => {
    const gone = new Set<PreparedRequest>();
    return {
      discard: (request) => () => {
        gone.add(request);
        discard(request)();
      },
      send: (request, permit) => (gone.has(request) ? () => again(request) : send(request, permit)),
    };
  }),
  adapter('discards nothing', discarded, () => ({ discard: () => () => undefined })),
  adapter('sends what it discards', discarded, ({ discard, send }) => ({
    discard: (request) => () => {
      void send(request, always)();
      discard(request)();
    },
  })),
  resending(
    'sends again what was sent when it is to discard it',
    'does nothing when it is to discard what was sent',
    ({ send }, again) => {
      const sent = new Set<PreparedRequest>();
      return {
        send: (request, permit) => {
          sent.add(request);
          return send(request, permit);
        },
        discard: (request) => () => void (sent.has(request) && again(request)),
      };
    },
  ),
  adapter('asks for no permit', permitted, ({ send }) => ({ send: (request) => send(request, always) })),
  adapter('asks for a permit after the sending', permitted, ({ send }) => ({
    send: (request, permit) => async () => {
      const first = await send(request, always)();
      return O.isSome(permit()) ? E.left({ ...unknown, _tag: 'NotAccepted', left: false }) : first;
    },
  })),
  adapter('keeps its lane when it may not send', permitted, ({ send }) => ({
    send: (request, permit) => async () => {
      const stop = permit();
      return O.isSome(stop)
        ? E.left({ ...unknown, _tag: 'NotAccepted', left: false })
        : send(request, permit)();
    },
  })),
  adapter('says that what was stopped may have left', permitted, ({ send }) => ({
    send: (request, permit) =>
      TE.mapLeft((error: SendError) => (error._tag === 'NotAccepted' ? { ...error, left: true } : error))(
        send(request, permit),
      ),
  })),
  adapter('moves money when it prepares', prepares, ({ prepare, send }) => ({
    prepare: (one, seen) => async () => {
      const early = await prepare(one, seen)();
      if (E.isRight(early)) await send(early.right, always)();
      return prepare(one, seen)();
    },
  })),
  adapter('prepares at the place of the reading', prepares, ({ prepare }) => ({
    prepare: (one, seen) =>
      TE.map((request: PreparedRequest) => ({ ...request, order: seen.order }))(prepare(one, seen)),
  })),
  adapter('prepares for another intent', prepares, ({ prepare }) => ({
    prepare: (one, seen) => prepare({ ...one, id: intent }, seen),
  })),
  adapter('shows its key in what it prepares', prepares, ({ prepare }) => ({
    prepare: (one, seen) =>
      TE.map((request: PreparedRequest) => ({ ...request, body: `${request.body} key=${secret}` }))(
        prepare(one, seen),
      ),
  })),
  adapter(
    'prepares whatever it is asked to',
    'finds that another quantity differs from what is there, and prepares none of it (M6)',
    ({ prepare, allowed }) => ({
      prepare: (one, seen) => {
        const [offer] = seen.settlements.flatMap(allowed);
        return prepare(offer === undefined ? one : { ...one, instruction: offer.instruction }, seen);
      },
    }),
  ),
  adapter(
    'prepares another leg than it was asked to',
    'moves exactly what was approved, once (M1, M8, M9)',
    ({ prepare, allowed }) => ({
      prepare: (one, seen) => {
        const offer = seen.settlements.flatMap(allowed).at(-1);
        return prepare(offer === undefined ? one : { ...one, instruction: offer.instruction }, seen);
      },
    }),
  ),
  adapter(
    'leaves the quantity out of the request',
    'writes the quantity into the request if its capabilities say so',
    ({ prepare }) => ({
      prepare: (one, seen) =>
        TE.map((request: PreparedRequest) => ({ ...request, body: '{"settle":true}' }))(prepare(one, seen)),
    }),
  ),
  adapter(
    'lets a second request be prepared beside the first',
    'lets nothing else go on its lane while a request is prepared (X2)',
    (venue) => ({
      prepare: (one, seen) => async () => {
        const first = await venue.prepare(one, seen)();
        return E.isRight(first) || first.left._tag === 'Refused'
          ? first
          : E.right({ intent: one.id, order: seen.order + 99n, body: '{}' });
      },
    }),
  ),
  adapter(
    'reads while a request is prepared',
    'lets nothing else go on its lane while a request is prepared (X2)',
    ({ observe }) => {
      let last: E.Either<unknown, Observation> = E.left('nothing');
      return {
        observe: (subject, least) => async () => {
          const seen = await observe(subject, least)();
          if (E.isRight(seen)) last = seen;
          return E.isLeft(seen) && E.isRight(last) && seen.left.lasts === 'Passing' ? last : seen;
        },
      };
    },
  ),
  adapter(
    'sends what has the order of what it prepared',
    'sends only what it prepared, to the letter (S2)',
    ({ prepare, send }) => {
      const made = new Map<bigint, PreparedRequest>();
      return {
        prepare: (one, seen) =>
          TE.map((request: PreparedRequest) => {
            made.set(request.order, request);
            return request;
          })(prepare(one, seen)),
        send: (request, permit) => send(made.get(request.order) ?? request, permit),
      };
    },
  ),
  telling('calls a lost reply a refusal', lostAfter, (error) =>
    E.left(error._tag === 'OutcomeUnknown' ? { ...error, _tag: 'Refused' } : error),
  ),
  telling('calls a lost request not accepted', lostBefore, (error) =>
    E.left(error._tag === 'OutcomeUnknown' ? { ...error, _tag: 'NotAccepted', left: true } : error),
  ),
  telling(
    'calls a lost reply a refusal of which nothing will come',
    'finds out that a lost reply was a yes, and sends nothing twice (M2)',
    (error) => E.left(error._tag === 'OutcomeUnknown' ? { ...error, _tag: 'Refused' } : error),
  ),
  telling(
    'takes a lost request for sent and done with',
    'does it once after a lost request, or leaves it to a person (M2, L1)',
    (error) => E.left(error._tag === 'OutcomeUnknown' ? { ...error, _tag: 'Refused' } : error),
  ),
  telling(
    'takes a creation whose reply is lost for one that was not made',
    'opens a settlement at most once, with this reply lost: AfterEffect (H6)',
    (error) => E.left(error._tag === 'OutcomeUnknown' ? { ...error, _tag: 'Refused' } : error),
  ),
  receipting('gives a receipt of another quantity', receipt, (given) => ({
    ...given,
    quantity: O.map((one: Quantity.Quantity) => Quantity.add(one, one))(given.quantity),
  })),
  receipting('gives an odd receipt', receipt, (given) => ({ ...given, oddities: ['It looks odd.'] })),
  receipting(
    'gives a receipt that a journal does not keep',
    'writes nothing that a journal would not give back as it was (D5)',
    (given) => Object.assign({ at: 'noon' }, given),
  ),
  receipting(
    'gives a receipt with its key in it',
    'writes no secret into a journal or a report (S7)',
    (given) => ({ ...given, warnings: [`signed with ${secret}`] }),
  ),
  worded('tells its key in an error', lostAfter, (error) => ({
    ...error,
    what: `The key ${secret} had no answer.`,
  })),
  worded('gives no sentence of what to do', atMostOnce, (error) => ({ ...error, todo: '' })),
  worded('says nothing of the money', permitted, (error) => ({ ...error, money: 'unknown' })),
  worded('says why it will not list in no sentence', 'takes no cursor that it did not make', (error) => ({
    ...error,
    what: 'ERR_CURSOR',
  })),
];
