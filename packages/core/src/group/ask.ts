import * as O from 'fp-ts/lib/Option.js';
import type { MandateId } from '../noun/id.js';
import type { Party } from '../noun/party.js';
import { type Placed, exposedBy } from './exposure.js';
import { incoming } from './terms.js';

/** Who has to act on what, so that a group goes on. */
export interface Ask {
  /** `a person`, `a worker`, `the venue`, or a party by its role and account. */
  readonly who: string;
  readonly member: MandateId;
  /** What, in a clause. */
  readonly what: string;
}

/** Who has to act, member by member. */
export const asksOf = (all: ReadonlyArray<Placed>): ReadonlyArray<Ask> =>
  all.flatMap((placed) => [...ours(placed, all), ...theirs(placed)]);

const ours = (placed: Placed, all: ReadonlyArray<Placed>): ReadonlyArray<Ask> => {
  const { standing, member } = placed;
  const ask = (who: string, what: string): ReadonlyArray<Ask> => [{ who, member: member.id, what }];
  switch (standing.phase) {
    case 'NeedsPerson':
      return ask('a person', standing.note);
    case 'UnderWay':
      return ask('a worker', 'carry it on');
    case 'Failed':
    case 'Lapsed': {
      if (!standing.isOver) return ask('a worker', 'carry it to its end');
      const lost = exposedBy(placed, all).size > 0;
      return lost ? ask('a person', `see to what has left for it: ${standing.note}`) : [];
    }
    case 'Held':
    case 'Settling':
    case 'Final':
      return [];
  }
};

const theirs = ({ member, standing }: Placed): ReadonlyArray<Ask> => {
  const { phase, isRead, awaited } = standing;
  if (phase === 'Final' || phase === 'Failed' || phase === 'Lapsed') return [];
  const ask = (who: string, what: string): Ask => ({ who, member: member.id, what });
  if (!isRead) return [ask('a worker', 'read it at the venue, which was not to be had')];
  if (awaited.length > 0) return awaited.map((party) => ask(partyText(party), 'consent to it'));
  if (phase !== 'Settling') return [];
  const owing = new Set(
    incoming(member.plan)
      .filter(({ by }) => by !== 'Over')
      .map(({ payer }) => partyText(payer)),
  );
  return standing.allReceived || owing.size === 0
    ? [
        ask(
          'the venue',
          `make it final${O.isSome(standing.status) ? `; it is ${standing.status.value}` : ''}`,
        ),
      ]
    : [...owing].map((who) => ask(who, 'send what it owes by it'));
};

const partyText = ({ role, account }: Party): string => `${role} ${account}`;
