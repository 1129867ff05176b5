import type { Account } from './account.js';
import { type Granted, grant, refuse } from './refusal.js';
import { readStatus } from './request.js';
import type { Affirmation, Settlement } from './settlement.js';
import type { State } from './state.js';
import {
  type Telling,
  type WireAffirmation,
  type WireSettlement,
  wireAffirmation,
  wireSettlement,
} from './wire.js';

/** Who reads, as of when, and how it is told. */
export interface Scope {
  readonly account: Account;
  readonly asOfMs: number;
  readonly telling: Telling;
  readonly query: ReadonlyMap<string, string>;
}

/** Whether a list stands under an account or under the enterprise alone. */
type Under = 'account' | 'enterprise';

const isParty = (settlement: Settlement, accountId: string): boolean =>
  settlement.affirmations.some((held) => held.partyAccountId === accountId);

/** The settlement of that id, for a party of it. */
export const getSettlement = (state: State, scope: Scope, id: string): Granted<WireSettlement> => {
  const settlement = state.settlements.get(id)?.asOf(scope.asOfMs);
  return settlement !== undefined && isParty(settlement, scope.account.accountId)
    ? grant(wireSettlement(state, settlement, scope.telling))
    : refuse('notFound');
};

/** The settlements of an account, or of the enterprise. */
export const listSettlements = (
  state: State,
  scope: Scope,
  under: Under,
): Granted<{ readonly settlements: ReadonlyArray<WireSettlement> }> => {
  const status = scope.query.get('status');
  const { settlementFilter } = state.switches;
  if (status !== undefined && settlementFilter === 'refused')
    return refuse('invalidRequest', 'the query has an unknown field: status');
  const accountId = narrowed(state, scope, under);
  const found: Settlement[] = [];
  for (const settlement of inOrder(state, scope)) {
    if (isFull(state, found.length)) break;
    if (accountId !== undefined && !isParty(settlement, accountId)) continue;
    if (status !== undefined && settlementFilter === 'applied' && settlement.status !== status) continue;
    found.push(settlement);
  }
  return grant({ settlements: found.map((held) => wireSettlement(state, held, scope.telling)) });
};

/** The affirmation of that id, for its party. */
export const getAffirmation = (state: State, scope: Scope, id: string): Granted<WireAffirmation> => {
  const settlement = state.settlements.get(state.affirmations.get(id) ?? '')?.asOf(scope.asOfMs);
  const held = settlement?.affirmations.find((affirmation) => affirmation.id === id);
  return settlement !== undefined && held?.partyAccountId === scope.account.accountId
    ? grant(wireAffirmation(state, settlement, held, scope.telling))
    : refuse('notFound');
};

/** The affirmations of an account, or of the enterprise, in one status or in all. */
export const listAffirmations = (
  state: State,
  scope: Scope,
  under: Under,
): Granted<{ readonly affirmations: ReadonlyArray<WireAffirmation> }> => {
  const given = scope.query.get('status');
  const status = given === undefined ? undefined : readStatus(given, 'status');
  if (status?.ok === false) return refuse('invalidRequest', status.why);
  const accountId = narrowed(state, scope, under);
  const found: Array<readonly [Settlement, Affirmation]> = [];
  for (const settlement of inOrder(state, scope)) {
    for (const held of settlement.affirmations) {
      if (isFull(state, found.length)) break;
      if (accountId !== undefined && held.partyAccountId !== accountId) continue;
      if (status === undefined || held.status === status.value) found.push([settlement, held]);
    }
  }
  const written = found.map(([settlement, held]) => wireAffirmation(state, settlement, held, scope.telling));
  return grant({ affirmations: written });
};

/** The account that a list is narrowed to, if any. */
const narrowed = (state: State, scope: Scope, under: Under): string | undefined =>
  under === 'account' || state.switches.enterpriseLists === 'token' ? scope.account.accountId : undefined;

const isFull = (state: State, count: number): boolean =>
  state.switches.listMax > 0 && count >= state.switches.listMax;

const inOrder = (state: State, { asOfMs }: Scope): ReadonlyArray<Settlement> => {
  const found: Settlement[] = [];
  for (const history of state.settlementOrder) {
    const settlement = history.asOf(asOfMs);
    if (settlement !== undefined) found.push(settlement);
  }
  return state.switches.listOrder === 'newest-first' ? found.toReversed() : found;
};
