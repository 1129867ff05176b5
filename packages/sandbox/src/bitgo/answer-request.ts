import type { Account } from './account.js';
import { type WriteNote, createSettlement } from './creation.js';
import type { LieName } from './lies.js';
import { buildPayload, calculateFees } from './build.js';
import { checkBalance, listPartners, requestPartner } from './partners.js';
import { type Scope, getAffirmation, getSettlement, listAffirmations, listSettlements } from './reads.js';
import { type Granted, grant, refuse } from './refusal.js';
import { type Routed, readBuild, readCreate, readFees, readPartner, readUpdate } from './request.js';
import type { Reader } from '../reader.js';
import type { State } from './state.js';
import { tellingFor } from './telling.js';
import { updateAffirmation } from './updating.js';
import { wireAffirmation, wireSettlement } from './wire.js';

/** How one call is bent by a fault: all fields are left out in a call that goes well. */
export interface Bend {
  /** Reads answer as of this instant. Units: ms of the machine's clock. */
  readonly asOfMs?: number;
  /** A write takes effect this much later than it is answered. Units: ms. */
  readonly applyDelayMs?: number;
  /** Payloads to sign are told with this lie in them. */
  readonly lie?: LieName | 'random';
  /** The settlement that this write completes fails. */
  readonly settleFails?: boolean;
}

/** A routed request of an account, and how it is recorded and bent. */
export interface Asked {
  readonly routed: Routed;
  readonly account: Account;
  readonly body: unknown;
  readonly requestId: string;
  readonly bend: Bend;
}

/** Does what an admitted request asks. Gives what stands in the body of the reply. */
export const answerRequest = (state: State, asked: Asked): Granted<unknown> => {
  const { routed, account, body, requestId, bend } = asked;
  const { params, query } = routed;
  const id = params['id'] ?? '';
  const telling = tellingFor(state, bend.lie, requestId);
  const scope: Scope = { account, asOfMs: bend.asOfMs ?? state.nowMs, telling, query };
  switch (routed.operation) {
    case 'BuildPayload':
      return reading(readBuild, body, (wish) => buildPayload(state, account, wish.amounts, telling));
    case 'CalculateFees':
      return reading(readFees, body, (wish) => calculateFees(state, account, wish));
    case 'CreateSettlement':
      return reading(readCreate(account.accountId, state.switches), body, (wish) => {
        const made = createSettlement(state, account, wish, noteOf(state, asked));
        return made.ok ? grant(wireSettlement(state, made.value, telling)) : made;
      });
    case 'ListSettlements':
      return listSettlements(state, scope, 'account');
    case 'ListEnterpriseSettlements':
      return listSettlements(state, scope, 'enterprise');
    case 'GetSettlement':
      return getSettlement(state, scope, id);
    case 'ListAffirmations':
      return listAffirmations(state, scope, 'account');
    case 'ListEnterpriseAffirmations':
      return listAffirmations(state, scope, 'enterprise');
    case 'GetAffirmation':
      return getAffirmation(state, scope, id);
    case 'UpdateAffirmation':
      return reading(readUpdate, body, (wish) => {
        const made = updateAffirmation(state, account, id, wish, noteOf(state, asked));
        const settlement = state.settlements.get(state.affirmations.get(id) ?? '')?.current();
        if (!made.ok) return made;
        return settlement === undefined
          ? refuse('notFound')
          : grant(wireAffirmation(state, settlement, made.value, telling));
      });
    case 'ListTradingPartners':
      return listPartners(state, account);
    case 'RequestTradingPartner':
      return reading(readPartner, body, (wish) => requestPartner(state, account, wish));
    case 'CheckPartnerBalance':
      return checkBalance(state, account, params['partnerAccountId'] ?? '', query);
    case 'GetWallet':
      return grant({
        id: account.accountId,
        coin: 'ofc',
        label: account.name,
        enterprise: state.enterpriseId,
        keys: [account.keyId],
      });
    case 'GetKey':
      return params['keyId'] === account.keyId
        ? grant({ id: account.keyId, pub: account.key().xpub, encryptedPrv: account.encryptedPrv() })
        : refuse('notFound');
  }
};

const reading = <A>(
  reader: Reader<A>,
  body: unknown,
  go: (wish: A) => Granted<unknown>,
): Granted<unknown> => {
  const read = reader(body, 'body');
  return read.ok ? go(read.value) : refuse('invalidRequest', read.why);
};

const noteOf = (state: State, { account, requestId, bend }: Asked): WriteNote => ({
  cause: { requestId, account: account.accountId, nonces: [] },
  delayMs: bend.applyDelayMs ?? state.switches.applyDelayMs,
  settleFails: bend.settleFails ?? false,
});
