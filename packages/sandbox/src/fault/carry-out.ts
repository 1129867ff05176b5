import type { ServerResponse } from 'node:http';
import { type Reply, json } from '../http/reply.js';
import type { OffsetClock } from '../offset-clock.js';
import { deliver } from './deliver.js';
import type { Plan } from './plan.js';

/** One request that a venue has received and not yet executed. */
export interface Exchange<Tune> {
  /** Executes it; `copy` is 2 for the second copy that an intermediary sends. */
  readonly execute: (tune: Tune | undefined, copy: 1 | 2) => Reply;
  /** Records that it will never be executed. */
  readonly lose: () => void;
}

const NOTHING: Reply = json(200, { error: [] });

/** Takes a request through its plan. The effect happens even if the client has gone in the meantime. */
export const carryOut = async <Tune>(
  plan: Plan<Tune>,
  exchange: Exchange<Tune>,
  response: ServerResponse,
  clock: OffsetClock,
): Promise<void> => {
  await clock.wait(plan.waitBeforeMs ?? 0);
  const reply = effect(plan, exchange);
  await clock.wait(plan.waitAfterMs ?? 0);
  await deliver(plan.rewrite?.(reply) ?? reply, plan.delivery ?? { _tag: 'Whole' }, response, clock);
};

const effect = <Tune>(plan: Plan<Tune>, exchange: Exchange<Tune>): Reply => {
  if (plan.effects === 0) {
    exchange.lose();
    return NOTHING;
  }
  const first = exchange.execute(plan.tune, 1);
  if (plan.effects !== 2) return first;
  const second = exchange.execute(plan.tune, 2);
  return plan.replyOf === 'second' ? second : first;
};
