import { type AccountId, type Signer, type UnitRegistry, accountId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { createHash } from 'node:crypto';

/** What an operator decides about one Kraken Prime account. Nothing here has a guess for a default where money depends on it. */
export interface KrakenPrimeOptions {
  /** The operator's own name for the account. */
  readonly account: string;
  /** Needs the permissions "Query open orders & trades" and "Create & modify orders", and should have no other use. */
  readonly apiKey: string;
  readonly signer: Signer;
  /**
   * Who pays a leg that the venue calls `outgoing`. Required, because the venue's own documents contradict each other:
   * `direction` says that an outgoing leg is one the client owes (`we-pay`); `can_settle` says of outgoing legs "client
   * receives" (`we-receive`). Settle a small batch by hand, look at the balances, and declare what you saw.
   */
  readonly outgoingMeans: 'we-pay' | 'we-receive';
  /** The nonce window that is set on the key, in nonce ticks. Usual, and recommended: 0. */
  readonly nonceWindow?: bigint;
  /**
   * The longest time the venue may take until a call that it accepted shows in reads. Usual: 90,000. An assumption (V3):
   * the venue publishes none. Units: milliseconds, at most a day.
   */
  readonly quietMs?: number;
  /** The assets that may be acted on. */
  readonly units: UnitRegistry.UnitRegistry;
  /**
   * What `amount` shows on a leg of which a part was settled. The documents do not tell; while nobody has declared it, such
   * a leg is shown and never settled further.
   */
  readonly amountAfterPartial?: 'remaining';
  /**
   * Say `not-shown` once you have seen that legs settle without a transfer that this adapter can read: the shape of
   * `latest_spot_transfer` is not published. Until then a settled leg without its transfer is a break of reconciliation.
   */
  readonly spotTransfer?: 'not-shown';
}

/** The part of the configuration that the rules need: no key and no signer. */
export interface KrakenPrimeTerms {
  readonly account: AccountId;
  /** Tells keys apart without showing one. */
  readonly lane: string;
  readonly outgoingMeans: 'we-pay' | 'we-receive';
  readonly nonceWindow: bigint;
  readonly quietMs: number;
  readonly units: UnitRegistry.UnitRegistry;
  readonly amountAfterPartial: O.Option<'remaining'>;
  /** Whether a leg that has settled is expected to show its transfer. */
  readonly showsTransfers: boolean;
}

/** A checked configuration. The key is behind a function, so that printing or serialising it shows none. */
export interface KrakenPrimeConfig extends KrakenPrimeTerms {
  /** The API key, for a header and for nothing else. */
  readonly apiKey: () => string;
  readonly signer: Signer;
}

/** A field of the configuration cannot be used. Its value is not repeated. Nothing was sent. */
export interface ConfigRefused {
  readonly _tag: 'ConfigRefused';
  readonly field: keyof KrakenPrimeOptions;
  readonly what: string;
}

const dayMs = 86_400_000;
const windowMax = 1_000_000_000_000n;
const keyForm = /^[A-Za-z0-9+/=_-]{8,128}$/;

/** Checks a configuration, also one that was not written in TypeScript. Errors: `ConfigRefused`; nothing was sent. */
export const krakenPrimeConfig = (
  options: KrakenPrimeOptions,
): E.Either<ConfigRefused, KrakenPrimeConfig> => {
  const { signer, outgoingMeans, units, nonceWindow = 0n, quietMs = 90_000 } = options;
  const { amountAfterPartial, spotTransfer } = options;
  const account = accountId(typeof options.account === 'string' ? options.account : '');
  if (E.isLeft(account)) return refused('account', 'it must be 1 to 128 printable characters without spaces');
  const { apiKey } = options;
  if (typeof apiKey !== 'string' || !keyForm.test(apiKey))
    return refused('apiKey', 'it is not in the form of an API key');
  if (typeof signer?.sign !== 'function') return refused('signer', 'it must be a Signer');
  if (outgoingMeans !== 'we-pay' && outgoingMeans !== 'we-receive')
    return refused('outgoingMeans', 'it must be declared as we-pay or we-receive');
  if (typeof nonceWindow !== 'bigint' || nonceWindow < 0n || nonceWindow > windowMax)
    return refused('nonceWindow', 'it must be a bigint of 0 to 10^12 ticks');
  if (!Number.isInteger(quietMs) || quietMs < 0 || quietMs > dayMs)
    return refused('quietMs', 'it must be a whole number of milliseconds, at most a day');
  if (!(units?.byVenueName instanceof Map) || !(units.byAsset instanceof Map))
    return refused('units', 'it must be a UnitRegistry');
  if (amountAfterPartial !== undefined && amountAfterPartial !== 'remaining')
    return refused('amountAfterPartial', "it must be 'remaining', or left out");
  if (spotTransfer !== undefined && spotTransfer !== 'not-shown')
    return refused('spotTransfer', "it must be 'not-shown', or left out");
  return E.right({
    account: account.right,
    lane: `kraken-prime/${createHash('sha256').update(apiKey).digest('hex').slice(0, 8)}`,
    outgoingMeans,
    nonceWindow,
    quietMs,
    units,
    amountAfterPartial: O.fromNullable(amountAfterPartial),
    showsTransfers: spotTransfer === undefined,
    apiKey: () => apiKey,
    signer,
  });
};

const refused = (field: keyof KrakenPrimeOptions, what: string): E.Either<ConfigRefused, never> =>
  E.left({ _tag: 'ConfigRefused', field, what });
