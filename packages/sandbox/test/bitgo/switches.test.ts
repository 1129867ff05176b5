import { describe, expect, it } from '@jest/globals';
import {
  BITGO_SWITCHES,
  BitgoMachine,
  type BitgoSwitchChanges,
  type BitgoSwitchName,
} from '../../src/index.js';
import { authenticate } from '../../src/bitgo/authenticate.js';
import { ORDER, fromBytes, toBytes } from '../../src/bitgo/key/secp256k1.js';
import { SWITCHBOARD } from '../../src/bitgo/switches.js';
import { tokenFor } from '../../src/bitgo/token.js';
import {
  START_MS,
  affirmationIn,
  affirmationOf,
  balance,
  direct,
  drive,
  listAt,
  pending,
  pendingAgency,
  settlementOf,
  textAt,
  verdict,
} from './driver.js';
import {
  affirmFresh,
  createWith,
  endedBy,
  feeAnswer,
  fees,
  statusAfter,
  listed,
  otherNonce,
  poor,
  rated,
  secondCreate,
  signedCreate,
  staleStatus,
  stampedAt,
  twoCreates,
} from './switch-scenes.js';

/** For each switch, something that differs between two of its values. A switch without an entry does not compile. */
const PROOFS: Readonly<Record<BitgoSwitchName, () => void>> = {
  checkSignatures: () => {
    expect(createWith({}, (payload) => payload)).toBe('200');
    expect(createWith({ checkSignatures: true }, (payload) => payload)).toBe('400 sandbox:invalidSignature');
    expect(signedCreate({}, (signature) => signature)).toBe('200');
  },
  lowS: () => {
    const twin = (signature: string): string => {
      const s = fromBytes(Buffer.from(signature.slice(66), 'hex'));
      const header = signature.startsWith('1f') ? '20' : '1f';
      return header + signature.slice(2, 66) + toBytes(ORDER - s).toString('hex');
    };
    expect(signedCreate({}, twin)).toBe('400 sandbox:invalidSignature');
    expect(signedCreate({ lowS: false }, twin)).toBe('200');
  },
  recoveryId: () => {
    const other = (signature: string): string => `22${signature.slice(2)}`;
    expect(signedCreate({}, other)).toBe('400 sandbox:invalidSignature');
    expect(signedCreate({ recoveryId: false }, other)).toBe('200');
  },
  checkAccount: () => {
    const swap = (payload: string): string => payload.replace(/"accountId":"[^"]*"/, `"accountId":"x"`);
    expect(createWith({}, swap)).toBe('400 sandbox:payloadMismatch');
    expect(createWith({ checkAccount: false }, swap)).toBe('200');
  },
  checkAmounts: () => {
    const raise = (payload: string): string =>
      payload.replace('"sendAmount":"1000000"', '"sendAmount":"1000002"');
    expect(createWith({}, raise)).toBe('400 sandbox:payloadMismatch');
    expect(createWith({ checkAmounts: false }, raise)).toBe('200');
    const lower = (payload: string): string =>
      payload.replace('"receiveAmount":"1000000"', '"receiveAmount":"999999"');
    expect(affirmFresh({}, lower)).toBe('400 sandbox:payloadMismatch');
    expect(affirmFresh({ checkAmounts: false }, lower)).toBe('200');
  },
  checkTrades: () => {
    const { ids } = drive();
    const trades = [{ ...direct(ids), quoteAmount: '1' }];
    expect(createWith({}, (payload) => payload, { trades })).toBe('400 sandbox:payloadMismatch');
    expect(createWith({ checkTrades: false }, (payload) => payload, { trades })).toBe('200');
  },
  createNeeds: () => {
    expect(createWith({}, otherNonce)).toBe('200');
    expect(createWith({ createNeeds: 'issued-payload' }, otherNonce)).toBe('400 sandbox:payloadNotIssued');
    expect(createWith({ createNeeds: 'issued-payload' }, (payload) => payload)).toBe('200');
  },
  affirmNeeds: () => {
    expect(affirmFresh({}, otherNonce)).toBe('200');
    expect(affirmFresh({ affirmNeeds: 'issued-payload' }, otherNonce)).toBe('400 sandbox:payloadNotIssued');
    expect(affirmFresh({ affirmNeeds: 'issued-payload' }, (payload) => payload)).toBe('200');
  },
  nonceReplay: () => {
    expect(secondCreate(twoCreates({}, true))).toBe('409 1');
    expect(secondCreate(twoCreates({ nonceReplay: 'accepted' }, true))).toBe('200 2');
  },
  nonceScope: () => {
    const borrow = (switches: BitgoSwitchChanges): string => {
      const { venue, settlement } = pending({ switches });
      const { requester, counterparty } = venue.ids;
      const nonce = textAt(JSON.parse(affirmationOf(settlement, requester).payload), 'nonceHold');
      const { id, payload } = affirmationOf(settlement, counterparty);
      const borrowed = payload.replace(/"nonceHold":"[^"]*"/, `"nonceHold":"${nonce}"`);
      return verdict(
        venue.put(counterparty, id, { status: 'affirmed', payload: borrowed, signature: 'none' }),
      );
    };
    expect(borrow({})).toBe('409 sandbox:nonceUsed');
    expect(borrow({ nonceScope: 'account' })).toBe('200');
  },
  duplicateExternalId: () => {
    expect(secondCreate(twoCreates({}, false))).toBe('200 2');
    expect(secondCreate(twoCreates({ duplicateExternalId: 'refused' }, false))).toBe('409 1');
    expect(secondCreate(twoCreates({ duplicateExternalId: 'returns-first' }, false))).toBe('200 1');
    expect(secondCreate(twoCreates({ duplicateExternalId: 'returns-first' }, true))).toBe('200 1');
    const late = { duplicateExternalId: 'returns-first', guardSeesQueued: false, applyDelayMs: 5 } as const;
    const venue = twoCreates(late, false);
    venue.pass(5);
    const again = settlementOf(venue.create(venue.ids.requester, direct(venue.ids)));
    expect(venue.machine.truth().settlements.map((held) => held.id)).toEqual([again.id, expect.any(String)]);
  },
  guardSeesQueued: () => {
    const late = (switches: BitgoSwitchChanges): string => {
      const venue = twoCreates({ applyDelayMs: 5000, ...switches }, true);
      venue.pass(5000);
      return secondCreate(venue);
    };
    expect(late({})).toBe('409 1');
    expect(late({ guardSeesQueued: false })).toBe('200 2');
    const twice = (switches: BitgoSwitchChanges): string => {
      const { venue, settlement } = pending({ switches });
      const { counterparty } = venue.ids;
      venue.affirm(counterparty, settlement, { applyDelayMs: 5000 });
      return verdict(venue.affirm(counterparty, settlement, { applyDelayMs: 5000 }));
    };
    expect(twice({})).toBe('409 sandbox:notPending');
    expect(twice({ guardSeesQueued: false })).toBe('200');
  },
  applyDelayMs: () => {
    const visible = (switches: BitgoSwitchChanges): number => {
      const { venue } = pending({ switches });
      return venue.machine.truth().settlements.length;
    };
    expect(visible({})).toBe(1);
    expect(visible({ applyDelayMs: 1 })).toBe(0);
  },
  insufficientFunds: () => {
    const create = (switches: BitgoSwitchChanges) => {
      const venue = drive({ accounts: poor, switches });
      return venue.create(venue.ids.requester, direct(venue.ids));
    };
    expect(verdict(create({}))).toBe('400 backend:trade:insufficientFunds');
    const failed = settlementOf(create({ insufficientFunds: 'lock-failed' }));
    expect(failed.status).toBe('failed');
    expect(failed.affirmations.map((held) => held.status)).toEqual(['failed', 'failed']);

    const affirm = (switches: BitgoSwitchChanges) => {
      const { venue, settlement } = pendingAgency({ accounts: poor, switches });
      return venue.affirm(venue.ids.counterparty, settlement);
    };
    expect(verdict(affirm({}))).toBe('400 backend:trade:insufficientFunds');
    expect(affirmationIn(affirm({ insufficientFunds: 'lock-failed' })).status).toBe('failed');
  },
  directLocks: () => {
    const locks = (switches: BitgoSwitchChanges) => {
      const { venue, settlement } = pending({ switches });
      const before = settlement.affirmations.map((held) => held.lock?.status ?? 'none');
      venue.affirm(venue.ids.counterparty, settlement);
      return [...before, venue.only().status];
    };
    expect(locks({})).toEqual(['active', 'active', 'settled']);
    expect(locks({ directLocks: 'own-at-affirm' })).toEqual(['active', 'none', 'settled']);
  },
  agencyLocks: () => {
    const locks = (switches: BitgoSwitchChanges) => {
      const { venue, settlement, id } = pendingAgency({ switches });
      const { requester, counterparty, agent } = venue.ids;
      const held = (): number =>
        venue.get(agent, id).affirmations.filter((party) => party.lock?.status === 'active').length;
      const counts = [held()];
      venue.affirm(requester, settlement);
      counts.push(held());
      venue.affirm(counterparty, settlement);
      return [...counts, venue.only().status];
    };
    expect(locks({})).toEqual([0, 1, 'settled']);
    expect(locks({ agencyLocks: 'at-create' })).toEqual([2, 2, 'settled']);
    expect(locks({ agencyLocks: 'at-last-affirm' })).toEqual([0, 0, 'settled']);
  },
  settleAfterMs: () => {
    const settled = (switches: BitgoSwitchChanges, ms: number): string => {
      const { venue, settlement } = pending({ switches });
      venue.affirm(venue.ids.counterparty, settlement);
      venue.pass(ms);
      return venue.only().status;
    };
    expect(settled({}, 0)).toBe('settled');
    expect(settled({ settleAfterMs: 500 }, 499)).toBe('pending');
    expect(settled({ settleAfterMs: 500 }, 500)).toBe('settled');
    expect(settled({ settleAfterMs: 90_000_000 }, 86_400_001)).toBe('pending');
  },
  directExpiryMs: () => {
    expect(statusAfter({}, 1000)).toBe('pending');
    expect(statusAfter({ directExpiryMs: 1000 }, 1000)).toBe('canceled');
  },
  agencyExpiryMs: () => {
    const agencyLeft = (switches: BitgoSwitchChanges): string => {
      const { venue } = pendingAgency({ switches });
      venue.pass(1000);
      return venue.only().status;
    };
    expect(agencyLeft({})).toBe('pending');
    expect(agencyLeft({ agencyExpiryMs: 1000 })).toBe('canceled');
  },
  expiredSettlement: () => {
    for (const expiredSettlement of ['canceled', 'failed', 'rejected'] as const)
      expect(statusAfter({ expiredSettlement }, 86_400_000)).toBe(expiredSettlement);
  },
  siblings: () => {
    expect(endedBy({}, 'reject')).toEqual(['canceled', 'canceled', 'rejected']);
    expect(endedBy({ siblings: 'unchanged' }, 'reject')).toEqual(['affirmed', 'affirmed', 'rejected']);
    expect(endedBy({ siblings: 'same' }, 'reject')).toEqual(['rejected', 'rejected', 'rejected']);
    expect(endedBy({}, 'expire')).toEqual(['canceled', 'canceled', 'overdue']);
    expect(endedBy({ siblings: 'same' }, 'expire')).toEqual(['overdue', 'overdue', 'overdue']);
  },
  affirmOverdue: () => {
    const late = (switches: BitgoSwitchChanges) => {
      const { venue, settlement, id } = pending({ switches });
      const { requester, counterparty } = venue.ids;
      venue.pass(86_400_000);
      const shown = venue.get(requester, id).status;
      const held = balance(venue, counterparty, 'ofctusd').split('+')[1];
      return [shown, held, verdict(venue.affirm(counterparty, settlement)), venue.only().status];
    };
    expect(late({})).toEqual(['canceled', '0', '409 sandbox:notPending', 'canceled']);
    expect(late({ affirmOverdue: true })).toEqual(['pending', '0', '200', 'settled']);
  },
  repeatedAffirm: () => {
    const again = (switches: BitgoSwitchChanges): string => {
      const { venue, settlement } = pending({ switches });
      venue.affirm(venue.ids.counterparty, settlement);
      return verdict(venue.affirm(venue.ids.counterparty, settlement));
    };
    expect(again({})).toBe('409 sandbox:notPending');
    expect(again({ repeatedAffirm: 'idempotent' })).toBe('200');
  },
  whoCancels: () => {
    const cancel = (switches: BitgoSwitchChanges): string => {
      const { venue, settlement } = pending({ switches });
      const { counterparty } = venue.ids;
      const { id } = affirmationOf(settlement, counterparty);
      return verdict(venue.put(counterparty, id, { status: 'canceled' }));
    };
    expect(cancel({})).toBe('403 sandbox:notYours');
    expect(cancel({ whoCancels: 'any-party' })).toBe('200');
  },
  rejectAfterAffirm: () => {
    const repent = (switches: BitgoSwitchChanges): string => {
      const { venue, settlement } = pendingAgency({ switches });
      const { requester } = venue.ids;
      venue.affirm(requester, settlement);
      const { id } = affirmationOf(settlement, requester);
      return verdict(venue.put(requester, id, { status: 'rejected' }));
    };
    expect(repent({})).toBe('409 sandbox:notPending');
    expect(repent({ rejectAfterAffirm: true })).toBe('200');
  },
  counterparty: () => {
    expect(statusAfter({}, 60_000)).toBe('pending');
    expect(statusAfter({ counterparty: 'affirms' }, 60_000)).toBe('settled');
    expect(statusAfter({ counterparty: 'rejects' }, 60_000)).toBe('rejected');
    expect(statusAfter({ counterparty: 'silent' }, 60_000)).toBe('pending');
    const { venue, settlement } = pending({ switches: { counterparty: 'silent' } });
    expect(verdict(venue.affirm(venue.ids.counterparty, settlement))).toBe('403 sandbox:notYours');
  },
  counterpartyDelayMs: () => {
    expect(statusAfter({ counterparty: 'affirms' }, 1000)).toBe('settled');
    expect(statusAfter({ counterparty: 'affirms', counterpartyDelayMs: 1001 }, 1000)).toBe('pending');
  },
  tradeStatus: () => {
    const sent = (switches: BitgoSwitchChanges, status: string): string => {
      const { ids } = drive();
      return createWith(switches, (payload) => payload, { trades: [{ ...direct(ids), status }] });
    };
    expect(sent({}, 'settled')).toBe('200');
    expect(sent({}, 'executed')).toBe('400 backend:common:invalidArgument');
    expect(sent({ tradeStatus: 'seed-or-sdk' }, 'executed')).toBe('200');
    expect(sent({ tradeStatus: 'seed-or-sdk' }, 'odd')).toBe('400 backend:common:invalidArgument');
  },
  tradeStatusShown: () => {
    const shown = (switches: BitgoSwitchChanges): string | undefined => {
      const { venue, settlement, id } = pending({ switches });
      venue.affirm(venue.ids.counterparty, settlement);
      return venue.get(venue.ids.requester, id).trades[0]?.status;
    };
    expect(shown({})).toBe('pending');
    expect(shown({ tradeStatusShown: 'follows-settlement' })).toBe('settled');
  },
  requesterAccountId: () => {
    const { ids } = drive();
    const sent = (switches: BitgoSwitchChanges, requesterAccountId: string): string =>
      createWith(switches, (payload) => payload, { requesterAccountId });
    expect([sent({}, ids.requester), sent({}, ids.agent)]).toEqual([
      '200',
      '400 backend:common:invalidArgument',
    ]);
    expect(sent({ requesterAccountId: 'ignored' }, ids.agent)).toBe('200');
    expect(sent({ requesterAccountId: 'refused' }, ids.requester)).toBe('400 backend:common:invalidArgument');
  },
  feePpm: () => {
    expect(fees({})).toEqual(['1000000/0', '1000001/0']);
    expect(fees({ feePpm: 5000 })).toEqual(['1005000/5000', '1005001/5000']);
    const venue = drive({ switches: { feePpm: 5000 } });
    const built = JSON.parse(venue.build(venue.ids.requester, direct(venue.ids)));
    expect(built.amounts).toMatchObject([
      {
        sendSubtotal: '1000000',
        sendAmount: '1005000',
        fees: [{ feeType: 'SETTLEMENT_FEE', feeAmount: '5000' }],
      },
      { sendSubtotal: '1000001', sendAmount: '1000001' },
    ]);
    expect(built.amounts[1]).not.toHaveProperty('fees');
  },
  feePayers: () => {
    expect(fees({ feePpm: 5000, feePayers: 'requester' })).toEqual(['1005000/5000', '1000001/0']);
    expect(fees({ feePpm: 5000, feePayers: 'counterparty' })).toEqual(['1000000/0', '1005001/5000']);
  },
  agencyFees: () => {
    const clients = (switches: BitgoSwitchChanges) => {
      const { venue, settlement } = pendingAgency({ switches: { feePpm: 5000, ...switches } });
      venue.affirm(venue.ids.requester, settlement);
      venue.affirm(venue.ids.counterparty, settlement);
      return [venue.only().status, ...venue.only().obligations.map((owed) => owed.fee)];
    };
    expect(clients({})).toEqual(['settled', '0', '0']);
    const venue = drive({ switches: { feePpm: 5000 } });
    const { requester, agent } = venue.ids;
    const built = venue.build(requester, { ...direct(venue.ids), quoteAccountId: agent });
    expect(JSON.parse(built).amounts[0]).toMatchObject({ sendAmount: '1000000' });
    expect(clients({ agencyFees: 'clients' })).toEqual(['settled', '575', '4713']);
  },
  feeRateForm: () => {
    expect(feeAnswer({})).toEqual({ feeRate: '0', feeAmount: '0', feeCurrency: 'ofctbtc' });
    expect(feeAnswer({ feePpm: 5000 })).toEqual({
      feeRate: '0.5',
      feeAmount: '5000',
      feeCurrency: 'ofctbtc',
    });
    expect(feeAnswer({ feePpm: 5000, feeRateForm: 'basis-points' })).toMatchObject({ feeRate: '50' });
    expect(feeAnswer({ feePpm: 1_000_000 })).toMatchObject({ feeRate: '100', feeAmount: '1000000' });
    expect(feeAnswer({ feePpm: 1 })).toMatchObject({ feeRate: '0.0001', feeAmount: '1' });
  },
  tokenKind: () => {
    const token = (switches: BitgoSwitchChanges): string | undefined =>
      BitgoMachine.make({ switches }).credentials().accounts[0]?.accessToken;
    expect(token({})).toMatch(/^[0-9a-f]{40}$/);
    expect(token({ tokenKind: 'v2x' })).toMatch(/^v2x[0-9a-f]{64}$/);
  },
  rawV2xBearer: () => {
    const accessToken = tokenFor(0, 'a', 'v2x');
    const holder = { accountId: 'a', name: 'a', accessToken, xprv: '', walletPassphrase: '' };
    const opens = (switches: BitgoSwitchChanges): boolean => {
      const nothing = { authVersion: '', authTimestamp: '', hmac: '', body: new Uint8Array() };
      const request = { method: 'GET', target: '/', authorization: `Bearer ${accessToken}`, ...nothing };
      return authenticate(request, [holder], SWITCHBOARD.complete(switches), 0) !== undefined;
    };
    expect([opens({}), opens({ rawV2xBearer: false })]).toEqual([true, false]);
  },
  timestampPastMs: () => {
    expect([stampedAt({}, -300_000), stampedAt({ timestampPastMs: 299_999 }, -300_000)]).toEqual([
      true,
      false,
    ]);
  },
  timestampFutureMs: () => {
    expect([stampedAt({}, 60_000), stampedAt({ timestampFutureMs: 59_999 }, 60_000)]).toEqual([true, false]);
  },
  tokenReach: () => {
    const peek = (switches: BitgoSwitchChanges): string => {
      const venue = drive({ switches });
      const { requester, counterparty } = venue.ids;
      return verdict(venue.call(requester, 'GET', `/api/v2/ofc/wallet/${counterparty}`));
    };
    expect(peek({})).toBe('403 backend:common:forbidden');
    expect(peek({ tokenReach: 'enterprise' })).toBe('200');
  },
  enterpriseLists: () => {
    const seen = (switches: BitgoSwitchChanges): ReadonlyArray<number> => {
      const { venue } = pending({ switches });
      const list = (what: string): number => {
        const path = `/api/trade/v1/enterprise/${venue.machine.enterpriseId}/${what}`;
        return listAt(venue.call(venue.ids.stranger, 'GET', path), what).length;
      };
      return [list('settlements'), list('affirmations')];
    };
    expect(seen({})).toEqual([1, 2]);
    expect(seen({ enterpriseLists: 'token' })).toEqual([0, 0]);
  },
  rateMax: () => {
    expect(rated({}, [0, 0, 0])).toEqual([200, 200, 200]);
    expect(rated({ rateMax: 2 }, [0, 0, 0])).toEqual([200, 200, 429]);
    expect(
      rated(
        { rateMax: 0 },
        Array.from({ length: 400 }, () => 0),
      ).at(-1),
    ).toBe(200);
    expect(
      rated(
        {},
        Array.from({ length: 361 }, () => 0),
      ).slice(-2),
    ).toEqual([200, 429]);
  },
  rateWindowMs: () => {
    expect(rated({ rateMax: 1 }, [0, 59_999, 60_000])).toEqual([200, 429, 200]);
    expect(rated({ rateMax: 1, rateWindowMs: 100 }, [0, 99, 100])).toEqual([200, 429, 200]);
  },
  listOrder: () => {
    expect(listed({}, 3)).toEqual(['t2', 't1', 't0']);
    expect(listed({ listOrder: 'oldest-first' }, 3)).toEqual(['t0', 't1', 't2']);
  },
  listMax: () => {
    expect(listed({ listMax: 2 }, 3)).toEqual(['t2', 't1']);
    const { venue } = pending({ switches: { listMax: 1, enterpriseLists: 'enterprise' } });
    const path = `/api/trade/v1/enterprise/${venue.machine.enterpriseId}/affirmations`;
    expect(listAt(venue.call(venue.ids.requester, 'GET', path), 'affirmations')).toHaveLength(1);
  },
  settlementFilter: () => {
    expect(listed({}, 2, '?status=settled')).toHaveLength(2);
    expect(listed({ settlementFilter: 'applied' }, 2, '?status=settled')).toEqual([]);
    expect(listed({ settlementFilter: 'refused' }, 2, '?status=settled')).toEqual([
      '400 backend:common:invalidArgument',
    ]);
  },
  errorBody: () => {
    const body = (switches: BitgoSwitchChanges): unknown => {
      const venue = drive({ switches });
      return venue.call(venue.ids.requester, 'GET', '/settlements/none', null, { clientRequestId: 'mine' })
        .body;
    };
    const [error, errorName] = ['not found', 'backend:common:notFound'];
    expect(body({})).toEqual({ error, errorName, reqId: 'mine' });
    expect(body({ errorBody: 'platform' })).toEqual({
      error,
      name: errorName,
      requestId: 'mine',
      context: {},
    });
    expect(body({ errorBody: 'clearing' })).toEqual({ error, errorName });
  },
  emptyFields: () => {
    const shown = (switches: BitgoSwitchChanges) => {
      const { settlement } = pendingAgency({ switches });
      const [agent, client] = settlement.affirmations;
      return {
        finalizedAt: settlement.finalizedAt,
        other: agent?.counterpartyAccountId,
        lock: client?.lock,
        signature: client?.signature,
      };
    };
    expect(shown({})).toEqual({});
    expect(shown({ emptyFields: 'null' })).toEqual({
      finalizedAt: null,
      other: null,
      lock: null,
      signature: null,
    });
    expect(shown({ emptyFields: 'empty' })).toEqual({
      finalizedAt: '',
      other: '',
      lock: null,
      signature: '',
    });
  },
  lockForm: () => {
    const lock = (switches: BitgoSwitchChanges) => pending({ switches }).settlement.affirmations[1]?.lock;
    expect(lock({})).toMatchObject({ currency: 'ofctusd', createdAt: new Date(START_MS).toISOString() });
    expect(lock({ lockForm: 'seed-example' })).toMatchObject({ currency: 'USD', createdAt: {} });
  },
  partyNames: () => {
    const name = (switches: BitgoSwitchChanges) =>
      pending({ switches }).settlement.affirmations[0]?.partyAccountName;
    expect([name({}), name({ partyNames: false })]).toEqual(['requester', undefined]);
  },
  historyMs: () => {
    expect(staleStatus({}, 5001)).toBe('pending');
    expect(staleStatus({ historyMs: 0 }, 5001)).toBe('settled');
  },
  historyVersionsMax: () => {
    expect(staleStatus({ historyVersionsMax: 64 }, 5001)).toBe('pending');
    expect(staleStatus({ historyVersionsMax: 1 }, 5001)).toBe('settled');
  },
};

describe('every switch does what it says', () => {
  it.each(Object.entries(PROOFS))('%s', (_name, proof) => {
    expect.hasAssertions();
    proof();
  });

  it('has a default that its own text gives, and refuses other texts', () => {
    for (const [name, spec] of Object.entries(BITGO_SWITCHES)) {
      expect(SWITCHBOARD.parse({ [name]: `${spec.default}` })).toEqual({
        ok: true,
        value: { [name]: spec.default },
      });
      expect(SWITCHBOARD.parse({ [name]: '-1' })).toMatchObject({ ok: false });
    }
    expect(SWITCHBOARD.parse({ constructor: 'x' })).toMatchObject({ ok: false });
  });
});
