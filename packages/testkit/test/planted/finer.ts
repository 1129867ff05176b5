import {
  type Instruction,
  type Intent,
  type Observation,
  type Settlement,
  type SettlementVenue,
  type Verdict,
  settlementId,
  tradeId,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Opening } from '../../src/index.js';
import {
  type Listed,
  type Planted,
  type Reading,
  adapter,
  double,
  intent,
  lying,
  showing,
  sure,
} from './planted.js';

const openedOnce = 'opens a settlement at most once, with this reply lost: Nothing (H6)';
const takesBack =
  'takes back what nobody agreed to yet exactly if its capabilities say so, and moves nothing by it';
const otherQuantity = 'finds that another quantity differs from what is there, and prepares none of it (M6)';
const asMeant = 'shows what it opened as it was meant, and its trades if its capabilities say so';
const oddPrepared = 'prepares nothing on such a reading, also if it was approved before';
const oddRead = 'reads a word that nobody knows, and allows nothing on it';
const sameAgain = 'reads the same again, later in the order of calls, and moves nothing by it';
const wholeScope = 'reads every settlement of a scope, once, and at `least` or later (M2)';
const conditions = 'lists by scope and by when it was created, just as it is asked to';
const openOnly = 'lists among what is open exactly what is not over';

type Open = () => Promise<Opening>;

const isOdd = ({ settlements }: Observation): boolean =>
  settlements.some(({ oddities }) => oddities.length > 0);

const readable = (seen: Observation): Observation => ({
  ...seen,
  settlements: seen.settlements.map((one) => ({
    ...one,
    oddities: [],
    legs: one.legs.map((leg) => ({ ...leg, actionableBy: ['Us'] })),
  })),
});

/** Sends the first thing that could be asked for, whatever is thought of the reading. */
const rush = async (venue: SettlementVenue, seen: Observation): Promise<void> => {
  const clear = readable(seen);
  const [offer] = clear.settlements.flatMap(venue.allowed);
  if (offer === undefined) return;
  const request = await venue.prepare({ id: intent, instruction: offer.instruction }, clear)();
  if (E.isRight(request)) await venue.send(request.right, () => O.none)();
};

const creation = (
  wrong: string,
  caughtBy: string,
  verdict: (trial: Parameters<SettlementVenue['judge']>[0]) => Verdict,
): Planted =>
  adapter(wrong, caughtBy, ({ judge }) => ({
    judge: (trial) => (trial.instruction._tag === 'CreateSettlement' ? verdict(trial) : judge(trial)),
  }));

const waiting: Verdict = { _tag: 'Undecided', known: 'little', wouldResolve: 'a person', readAtMs: 0 };

const listingOnly = (
  wrong: string,
  caughtBy: string,
  keeps: (settlement: Settlement.Settlement, query: Parameters<SettlementVenue['list']>[0]) => boolean,
): Planted =>
  adapter(wrong, caughtBy, ({ list }) => ({
    list: (query) =>
      TE.map((page: Listed) => ({
        ...page,
        settlements: page.settlements.filter((one) => keeps(one, query)),
      }))(list(query)),
  }));

const reading = (
  wrong: string,
  caughtBy: string,
  bend: (seen: Reading, least: O.Option<bigint>) => Reading,
): Planted =>
  adapter(wrong, caughtBy, ({ observe }) => ({
    observe: (subject, least) => TE.map((seen: Reading) => bend(seen, least))(observe(subject, least)),
  }));

/** An adapter that refuses to prepare in no sentence. */
const curt = (caughtBy: string): Planted =>
  adapter('refuses in no sentence', caughtBy, ({ prepare }) => ({
    prepare: (one: Intent, seen) => async () => {
      const made = await prepare(one, seen)();
      return E.isLeft(made) ? E.left({ ...made.left, what: 'no' }) : made;
    },
  }));

