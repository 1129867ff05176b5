import * as O from 'fp-ts/lib/Option.js';
import type { MandateId } from '../noun/id.js';
import { type Instruction, describe } from '../noun/instruction.js';
import type { Leg } from '../noun/leg.js';
import type { Party } from '../noun/party.js';
import { type Settlement, isAgreed } from '../noun/settlement.js';
import type { PortfolioMember } from './request.js';

/** Something that a party can do about a member, now or once what it waits for has happened. */
export interface Act {
  readonly member: MandateId;
  readonly by: Party;
  /** What, in a few words. */
  readonly what: string;
  /** `none`: it can be done now. Otherwise what it waits for. */
  readonly waitsFor: O.Option<string>;
}

/** Who can act on what: ours first, then the others', member by member. */
export const actsOf = (members: ReadonlyArray<PortfolioMember>): ReadonlyArray<Act> => [
  ...members.flatMap(ourActs),
  ...members.flatMap(othersActs),
];

const ourActs = ({ id, plan, settlement }: PortfolioMember): ReadonlyArray<Act> =>
  plan.instructions.map((instruction) => ({
    member: id,
    by: { role: 'Us', account: plan.account },
    what: describe(instruction),
    waitsFor: isReady(instruction, settlement) ? O.none : waitsText(plan.waitsFor),
  }));

const waitsText = (sentences: ReadonlyArray<string>): O.Option<string> =>
  sentences.length === 0 ? O.none : O.some(sentences.join('; '));

/** A plan says what it waits for as a whole; a leg that the venue shows as ours to settle waits for nothing of it. */
const isReady = (instruction: Instruction, settlement: O.Option<Settlement>): boolean =>
  instruction._tag === 'SettleLeg' &&
  O.isSome(settlement) &&
  isAgreed(settlement.value) &&
  settlement.value.legs.some(
    ({ id, actionableBy, status }) =>
      id === instruction.leg && status === 'Open' && actionableBy.includes('Us'),
  );

const othersActs = ({ id, settlement }: PortfolioMember): ReadonlyArray<Act> => {
  if (O.isNone(settlement) || settlement.value.finality !== 'Open') return [];
  const { consents, legs } = settlement.value;
  const waitsFor = isAgreed(settlement.value) ? O.none : O.some('the consents that are awaited');
  return [
    ...consents
      .filter(({ by, status }) => by.role !== 'Us' && status === 'Awaited')
      .map(({ by }): Act => ({
        member: id,
        by,
        what: `consent to ${settlement.value.id}`,
        waitsFor: O.none,
      })),
    ...legs.flatMap((leg): ReadonlyArray<Act> => {
      const by = actorOf(leg);
      return O.isNone(by)
        ? []
        : [{ member: id, by: by.value, what: legText(settlement.value, leg), waitsFor }];
    }),
  ];
};

/** The other party of a leg, if it is one that can do something about it. */
const actorOf = ({ flow, actionableBy, status }: Leg): O.Option<Party> => {
  if (O.isNone(flow) || status === 'Settled') return O.none;
  const { payer, receiver } = flow.value;
  const mayAct = ({ role }: Party): boolean => role !== 'Us' && actionableBy.includes(role);
  return O.fromNullable([payer, receiver].find(mayAct));
};

const legText = ({ id }: Settlement, { asset, venueAsset, quantity }: Leg): string =>
  `settle ${quantity} ${O.isSome(asset) ? asset.value : venueAsset} of ${id}`;
