export { payloadVersions, type Payload, type PayloadEntry, type PayloadFee } from './payload/payload.js';
export type { FeeType, PayloadNonce, PayloadVersion } from './payload/payload.js';
export type { ExpectedEntry, ExpectedNonces, ExpectedPayload, Spread } from './payload/expected.js';
export { parsePayload } from './payload/parse.js';
export type {
  OutsideGrammar,
  OutsideIntent,
  PayloadRefusal,
  PayloadRefused,
} from './payload/payload-refused.js';
export { describe, project, type ProjectedEntry, type Projection } from './payload/projection.js';
export {
  verifyPayload,
  type Verification,
  type VerifiedPayload,
  type VerifiedText,
} from './payload/verify.js';

export {
  ofcName,
  testOfcName,
  type OfcName,
  type TestOfcName,
  type UnknownCurrency,
} from './unit/ofc-name.js';
export { ofcUnits, testOfcUnits, type NamedAsset, type UnitsRefused } from './unit/ofc-units.js';

export type { Expecting, NotExpected } from './sign/guard.js';
export type { KeychainRefused } from './sign/keychain-envelope.js';
export { keychainSigner, type Keychain } from './sign/keychain-signer.js';
export { localSigner, type KeyRefused, type SignerTerms } from './sign/local-signer.js';
export { makerCheckerSigner, type MakerChecker } from './sign/maker-checker-signer.js';
export { messageHash } from './sign/message-hash.js';
export { publicKey, type InvalidPublicKey, type PublicKey } from './sign/public-key.js';
export { remoteSigner, type RemoteForm, type RemoteTerms } from './sign/remote-signer.js';
export { signingBytes } from './sign/signing-bytes.js';
export {
  readSignature,
  signatureOf,
  verifySignature,
  type Signature,
  type SignatureRefused,
} from './sign/signature.js';

export { accountAllowList } from './policy/allow-list.js';
export { counterpartyCap, currencyCap, type Caps } from './policy/cap.js';
export { expiryMargin, type ExpiryTerms } from './policy/expiry-margin.js';
export { allOf, type Denied, type Rule, type SigningCase, type SigningPolicy } from './policy/policy.js';

export { bearerAuth } from './auth/bearer-auth.js';
export { hmacAuth } from './auth/hmac-auth.js';
export type { InvalidToken, RequestAuth, ResponseRefused } from './auth/request-auth.js';
export type { AuthVersion, SignedRequest } from './auth/subject.js';

export {
  bitgoConfig,
  bitgoTerms,
  type BitgoConfig,
  type BitgoOptions,
  type BitgoTerms,
  type ConfigRefused,
} from './config.js';
export { expectingOf } from './expecting.js';
export { bitgoRules } from './rules.js';
export { toSettlement } from './translate.js';
export { tradesBehind } from './trade-input.js';
export type { DecodeFailure, Reading } from './codec/decode-failure.js';
export type { Call, Dialect, Place, SignedPayload, TradeWritten } from './codec/dialect.js';
export type {
  AffirmationFilter,
  BalanceAsked,
  EndingWord,
  FeesAsked,
  PartnerAsked,
} from './codec/dialect.js';
export type {
  AffirmationShown,
  Amount,
  FeesShown,
  KeyShown,
  LockShown,
  PartnerShown,
  SettlementShown,
  TradeShown,
  TradeSide,
} from './codec/shown.js';
export { tradeV1 } from './codec/v1/dialect.js';
export { journalNonces, memoryNonces, type NoncesNotTaken, type SeenNonces } from './seen-nonces.js';
export type { AssetAmount, BitgoDesk, FeeQuestion } from './desk.js';
export type { PendingAffirmation } from './pending-affirmations.js';
export { expectationOf, termsOfTrade, type NotOurTrade, type OwnTrade } from './own-trade.js';
export { bitgo, type BitgoAccount, type BitgoPorts } from './venue.js';
export { readAnswer, type Answer } from './answer.js';
/** What an answer of the venue says about the call, as far as the money is concerned. */
export * as Reply from './reply.js';
export {
  connectBitgo,
  type ConnectOptions,
  type ConnectPorts,
  type ConnectRefused,
  type SignerRefused,
} from './connect.js';
