import type { Due } from './due.js';
import { applyCreate } from './creation.js';
import { expire, settle } from './ending.js';
import { act } from './act.js';
import type { State } from './state.js';
import { applyUpdate } from './updating.js';

/** Applies everything that is due, in the order of time. A clock that steps back is taken to stand still. */
export const advance = (state: State, nowMs: number): void => {
  const untilMs = Math.max(state.nowMs, nowMs);
  for (
    let entry = state.agenda.takeDue(untilMs);
    entry !== undefined;
    entry = state.agenda.takeDue(untilMs)
  ) {
    state.nowMs = Math.max(state.nowMs, entry.atMs);
    apply(state, entry.item);
  }
  state.nowMs = untilMs;
};

const apply = (state: State, due: Due): void => {
  switch (due._tag) {
    case 'ApplyCreate':
      applyCreate(state, due.draft);
      return;
    case 'ApplyUpdate':
      applyUpdate(state, due.update);
      return;
    case 'Settle': {
      const settlement = state.settlements.get(due.settlementId)?.current();
      if (settlement !== undefined) settle(state, settlement, due.fails, 'venue');
      return;
    }
    case 'Expire': {
      const settlement = state.settlements.get(due.settlementId)?.current();
      if (settlement !== undefined) expire(state, settlement);
      return;
    }
    case 'CounterpartyActs': {
      const deed = state.switches.counterparty === 'affirms' ? 'affirm' : 'reject';
      act(state, due.affirmationId, deed, 'counterparty');
    }
  }
};
