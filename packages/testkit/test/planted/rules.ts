import { type Instruction, Leg, type Offer, type Settlement, type SettlementVenue } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type Planted, adapter } from './planted.js';

/** A leg as if we could do something about it now. */
const ours = (leg: Leg.Leg): Leg.Leg => ({ ...leg, actionableBy: ['Us'] });

/** What is shown, as if every word of it were known. */
const understood = (settlement: Settlement.Settlement): Settlement.Settlement => ({
  ...settlement,
  oddities: [],
  legs: settlement.legs.map((leg) => (isPaidByUs(leg) ? ours(leg) : leg)),
});

const isPaidByUs = ({ flow }: Leg.Leg): boolean => O.isSome(flow) && flow.value.payer.role === 'Us';

const fromUs = ({ payer, receiver }: Leg.Flow): Leg.Flow =>
  payer.role === 'Us' ? { payer, receiver } : { payer: receiver, receiver: payer };

/** The fit of a leg, with what was approved replaced by what is shown. */
const fitting = (
  what: string,
  like: (approved: Instruction.SettleLeg, leg: Leg.Leg) => Instruction.SettleLeg,
): Planted =>
  adapter(
    `takes ${what} for what was approved`,
    `finds that ${what} differs from what is there, and prepares none of it (M6)`,
    ({ fit }) => ({
      fit: (instruction, seen) => {
        if (instruction._tag !== 'SettleLeg') return fit(instruction, seen);
        const legs = seen.settlements.flatMap((one) => one.legs);
        const leg = legs.find(({ id }) => id === instruction.leg);
        return fit(leg === undefined ? instruction : like(instruction, leg), seen);
      },
    }),
  );

