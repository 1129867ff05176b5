import type { Account } from './account.js';
import { isSigned } from './key/bitcoin-message.js';
import { type Payload, parse } from './payload.js';
import { type Granted, grant, refuse } from './refusal.js';
import type { State } from './state.js';
import type { SignedPayload } from './wished.js';

/** Checks a signature over the exact text received, and what the payload says of itself. */
export const take = (
  state: State,
  account: Account,
  signed: { readonly payload: string; readonly signature: string },
  needs: 'any-payload' | 'issued-payload',
): Granted<SignedPayload> => {
  const { switches } = state;
  const { payload: text, signature } = signed;
  if (switches.checkSignatures && !isSigned(text, signature, account.key(), switches))
    return refuse('invalidSignature');
  const issue = state.issued.get(text);
  if (needs === 'issued-payload' && issue?.honest.accountId !== account.accountId)
    return refuse('payloadNotIssued');
  const parsed = parse(text);
  if (issue?.lie !== undefined) {
    const payload = parsed.ok && isSameParties(parsed.value, issue.honest) ? parsed.value : issue.honest;
    return grant({ text, signature, payload, nonces: noncesOf(issue.honest), lie: issue.lie });
  }
  if (!parsed.ok) return refuse('payloadUnreadable', parsed.why);
  if (switches.checkAccount && parsed.value.accountId !== account.accountId)
    return refuse('payloadMismatch', 'the payload is another account’s');
  return grant({
    text,
    signature,
    payload: parsed.value,
    nonces: noncesOf(parsed.value),
    lie: undefined,
  });
};

const isSameParties = (told: Payload, honest: Payload): boolean =>
  told.accountId === honest.accountId && partiesOf(told) === partiesOf(honest);

const partiesOf = (payload: Payload): string =>
  payload.entries
    .map((entry) => entry.accountId)
    .toSorted()
    .join();

const noncesOf = ({ nonceHold, nonceSettle }: Payload): ReadonlyArray<string> => [nonceHold, nonceSettle];

/** Refuses nonces that were used before, or are one and the same. */
export const checkNonces = (
  state: State,
  accountId: string,
  nonces: ReadonlyArray<string>,
): Granted<null> => {
  if (state.switches.nonceReplay === 'accepted') return grant(null);
  const isUsed = nonces.some((nonce) => state.nonces.has(keyOf(state, accountId, nonce)));
  return isUsed || new Set(nonces).size < nonces.length ? refuse('nonceUsed') : grant(null);
};

/** Counts nonces as used. */
export const useNonces = (state: State, accountId: string, nonces: ReadonlyArray<string>): void => {
  for (const nonce of nonces) {
    state.nonces.add(keyOf(state, accountId, nonce));
    state.lastNonce.set(accountId, nonce);
  }
};

const keyOf = (state: State, accountId: string, nonce: string): string =>
  state.switches.nonceScope === 'account' ? `${accountId}/${nonce}` : nonce;
