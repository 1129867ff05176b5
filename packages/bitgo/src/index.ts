export { payloadVersions, type Payload, type PayloadEntry, type PayloadFee } from './payload/payload.js';
export type { FeeType, PayloadNonce, PayloadVersion } from './payload/payload.js';
export type { ExpectedEntry, ExpectedNonces, ExpectedPayload, Spread } from './payload/expected.js';
export { parsePayload } from './payload/parse.js';
export type { PayloadRefusal, PayloadRefused } from './payload/payload-refused.js';
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
