/**
 * The error strings that a settlement method answers with. The general ones are Kraken's own (docs.kraken.com, errors
 * and rate limits, read November 2026). Those of {@link INVENTED} are not: Kraken publishes no string for any settlement refusal
 * (§3.2, §8.2), so a client must not branch on them.
 */
export const KNOWN = {
  invalidKey: 'EAPI:Invalid key',
  invalidSignature: 'EAPI:Invalid signature',
  invalidNonce: 'EAPI:Invalid nonce',
  badRequest: 'EAPI:Bad request',
  rateLimit: 'EAPI:Rate limit exceeded',
  lockout: 'EGeneral:Temporary lockout',
  permission: 'EGeneral:Permission denied',
  arguments: 'EGeneral:Invalid arguments',
  method: 'EGeneral:Unknown method',
  busy: 'EService:Busy',
} as const;

/** Invented refusals, one table; each can be replaced when a machine is made. */
export const INVENTED: InventedErrors = {
  batchActive: 'EGeneral:Invalid arguments:batch already active',
  noTrades: 'EGeneral:Invalid arguments:no unsettled trades',
  batchUnknown: 'EGeneral:Invalid arguments:unknown batch',
  batchUnconfirmed: 'EGeneral:Invalid arguments:batch not confirmed',
  assetUnknown: 'EGeneral:Invalid arguments:unknown asset in batch',
  legNotEligible: 'EGeneral:Invalid arguments:leg cannot be settled',
};

/** The text of each refusal that Kraken does not document. */
export interface InventedErrors {
  readonly batchActive: string;
  readonly noTrades: string;
  readonly batchUnknown: string;
  readonly batchUnconfirmed: string;
  readonly assetUnknown: string;
  readonly legNotEligible: string;
}
