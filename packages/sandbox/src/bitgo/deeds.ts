import type { FaultSubject } from '../fault/fault-queue.js';
import type { Machine } from './machine.js';
import type { SettlementTruth } from './truth.js';
import type { Deed } from './tune.js';

/** Does what a fault has happen beside a request, if it is the time for it. */
export const doDeed = (
  machine: Machine,
  accountId: string,
  subject: FaultSubject,
  deed: Deed | undefined,
  when: 'before' | 'after',
  nowMs: number,
): void => {
  if (deed === undefined || deed.when !== when) return;
  const { balances, settlements } = machine.truth();
  if (deed._tag === 'Drain') {
    for (const { accountId: owner, currency, available: amount } of balances)
      if (owner === accountId) machine.withdraw({ accountId, currency, amount }, nowMs);
    return;
  }
  const about = settlements.findLast((held) => isAbout(held, subject.id, accountId));
  const other = about?.affirmations.find((held) => held.partyAccountId !== accountId);
  if (other !== undefined) machine.act(other.id, deed.act, nowMs);
};

/** Is it the settlement of that id, or of the affirmation of that id? Without an id, any of the account's is. */
const isAbout = (held: SettlementTruth, id: string | undefined, accountId: string): boolean =>
  id === undefined
    ? held.affirmations.some((party) => party.partyAccountId === accountId)
    : held.id === id || held.affirmations.some((party) => party.id === id);
