import * as O from 'fp-ts/lib/Option.js';
import type { Observation } from '../noun/observation.js';
import type { VenueRules } from '../port/rules.js';
import { type Sighting, type Trial, seenOf } from './trial.js';

/** The case with one more reading in it. A reading that was asked for before the sending was over changes nothing. */
export const add = (rules: VenueRules, trial: Trial, observation: Observation): Trial => {
  if (observation.askedAtMs < trial.endedAtMs) return trial;
  const sighting: Sighting = {
    order: observation.order,
    askedAtMs: observation.askedAtMs,
    answeredAtMs: observation.answeredAtMs,
    mark: rules.snapshot(trial.instruction, observation),
    seen: seenOf(trial.instruction, observation),
  };
  const fenced = O.isSome(trial.fence) || observation.order >= rules.fence(trial.order);
  const steady =
    O.isSome(trial.last) && trial.last.value.mark === sighting.mark ? trial.steady : O.some(sighting);
  return {
    instruction: trial.instruction,
    order: trial.order,
    body: trial.body,
    before: trial.before,
    receipt: trial.receipt,
    endedAtMs: trial.endedAtMs,
    fence: O.isSome(trial.fence) || !fenced ? trial.fence : O.some(sighting),
    steady,
    last: O.some(sighting),
    named: trial.named || sighting.mark !== trial.before,
  };
};
