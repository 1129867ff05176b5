import { KNOWN } from './error-strings.js';
import type { Switches } from './switches.js';

/** What an API key may do: `query` reads, `modify` creates and settles (permission texts of the four pages). */
export type Permission = 'query' | 'modify';

/** A key that the venue knows. */
export interface Key {
  readonly key: string;
  readonly permissions: ReadonlyArray<Permission>;
}

/** The counters of one key: nonces, invalid nonces, lockout and rate. */
export interface KeyGate {
  readonly permissions: ReadonlyArray<Permission>;
  /** Lets a call through, or says the error; a call let through has used its nonce. */
  readonly admit: (nonce: bigint, nowMs: number) => string | undefined;
}

const MICRO = 1_000_000;
const PRUNE_AT_LEAST = 1024;

/** A fresh key. */
export const make = (key: Key, switches: Switches): KeyGate => {
  const rate = rateCounter(switches);
  const nonces = nonceWindow(switches.nonceWindow);
  const lockout = lockoutTimer(switches);

  const checkNonce = (nonce: bigint, nowMs: number): string | undefined => {
    if (nonces.isFresh(nonce)) return undefined;
    lockout.countInvalid(nowMs);
    return KNOWN.invalidNonce;
  };

  const admit = (nonce: bigint, nowMs: number): string | undefined => {
    if (lockout.isLocked(nowMs)) return KNOWN.lockout;
    const refusal = switches.rateBeforeNonce
      ? (rate(nowMs) ?? checkNonce(nonce, nowMs))
      : (checkNonce(nonce, nowMs) ?? rate(nowMs));
    if (refusal === undefined) nonces.use(nonce);
    return refusal;
  };
  return { permissions: key.permissions, admit };
};

/** The counter rises by one a call and sinks with time (docs.kraken.com, rate limits, read November 2026). */
const rateCounter = (switches: Switches): ((nowMs: number) => string | undefined) => {
  let micro = 0;
  let seenAtMs = 0;
  return (nowMs) => {
    micro = Math.max(0, micro - (nowMs - seenAtMs) * switches.rateDecayMilliPerSecond);
    seenAtMs = nowMs;
    const allowed = micro + MICRO <= switches.rateMax * MICRO;
    if (allowed || switches.rateRefusedCounts) micro += MICRO;
    return allowed ? undefined : KNOWN.rateLimit;
  };
};

/** A nonce is fresh above the highest; with a window also down to it, if it was never used. */
const nonceWindow = (
  window: bigint,
): { readonly isFresh: (nonce: bigint) => boolean; readonly use: (nonce: bigint) => void } => {
  let highest: bigint | undefined;
  const used = new Set<bigint>();
  let pruneAt = PRUNE_AT_LEAST;
  const isFresh = (nonce: bigint): boolean => {
    if (highest === undefined || nonce > highest) return true;
    return nonce > highest - window && !used.has(nonce);
  };
  const use = (nonce: bigint): void => {
    if (highest === undefined || nonce > highest) highest = nonce;
    if (window === 0n) return;
    used.add(nonce);
    if (used.size < pruneAt) return;
    for (const old of used) if (old <= highest - window) used.delete(old);
    pruneAt = Math.max(PRUNE_AT_LEAST, 2 * used.size);
  };
  return { isFresh, use };
};

/** Several invalid nonces within a time lock the key; each call while it is locked starts the time anew. */
const lockoutTimer = (
  switches: Switches,
): { readonly isLocked: (nowMs: number) => boolean; readonly countInvalid: (nowMs: number) => void } => {
  let invalidAtMs: number[] = [];
  let untilMs = 0;
  const isLocked = (nowMs: number): boolean => {
    if (nowMs >= untilMs) return false;
    untilMs = nowMs + switches.lockoutMs;
    return true;
  };
  const countInvalid = (nowMs: number): void => {
    if (switches.lockoutAfter === 0) return;
    invalidAtMs = [...invalidAtMs.filter((atMs) => nowMs - atMs < switches.lockoutWithinMs), nowMs];
    if (invalidAtMs.length < switches.lockoutAfter) return;
    untilMs = nowMs + switches.lockoutMs;
    invalidAtMs = [];
  };
  return { isLocked, countInvalid };
};
