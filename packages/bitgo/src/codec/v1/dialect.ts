import * as AffirmationGet from '../../endpoint/affirmation-get/index.js';
import * as AffirmationList from '../../endpoint/affirmation-list/index.js';
import * as AffirmationPut from '../../endpoint/affirmation-put/index.js';
import * as BalanceCheck from '../../endpoint/balance-check/index.js';
import * as FeesCalculate from '../../endpoint/fees-calculate/index.js';
import * as KeyGet from '../../endpoint/key-get/index.js';
import * as PartnerList from '../../endpoint/partner-list/index.js';
import * as PartnerRequest from '../../endpoint/partner-request/index.js';
import * as PayloadBuild from '../../endpoint/payload-build/index.js';
import * as SettlementCreate from '../../endpoint/settlement-create/index.js';
import * as SettlementGet from '../../endpoint/settlement-get/index.js';
import * as SettlementList from '../../endpoint/settlement-list/index.js';
import * as WalletGet from '../../endpoint/wallet-get/index.js';
import type { Reading } from '../decode-failure.js';
import type { Call, Dialect } from '../dialect.js';
import { readSettlement } from './settlement.js';
import { signedPayload } from './signed-body.js';

const get = <A>(path: string, read: Reading<A>): Call<A> => ({ method: 'GET', path, body: '', read });
const post = <A>(path: string, body: string, read: Reading<A>): Call<A> => ({
  method: 'POST',
  path,
  body,
  read,
});
const put = <A>(path: string, body: string, read: Reading<A>): Call<A> => ({
  method: 'PUT',
  path,
  body,
  read,
});

/** `/api/trade/v1`: the generation that the Create Settlement page describes (read November 2026). */
export const tradeV1: Dialect = {
  name: 'trade/v1',
  settlement: readSettlement,
  signedPayload,
  buildPayload: (at, entries) => post(PayloadBuild.path(at), PayloadBuild.body(entries), PayloadBuild.read),
  createSettlement: (at, signed, trades) =>
    post(SettlementCreate.path(at), SettlementCreate.body(signed, trades), SettlementCreate.read),
  getSettlement: (at, id) => get(SettlementGet.path(at, id), SettlementGet.read),
  listSettlements: (at) => get(SettlementList.path(at), SettlementList.read),
  listAffirmations: (at, only) => get(AffirmationList.path(at, only), AffirmationList.read),
  getAffirmation: (at, id) => get(AffirmationGet.path(at, id), AffirmationGet.read),
  affirm: (at, id, signed) =>
    put(AffirmationPut.path(at, id), AffirmationPut.affirming(signed), AffirmationPut.read),
  end: (at, id, how) => put(AffirmationPut.path(at, id), AffirmationPut.ending(how), AffirmationPut.read),
  calculateFees: (at, asked) => post(FeesCalculate.path(at), FeesCalculate.body(asked), FeesCalculate.read),
  listPartners: (at) => get(PartnerList.path(at), PartnerList.read),
  requestPartner: (at, asked) =>
    post(PartnerRequest.path(at), PartnerRequest.body(asked), PartnerRequest.read),
  checkBalance: (at, asked) => get(BalanceCheck.path(at, asked), BalanceCheck.read),
  getWallet: (at) => get(WalletGet.path(at), WalletGet.read),
  getKey: (id) => get(KeyGet.path(id), KeyGet.read),
};