/** An adapter that sends something when it refuses to prepare. */
const rash = (caughtBy: string): Planted =>
  adapter('sends something else before it refuses', caughtBy, (venue) => ({
    prepare: (one, seen) => async () => {
      const made = await venue.prepare(one, seen)();
      if (E.isLeft(made)) await rush(venue, seen);
      return made;
    },
  }));

/** An adapter that takes a refusal for a way to settle. */
const refusing = (caughtBy: string): Planted =>
  adapter('offers to refuse as a way to settle', caughtBy, ({ allowed }) => ({
    allowed: (settlement) => {
      const instruction: Instruction.Reject = {
        _tag: 'Reject',
        settlement: settlement.id,
        reason: 'no',
      };
      const offers = allowed(settlement);
      return offers.length === 0 ? [] : [...offers, { instruction, waitsFor: O.none }];
    },
  }));

/** A double whose books grow whenever they are looked at. */
const growing = (caughtBy: string): Planted =>
  double('counts more whenever it is asked', caughtBy, (world) => {
    let asked = 0;
    return {
      ...world,
      truth: async () => {
        asked += 1;
        const truth = await world.truth();
        return { ...truth, received: truth.received + asked };
      },
    };
  });

const cancelling = (venue: SettlementVenue): Pick<SettlementVenue, 'capabilities' | 'fit'> => ({
  capabilities: { ...venue.capabilities, cancels: true },
  fit: (instruction, seen) =>
    instruction._tag === 'Cancel' ? { _tag: 'Fits' } : venue.fit(instruction, seen),
});

