import type { Verdict, VenueRules } from '@legwork/core';
import { type Setup, simulatedQuietMs } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { resendingAfterCrash, withOutcome, withRules } from '../planting.js';

/** A wrong rule, as real clients have it, and a scenario in which the simulation must catch it. */
export interface Planted {
  readonly says: string;
  readonly scenario: string;
  readonly plant: (setup: Setup) => Setup;
}

/** Void as soon as a reading shows the leg open and eligible, whatever else stands in the way. */
const voidIf =
  (enough: (trial: Parameters<VenueRules['judge']>[0]) => boolean) =>
  (setup: Setup): Setup =>
    withRules(setup, ({ judge }) => ({
      judge: (trial): Verdict => {
        const last = O.isSome(trial.last) ? trial.last.value.seen : undefined;
        const open =
          last?._tag === 'LegSeen' && last.leg.status === 'Open' && last.leg.actionableBy.includes('Us');
        return O.isNone(trial.receipt) && open && enough(trial) ? { _tag: 'Void' } : judge(trial);
      },
    }));

/** The rules that the simulation must catch, each by what it does to somebody's money. */
export const planted: Readonly<Record<string, Planted>> = {
  'retry-after-timeout': {
    says: 'a lost reply is taken for a request that was not sent: it is sent again with a fresh nonce',
    scenario: 'async',
    plant: (setup) =>
      withOutcome(setup, (right, reply) =>
        reply === undefined ? { _tag: 'NotSent', why: 'timeout' } : right,
      ),
  },
  'read-then-retry': {
    says: 'one reading that shows the leg open is enough to send again',
    scenario: 'async',
    plant: (setup) => voidIf(() => true)(withRules(setup, () => ({ fence: () => 0n }))),
  },
  'fence-only': {
    says: 'a reading beyond the fence is enough, without a quiet period',
    scenario: 'async',
    plant: voidIf(({ fence }) => O.isSome(fence)),
  },
  'wait-only': {
    says: 'a quiet period is enough, without a fence beyond the nonce window',
    scenario: 'async-window',
    plant: (setup) =>
      voidIf(
        ({ last, endedAtMs, named }) =>
          O.isSome(last) && !named && last.value.askedAtMs - endedAtMs >= simulatedQuietMs,
      )(withRules(setup, () => ({ fence: (order) => order + 1n }))),
  },
  '5xx-is-failed': {
    says: 'a 5xx means that nothing happened',
    scenario: 'prompt',
    plant: (setup) =>
      withOutcome(setup, (right, reply) =>
        reply !== undefined && reply.status >= 500
          ? { _tag: 'Rejected', why: '5xx', again: 'Pointless' }
          : right,
      ),
  },
  '5xx-is-retried': {
    says: 'a 5xx is retried at once',
    scenario: 'async',
    plant: (setup) =>
      withOutcome(setup, (right, reply) =>
        reply !== undefined && reply.status >= 500
          ? { _tag: 'Rejected', why: '5xx', again: 'Allowed' }
          : right,
      ),
  },
  'invalid-nonce-is-rejected': {
    says: 'an invalid nonce means that nothing happened',
    scenario: 'prompt',
    plant: (setup) =>
      withOutcome(setup, (right, reply) =>
        typeof reply?.body === 'string' && reply.body.includes('EAPI:Invalid nonce')
          ? { _tag: 'Rejected', why: 'invalid nonce', again: 'Pointless' }
          : right,
      ),
  },
  'resend-after-crash': {
    says: 'an attempt without an outcome is taken for not sent after a restart',
    scenario: 'async',
    plant: resendingAfterCrash,
  },
  'any-change-is-ours': {
    says: 'a call that was accepted is done, whatever became of its transfer',
    scenario: 'failing-transfer',
    plant: (setup) =>
      withRules(setup, ({ judge }) => ({
        judge: (trial) => {
          const verdict = judge(trial);
          return O.isSome(trial.receipt) && verdict._tag === 'Undecided'
            ? { _tag: 'Done', settlement: trial.receipt.value.settlement }
            : verdict;
        },
      })),
  },
};
