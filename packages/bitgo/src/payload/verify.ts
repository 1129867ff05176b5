import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Brand, checked } from '../brand.js';
import { type ExpectedEntry, type ExpectedPayload, unfit } from './expected.js';
import { parsePayload } from './parse.js';
import type { Payload, PayloadEntry, PayloadNonce } from './payload.js';
import { type PayloadRefused, refuse } from './payload-refused.js';
import { type Projection, place, project } from './projection.js';

/** Exactly the text that was verified, to the last character: only this is signed, journaled and sent. */
export type VerifiedText = Brand<'VerifiedPayload'>;

/** A payload that says what the intent says. There is no other way to one than `verifyPayload`. */
export interface VerifiedPayload {
  readonly text: VerifiedText;
  readonly projection: Projection;
}

/** What a payload is held against. */
export interface Verification {
  readonly expected: ExpectedPayload;
  /** Whether this nonce was ever in a payload of another intent or attempt; the caller's journal knows. */
  readonly seen: (nonce: PayloadNonce) => boolean;
}

/**
 * Verifies that a payload says exactly what is expected, whoever wrote it (contract S1, S4, S6, M8).
 *
 * Every account, currency and net amount must be the expected one; the gross amount must be the net amount and the
 * fees, always; fees stand on our own entry only and stay within the intent's limit; what is sent must be what is
 * received, but for a declared spread; both nonces must be new and differ.
 *
 * Errors: `PayloadRefused`; nothing moved.
 */
export const verifyPayload =
  ({ expected, seen }: Verification) =>
  (text: string): E.Either<PayloadRefused, VerifiedPayload> => {
    if (O.isSome(unfit(expected))) return refuse('payload', 'ExpectationUnfit');
    const payload = parsePayload(text);
    if (E.isLeft(payload)) return payload;
    const wrong =
      differingHead(payload.right, expected) ??
      differingEntries(payload.right.entries, expected) ??
      unbalanced(payload.right.entries, expected) ??
      usedNonce(payload.right, expected, seen);
    if (wrong !== undefined) return wrong;
    return E.right({ text: checked<'VerifiedPayload'>(text), projection: project(payload.right) });
  };

type Wrong = E.Either<PayloadRefused, never> | undefined;

const differingHead = (payload: Payload, expected: ExpectedPayload): Wrong => {
  if (payload.version !== expected.version) return refuse('version', 'Differs');
  return payload.signer === expected.signer ? undefined : refuse('accountId', 'Differs');
};

const differingEntries = (entries: ReadonlyArray<PayloadEntry>, expected: ExpectedPayload): Wrong => {
  const awaited = new Map(expected.entries.map((entry) => [place(entry), entry]));
  if (awaited.size !== expected.entries.length) return refuse('amounts', 'ExpectationUnfit');
  const met = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    const path = `amounts[${at}]`;
    const twin = awaited.get(place(entry));
    if (twin === undefined) return refuse(path, 'EntryUnexpected');
    if (met.has(place(entry))) return refuse(path, 'EntryRepeated');
    met.add(place(entry));
    const wrong = differingAmounts(entry, twin, path) ?? wrongFees(entry, twin, expected, path);
    if (wrong !== undefined) return wrong;
  }
  return met.size === awaited.size ? undefined : refuse('amounts', 'EntryMissing');
};

const differingAmounts = (entry: PayloadEntry, twin: ExpectedEntry, path: string): Wrong => {
  if (entry.sendSubtotal !== twin.sendSubtotal) return refuse(`${path}.sendSubtotal`, 'Differs');
  return entry.receiveAmount === twin.receiveAmount ? undefined : refuse(`${path}.receiveAmount`, 'Differs');
};

const wrongFees = (
  entry: PayloadEntry,
  twin: ExpectedEntry,
  expected: ExpectedPayload,
  path: string,
): Wrong => {
  const fees = entry.fees.reduce((sum, fee) => sum + fee.feeAmount, 0n);
  if (entry.sendAmount !== entry.sendSubtotal + fees) return refuse(`${path}.sendAmount`, 'GrossDiffers');
  if (entry.fees.length > 0 && entry.account !== expected.signer) return refuse(`${path}.fees`, 'FeeNotOurs');
  return fees > twin.feeMax ? refuse(`${path}.fees`, 'FeeAboveMax') : undefined;
};

const unbalanced = (entries: ReadonlyArray<PayloadEntry>, { spread }: ExpectedPayload): Wrong => {
  const left = new Map<string, bigint>();
  const add = (currency: string, amount: bigint): unknown =>
    left.set(currency, (left.get(currency) ?? 0n) + amount);
  for (const entry of entries) {
    add(entry.sendCurrency, entry.sendSubtotal);
    add(entry.receiveCurrency, -entry.receiveAmount);
  }
  for (const { currency, amount } of spread) add(currency, -amount);
  return [...left.values()].every((amount) => amount === 0n) ? undefined : refuse('amounts', 'NotConserved');
};

const usedNonce = (
  { nonceHold, nonceSettle }: Payload,
  { nonces }: ExpectedPayload,
  seen: Verification['seen'],
): Wrong => {
  if (nonceHold === nonceSettle) return refuse('nonceSettle', 'NoncesEqual');
  if (O.isSome(nonces)) {
    if (nonceHold !== nonces.value.hold) return refuse('nonceHold', 'Differs');
    if (nonceSettle !== nonces.value.settle) return refuse('nonceSettle', 'Differs');
  }
  if (seen(nonceHold)) return refuse('nonceHold', 'NonceSeen');
  return seen(nonceSettle) ? refuse('nonceSettle', 'NonceSeen') : undefined;
};