/** Rules that are wrong about what may be asked, what fits, and what it changes. */
export const rules: ReadonlyArray<Planted> = [
  adapter('allows something else each time', 'plans what is allowed and nothing else', ({ allowed }) => {
    let asked = 0;
    return {
      allowed: (settlement) => {
        asked += 1;
        return asked % 2 === 0 ? allowed(settlement).slice(1) : allowed(settlement);
      },
    };
  }),
  adapter(
    'allows acting on a word that nobody knows',
    'reads a word that nobody knows, and allows nothing on it',
    ({ allowed }) => ({ allowed: (settlement) => allowed(understood(settlement)) }),
  ),
  adapter(
    'allows acting on what is odd',
    'allows nothing on a settlement that is odd (N4)',
    ({ allowed }) => ({
      allowed: (settlement) => allowed({ ...settlement, oddities: [] }),
    }),
  ),
  adapter(
    'offers one leg less than we pay',
    'offers to settle every leg that we pay, just as it shows (M6, M7)',
    ({ allowed }) => ({ allowed: (settlement) => allowed(settlement).slice(0, 1) }),
  ),
  adapter(
    'offers to settle the leg that the other side pays, as if we did',
    'offers to settle every leg that we pay, just as it shows (M6, M7)',
    ({ allowed }) => ({
      allowed: (settlement) =>
        allowed({
          ...settlement,
          legs: settlement.legs.map((leg) => ({ ...ours(leg), flow: O.map(fromUs)(leg.flow) })),
        }),
    }),
  ),
  adapter(
    'offers what is done again',
    'offers nothing and finds nothing fitting once it is done (M9)',
    ({ allowed }) => ({
      allowed: (settlement) =>
        allowed({
          ...settlement,
          legs: settlement.legs.map((leg) => (isPaidByUs(leg) ? { ...ours(leg), status: 'Open' } : leg)),
        }),
    }),
  ),
  adapter(
    'has an offer wait for nothing that has a name',
    'says in a sentence what an offer waits for',
    ({ allowed }) => ({
      allowed: (settlement) => {
        const [first, ...others] = allowed(settlement);
        const waiting = others.map((offer): Offer => ({ ...offer, waitsFor: O.some('') }));
        return first === undefined ? [] : [first, ...waiting];
      },
    }),
  ),
  adapter(
    'offers instructions that a journal does not keep',
    'offers instructions that a journal keeps as they are (D5)',
    ({ allowed }) => ({
      allowed: (settlement) =>
        allowed(settlement).map((offer): Offer => {
          const instruction = { ...offer.instruction, memo: 'for us' };
          return { ...offer, instruction };
        }),
    }),
  ),
  adapter(
    'finds that what it offers does not fit',
    'finds that what it offers now fits what it was read from',
    ({ fit }) => ({
      fit: (instruction, seen) => {
        const found = fit(instruction, seen);
        return found._tag === 'Fits' ? { _tag: 'NotYet', why: 'it is a Sunday' } : found;
      },
    }),
  ),
  fitting('another quantity', (approved, { quantity }) => ({ ...approved, quantity })),
  fitting('another asset', (approved, { asset }) => ({
    ...approved,
    asset: O.getOrElse(() => approved.asset)(asset),
  })),
  fitting('another direction', (approved, { flow }) => ({
    ...approved,
    flow: O.getOrElse(() => approved.flow)(flow),
  })),
  adapter(
    'finds that a leg fits that does not show',
    'finds that nothing fits where the settlement does not show',
    ({ fit }) => ({
      fit: (instruction, seen) => (seen.settlements.length === 0 ? { _tag: 'Fits' } : fit(instruction, seen)),
    }),
  ),
  adapter(
    'takes a settlement for one that can be cancelled',
    'takes back what nobody agreed to yet exactly if its capabilities say so, and moves nothing by it',
    ({ fit }) => ({
      fit: (instruction, seen) => (instruction._tag === 'Cancel' ? { _tag: 'Fits' } : fit(instruction, seen)),
    }),
  ),
  adapter(
    'prepares what was approved before on a word that nobody knows',
    'prepares nothing on such a reading, also if it was approved before',
    ({ fit, prepare }) => {
      const blind = (seen: Parameters<SettlementVenue['prepare']>[1]) => ({
        ...seen,
        settlements: seen.settlements.map(understood),
      });
      return {
        fit: (instruction, seen) => fit(instruction, blind(seen)),
        prepare: (intent, seen) => prepare(intent, blind(seen)),
      };
    },
  ),
  adapter(
    'names two legs alike',
    'names what an instruction may change, always alike, and no two alike (M1)',
    ({ exclusion }) => ({
      exclusion: (instruction) => ({
        ...exclusion(instruction),
        name: 'settlement' in instruction ? instruction.settlement : 'create',
      }),
    }),
  ),
  adapter(
    'names the same leg otherwise each time',
    'names what an instruction may change, always alike, and no two alike (M1)',
    ({ exclusion }) => {
      let asked = 0;
      return {
        exclusion: (instruction) => {
          asked += 1;
          return { ...exclusion(instruction), name: `${exclusion(instruction).name}/${asked}` };
        },
      };
    },
  ),
  adapter(
    'names the same leg by what is asked of it',
    'names the same thing alike, however much of it is asked for (M1)',
    ({ exclusion }) => ({
      exclusion: (instruction) => ({ ...exclusion(instruction), name: JSON.stringify(instruction) }),
    }),
  ),
  adapter(
    'names the first legs of all settlements alike',
    'names the same leg of another settlement otherwise',
    ({ exclusion }) => ({
      exclusion: (instruction) => ({
        ...exclusion(instruction),
        name: instruction._tag === 'SettleLeg' ? instruction.leg : exclusion(instruction).name,
      }),
    }),
  ),
  adapter('lets a leg be settled again', 'lets what moves money be done once (M9)', ({ exclusion }) => ({
    exclusion: (instruction) => ({ ...exclusion(instruction), once: false }),
  })),
  adapter(
    'puts the fence on the call itself',
    'puts the fence behind the call, and further for a later one',
    () => ({
      fence: (order) => order,
    }),
  ),
  adapter(
    'has one fence for all calls',
    'puts the fence behind the call, and further for a later one',
    () => ({ fence: () => 2n ** 60n }),
  ),
  adapter(
    'marks two equal readings differently',
    'keeps the same mark of equal readings',
    ({ snapshot }) => ({
      snapshot: (instruction, seen) => Leg.mark(`${snapshot(instruction, seen)} ${seen.order}`),
    }),
  ),
  adapter(
    'marks a leg with its transfer as before it',
    'marks a thing otherwise once it was carried out (M2)',
    () => ({ snapshot: (instruction) => Leg.mark(instruction._tag) }),
  ),
];
