/** How a refusal is written. */
export interface RefusalText {
  readonly status: number;
  readonly errorName: string;
  readonly error: string;
}

/**
 * Every refusal of the venue. Statuses and texts are invented throughout: BitGo documents only that a refusal has
 * status 400 and the fields error, errorName and reqId (§7, §12). The names in the form `backend:common:` follow
 * another BitGo API; those in the form `sandbox:` follow nothing. A client must not branch on any of them.
 */
export const REFUSALS = {
  invalidRequest: { status: 400, errorName: 'backend:common:invalidArgument', error: 'invalid argument' },
  malformedJson: { status: 422, errorName: 'backend:common:malformedJSON', error: 'malformed JSON' },
  unauthorized: { status: 401, errorName: 'sandbox:unauthorized', error: 'unauthorized' },
  forbidden: { status: 403, errorName: 'backend:common:forbidden', error: 'forbidden' },
  notFound: { status: 404, errorName: 'backend:common:notFound', error: 'not found' },
  rateLimit: { status: 429, errorName: 'backend:common:rateLimitExceeded', error: 'rate limit exceeded' },
  full: { status: 503, errorName: 'sandbox:full', error: 'the sandbox is full' },
  invalidSignature: { status: 400, errorName: 'sandbox:invalidSignature', error: 'invalid signature' },
  payloadUnreadable: { status: 400, errorName: 'sandbox:payloadUnreadable', error: 'unreadable payload' },
  payloadNotIssued: { status: 400, errorName: 'sandbox:payloadNotIssued', error: 'payload was not issued' },
  payloadMismatch: { status: 400, errorName: 'sandbox:payloadMismatch', error: 'payload does not match' },
  nonceUsed: { status: 409, errorName: 'sandbox:nonceUsed', error: 'payload nonce was used before' },
  notPartners: { status: 400, errorName: 'sandbox:notPartners', error: 'accounts are not trading partners' },
  insufficientFunds: {
    status: 400,
    errorName: 'backend:trade:insufficientFunds',
    error: 'insufficient funds',
  },
  duplicateExternalId: { status: 409, errorName: 'sandbox:duplicateExternalId', error: 'externalId in use' },
  notPending: { status: 409, errorName: 'sandbox:notPending', error: 'affirmation is not pending' },
  notYours: { status: 403, errorName: 'sandbox:notYours', error: 'this party may not do this' },
} as const satisfies Readonly<Record<string, RefusalText>>;

/** The name of a refusal. */
export type RefusalName = keyof typeof REFUSALS;

/** A refusal of one request; `detail` is for people. */
export interface Refusal {
  readonly ok: false;
  readonly name: RefusalName;
  readonly detail: string | undefined;
}

/** What was asked for, or a refusal. */
export type Granted<A> = { readonly ok: true; readonly value: A } | Refusal;

/** Wraps what was asked for. */
export const grant = <A>(value: A): Granted<A> => ({ ok: true, value });

/** Refuses. */
export const refuse = (name: RefusalName, detail?: string): Refusal => ({ ok: false, name, detail });
