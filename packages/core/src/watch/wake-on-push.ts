import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { SettlementId } from '../noun/id.js';
import type { Clock } from '../port/clock.js';
import { pushBudget } from './push-budget.js';
import { hintOf } from './push.js';
import { type WatchPace, settledPace } from './watch-pace.js';

/** What came of a push. `Woken`: whoever settles looks now. `TooMany`: it looks at its own pace, as if nothing had come. */
export type PushWoke = 'Woken' | 'TooMany';

/**
 * Lets pushes wake whoever settles: a session through `Control.nudge`, a job through `Runner.wake`.
 *
 * All they can do is make it read sooner (contract T4), and no more often than `pushBurst` and `pushEveryMs` allow, forged or
 * not. `wake` is given the settlement that the push names, which is only a hint; what it answers or throws is ignored.
 */
export const wakeOnPush = (ports: {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly wake: (hint: O.Option<SettlementId>) => T.Task<unknown>;
  readonly pace?: Partial<Pick<WatchPace, 'pushBurst' | 'pushEveryMs'>>;
}): ((push?: unknown) => PushWoke) => {
  const budget = pushBudget(settledPace(ports.pace));
  return (push) => {
    const nowMs = ports.clock.monotonicMs();
    if (budget.freeAtMs(nowMs) > nowMs) return 'TooMany';
    budget.spend(nowMs);
    void TE.tryCatch(
      () => ports.wake(hintOf(push))(),
      () => undefined,
    )();
    return 'Woken';
  };
};
