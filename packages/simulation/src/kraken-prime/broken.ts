import type { Setup } from '@legwork/testkit';
import { forgetful } from './forgetful.js';
import { late, quick, settling } from './scenario.js';
import { makeSetup } from './setup.js';

/**
 * Venues that break an assumption of the proof. In each of them the simulation must find a violation: what the proof
 * assumes, it needs.
 */
export const broken: Readonly<Record<string, () => Setup>> = {
  'V1: the venue takes the same nonce more than once': () =>
    forgetful(makeSetup({ ...settling, switches: { ...quick, ...late, nonceWindow: 1_000_000_000n } })),
  'V2: the key has a nonce window that nobody declared': () =>
    makeSetup({ ...settling, switches: { ...quick, ...late, nonceWindow: 50n }, declaredWindow: 0n }),
  'V3: an accepted call shows only after the quiet period': () =>
    makeSetup({ ...settling, switches: { ...quick, ...late, applyDelayMs: 250 } }),
};
