import type { BitgoMachine } from '@legwork/sandbox';
import type { Other } from './scenario.js';
import { type Parties, wireTrade } from './trade.js';

/** Lets the others do what is due by `nowMs`, each thing once. What the venue does not let them do, they do not. */
export type Others = (nowMs: number) => void;

/** What others do at a machine, in virtual time. */
export const othersAt = (
  machine: BitgoMachine.Machine,
  parties: Parties,
  beginMs: number,
  acts: ReadonlyArray<Other>,
): Others => {
  const left = acts.toSorted((a, b) => a.afterMs - b.afterMs);
  return (nowMs) => {
    for (let next = left[0]; next !== undefined && beginMs + next.afterMs <= nowMs; next = left[0]) {
      left.shift();
      const atMs = beginMs + next.afterMs;
      if (next.act === 'request') machine.propose(parties.requester, wireTrade(parties, atMs), atMs);
      else {
        const by = next.act === 'cancel' ? parties.requester : parties.counterparty;
        const held = machine.overview().settlements[0]?.affirmations.find((one) => one.partyAccountId === by);
        machine.act(held?.id ?? '', next.act, atMs);
      }
    }
  };
};
