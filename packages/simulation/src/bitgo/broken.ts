import type { Setup } from '@legwork/testkit';
import { type Scenario, scenarios } from './scenario.js';
import { makeSetup } from './setup.js';

const without = (name: string, change: (scenario: Scenario) => Partial<Scenario>): (() => Setup) => {
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
  return () => makeSetup({ ...scenario, ...change(scenario) });
};

/**
 * Venues that break an assumption of the proof. In each of them the simulation must find a violation: what the proof
 * assumes, it needs.
 */
export const broken: Readonly<Record<string, () => Setup>> = {
  'V3: a creation that was taken shows only after the quiet period': without('create-async', (scenario) => ({
    switches: { ...scenario.switches, applyDelayMs: 600 },
  })),
  'V3: an affirmation is given only after the quiet period': without('affirm-async', () => ({ quietMs: 20 })),
  'V5: the venue takes the same payload nonces more than once': without('create', (scenario) => ({
    switches: { ...scenario.switches, nonceReplay: 'accepted' },
  })),
};