/** Adapters and doubles that are wrong where only a single line of a case can tell. */
export const finer: ReadonlyArray<Planted> = [
  creation('never finds what it opened', openedOnce, () => waiting),
  creation('takes another settlement for the one that it opened', openedOnce, ({ last }) =>
    O.isSome(last) ? { _tag: 'Done', settlement: sure(settlementId('S99')) } : waiting,
  ),
  double(
    'loses the request where the reply was to be lost, in front of an adapter that asks a person',
    'opens a settlement at most once, with this reply lost: AfterEffect (H6)',
    (world) => ({
      ...world,
      venue: { ...world.venue, judge: () => waiting },
      loseNext: () => world.loseNext('BeforeEffect'),
    }),
  ),
  growing(openedOnce),
  growing('moves exactly what was approved, once (M1, M8, M9)'),
  growing('finds out that a lost reply was a yes, and sends nothing twice (M2)'),
  growing('does nothing when the same mandate is run again'),
  showing('shows another scope than was opened', asMeant, (one) => ({ ...one, scope: 'derivatives' })),
  reading('shows other trades where it shows one settlement', asMeant, (seen) =>
    seen.subject._tag === 'Prospective'
      ? seen
      : {
          ...seen,
          settlements: seen.settlements.map((one) => ({ ...one, trades: O.some([sure(tradeId('T9'))]) })),
        },
  ),
  double(
    'says that our reference travels, and opens without any',
    'sends our own reference along if its capabilities say so',
    (world) => ({
      ...world,
      venue: {
        ...world.venue,
        capabilities: { ...world.venue.capabilities, clientReference: true },
      },
      opening: O.map((open: Open) => async () => ({ ...(await open()), trades: O.none }))(world.opening),
    }),
  ),
  adapter('is asked to take back, and cannot', takesBack, cancelling),
  adapter('settles where it is to take back', takesBack, (venue) => ({
    ...cancelling(venue),
    prepare: (one, seen) => {
      const [offer] = seen.settlements.flatMap(venue.allowed);
      return one.instruction._tag === 'Cancel' && offer !== undefined
        ? venue.prepare({ ...one, instruction: offer.instruction }, seen)
        : venue.prepare(one, seen);
    },
    judge: (trial) =>
      trial.instruction._tag === 'Cancel' && O.isSome(trial.last)
        ? { _tag: 'Done', settlement: trial.instruction.settlement }
        : venue.judge(trial),
  })),
  refusing(otherQuantity),
  refusing('shows settlements of its own, in the shape that its capabilities tell'),
  curt(otherQuantity),
  curt(oddPrepared),
  rash(otherQuantity),
  rash(oddPrepared),
  adapter(
    'finds that what is done fits again',
    'offers nothing and finds nothing fitting once it is done (M9)',
    ({ fit }) => ({
      fit: (instruction, seen) => {
        const found = fit(instruction, seen);
        return found._tag === 'NotNeeded' ? { _tag: 'Fits' } : found;
      },
    }),
  ),
  lying(
    'says that it settles all at once, and in parts',
    'finds a leg settled in part exactly if its capabilities say so',
    { atomicity: 'Whole', partials: true },
  ),
  listingOnly('lists nothing of a scope', conditions, (_, { scope }) => O.isNone(scope)),
  listingOnly('lists nothing that is new', conditions, (_, { createdAfterMs }) => O.isNone(createdAfterMs)),
  listingOnly('lists nothing that is open', openOnly, (_, { open }) => !open),
  listingOnly('lists nothing that is over', openOnly, ({ finality }) => finality !== 'Final'),
  adapter('would have a wrong cursor tried again', 'takes no cursor that it did not make', ({ list }) => ({
    list: (query) => async () => {
      const page = await list(query)();
      return E.isLeft(page) ? E.left({ ...page.left, lasts: 'Passing' }) : page;
    },
  })),
  reading('shows nothing that is odd', oddRead, (seen) =>
    isOdd(seen) ? { ...seen, settlements: [] } : seen,
  ),
  adapter('keeps to itself what is odd', oddRead, ({ observe, allowed }) => ({
    observe: (subject, least) =>
      TE.map((seen: Reading) => ({
        ...seen,
        settlements: seen.settlements.map((one) => ({ ...one, oddities: [] })),
      }))(observe(subject, least)),
    allowed: (settlement) => (settlement.finality === 'Unrecognised' ? [] : allowed(settlement)),
  })),
  adapter('finds that it fits what is odd, and prepares nothing', oddPrepared, ({ fit }) => ({
    fit: (instruction, seen) => (isOdd(seen) ? { _tag: 'Fits' } : fit(instruction, seen)),
  })),
  adapter('sends when it reads what is odd', 'begins no run on such a settlement', (venue) => ({
    observe: (subject, least) => async () => {
      const seen = await venue.observe(subject, least)();
      if (E.isRight(seen) && isOdd(seen.right))
        await rush({ ...venue, fit: () => ({ _tag: 'Fits' }) }, seen.right);
      return seen;
    },
  })),
  adapter('shows something else each time', sameAgain, ({ observe }) => {
    let count = 0;
    return {
      observe: (subject, least) =>
        TE.map((seen: Reading) => {
          count += 1;
          return {
            ...seen,
            settlements: seen.settlements.map((one) => ({ ...one, raw: { raw: one.raw, count } })),
          };
        })(observe(subject, least)),
    };
  }),
  growing(sameAgain),
  reading('answers about one settlement where it is asked for all', wholeScope, (seen) =>
    seen.subject._tag === 'Prospective' ? { ...seen, subject: { _tag: 'Prospective', scope: 'all' } } : seen,
  ),
  adapter('shows everything of any scope', wholeScope, ({ observe }) => ({
    observe: (subject, least) =>
      subject._tag === 'Existing'
        ? observe(subject, least)
        : TE.map((seen: Reading) => ({ ...seen, subject }))(observe({ ...subject, scope: 'spot' }, least)),
  })),
  adapter(
    'goes back behind `least` with the next reading',
    'reads at `least` or later (M2)',
    ({ observe }) => ({
      observe: (subject, least) =>
        TE.map((seen: Reading) => ({ ...seen, order: O.getOrElse(() => seen.order)(least) }))(
          observe(subject, O.none),
        ),
    }),
  ),
];
