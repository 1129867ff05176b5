import type { Trial, Verdict } from '@legwork/core';
import type { Setup } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { resendingAfterCrash, withOutcome, withRules } from '../planting.js';
import { type Scenario, scenarios } from './scenario.js';
import { makeSetup } from './setup.js';
import { rebuildingClerk, trustingClerk } from './wrong-clerk.js';

/** A wrong client, as real ones are, in a world in which the simulation must catch it. */
export interface Planted {
  readonly says: string;
  /** The scenario that it is planted in. */
  readonly scenario: Scenario;
  readonly plant: (scenario: Scenario) => Setup;
}

const scenario = (name: string): Scenario => {
  const found = scenarios[name];
  if (found === undefined) throw new Error(`there is no scenario ${name}`);
  return found;
};

/** The same, at a venue that applies writes late. */
const late = (of: Scenario): Scenario => ({ ...of, switches: { ...of.switches, applyDelayMs: 60 } });

const retrying = (of: Scenario): Setup =>
  withOutcome(makeSetup(of), (right, reply) =>
    reply === undefined ? { _tag: 'NotSent', why: 'timeout' } : right,
  );

/** Void as soon as `enough` is known, whatever stands in the way, and a new attempt whatever the venue shows. */
const voidIf =
  (enough: (trial: Trial) => boolean) =>
  (of: Scenario): Setup =>
    withRules(makeSetup(of), ({ judge }) => ({
      fit: () => ({ _tag: 'Fits' }),
      judge: (trial): Verdict =>
        O.isNone(trial.receipt) && O.isSome(trial.last) && enough(trial) ? { _tag: 'Void' } : judge(trial),
    }));

/** The clients that the simulation must catch, each by what it does to somebody's money or to what is signed. */
export const planted: Readonly<Record<string, Planted>> = {
  'sign-what-came': {
    says: 'what the venue wrote is signed if it adds up, whatever was approved',
    scenario: { ...scenario('create-lying'), lie: 'fee-too-high' },
    plant: (of) => makeSetup(of, trustingClerk),
  },
  'sign-what-came-to-affirm': {
    says: 'the same, to affirm what somebody else has requested',
    scenario: scenario('affirm-fresh-lying'),
    plant: (of) => makeSetup(of, trustingClerk),
  },
  'rebuild-from-fields': {
    says: 'the payload is read by a lenient reader, compared, rebuilt from its fields, and then signed',
    scenario: {
      ...scenario('create-lying'),
      lie: 'key-duplicate',
      switches: { ...scenario('create').switches, checkAmounts: false },
    },
    plant: (of) => makeSetup(of, rebuildingClerk),
  },
  'retry-after-timeout': {
    says: 'a creation without an answer is sent again with a new payload',
    scenario: scenario('create-async'),
    plant: retrying,
  },
  'retry-where-it-is-masked': {
    says: 'the same, at a venue that refuses a name of a trade that it knows',
    scenario: scenario('create-reuse-refused'),
    plant: retrying,
  },
  '5xx-is-retried': {
    says: 'a 5xx is retried at once',
    scenario: scenario('create-async'),
    plant: (of) =>
      withOutcome(makeSetup(of), (right, reply) =>
        reply !== undefined && reply.status >= 500
          ? { _tag: 'Rejected', why: '5xx', again: 'Allowed' }
          : right,
      ),
  },
  'conflict-is-failed': {
    says: 'a refusal of a payload that was used means that nothing happened',
    scenario: scenario('create-async'),
    plant: (of) =>
      withOutcome(makeSetup(of), (right, reply) =>
        reply?.status === 409 ? { _tag: 'Rejected', why: 'conflict', again: 'Pointless' } : right,
      ),
  },
  'read-then-retry': {
    says: 'one list without our trade is enough to send again',
    scenario: scenario('create-async'),
    plant: voidIf(
      ({ last }) =>
        O.isSome(last) &&
        last.value.seen._tag === 'SettlementsSeen' &&
        last.value.seen.settlements.length === 0,
    ),
  },
  'dedupe-by-signature': {
    says: 'a settlement is ours only if it shows the signature that we would make now, which is never the one we made',
    scenario: scenario('create'),
    plant: voidIf(() => true),
  },
  'resend-after-crash': {
    says: 'an attempt without an outcome is taken for not sent after a restart',
    scenario: scenario('create-async'),
    plant: (of) => resendingAfterCrash(makeSetup(of)),
  },
  'cancel-taken-is-done': {
    says: 'a cancellation that the venue took is done, also where the counterparty affirms before it takes effect',
    scenario: late(scenario('cancel-affirmed')),
    plant: (of) =>
      withRules(makeSetup(of), ({ judge }) => ({
        judge: (trial): Verdict =>
          O.isSome(trial.receipt)
            ? { _tag: 'Done', settlement: trial.receipt.value.settlement }
            : judge(trial),
      })),
  },
  'reject-after-timeout': {
    says: 'a refusal without an answer was not sent',
    scenario: late(scenario('reject')),
    plant: retrying,
  },
  'cancel-seen-pending': {
    says: 'a cancellation came to nothing if the settlement is still pending at the first look',
    scenario: late(scenario('cancel')),
    plant: voidIf(
      ({ last }) =>
        O.isSome(last) &&
        last.value.seen._tag === 'SettlementSeen' &&
        last.value.seen.settlement.finality === 'Open',
    ),
  },
};
