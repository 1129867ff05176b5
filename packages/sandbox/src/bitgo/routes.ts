import { route } from '../http/route.js';

const ENTERPRISE = '/api/trade/v1/enterprise/{enterpriseId}';
const ACCOUNT = `${ENTERPRISE}/account/{accountId}`;

/** Every operation of the venue and its route (§1; the prefix and the paths are BitGo's). */
export const ROUTES = [
  route('BuildPayload', 'POST', `${ACCOUNT}/payload`),
  route('CalculateFees', 'POST', `${ACCOUNT}/calculatefees`),
  route('CreateSettlement', 'POST', `${ACCOUNT}/settlements`),
  route('ListSettlements', 'GET', `${ACCOUNT}/settlements`),
  route('ListEnterpriseSettlements', 'GET', `${ENTERPRISE}/settlements`),
  route('GetSettlement', 'GET', `${ACCOUNT}/settlements/{id}`),
  route('ListAffirmations', 'GET', `${ACCOUNT}/affirmations`),
  route('ListEnterpriseAffirmations', 'GET', `${ENTERPRISE}/affirmations`),
  route('GetAffirmation', 'GET', `${ACCOUNT}/affirmations/{id}`),
  route('UpdateAffirmation', 'PUT', `${ACCOUNT}/affirmations/{id}`),
  route('ListTradingPartners', 'GET', `${ACCOUNT}/tradingpartners`),
  route('RequestTradingPartner', 'POST', `${ACCOUNT}/tradingpartners`),
  route('CheckPartnerBalance', 'GET', `${ACCOUNT}/tradingpartners/{partnerAccountId}/balance`),
  route('GetWallet', 'GET', '/api/v2/ofc/wallet/{accountId}'),
  route('GetKey', 'GET', '/api/v2/ofc/key/{keyId}'),
] as const;

/** The name of an operation. */
export type Operation = (typeof ROUTES)[number]['name'];
