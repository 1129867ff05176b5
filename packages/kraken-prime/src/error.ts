import * as O from 'fp-ts/lib/Option.js';

/** One of the strings with which Kraken says what went wrong: `<severity><category>:<message>[:<extra>]`. */
export interface VenueError {
  /** `Unrecognised`: not of the known form, so nothing is concluded from it. */
  readonly severity: 'Error' | 'Warning' | 'Unrecognised';
  /** Category and message in lower case with single spaces; what the tables are looked up by. */
  readonly key: string;
  /** The string in its usual spelling, if it consists of plain words; for people and their support. */
  readonly code: O.Option<string>;
}

const form = /^([EW])([A-Za-z]{2,20}):([^:]+)(?::(.*))?$/s;
const plainWords = /^[\w'.-]{1,24}(?: [\w'.-]{1,24})*$/;
const codeLengthMax = 100;

/**
 * Reads an error string. Spelling varies (`EService: Throttled: 1`, `EService:Throttled:1`), so spaces and case count for
 * nothing. What could hide a key or a piece of our request, any word of more than 24 characters, is not repeated.
 */
export const parseError = (text: string): VenueError => {
  const spelt = text
    .slice(0, 512)
    .trim()
    .replace(/\s*:\s*/g, ':')
    .replace(/\s+/g, ' ');
  const parts = form.exec(spelt);
  const [, letter, category, message, extra] = parts ?? [];
  if (letter === undefined || category === undefined || message === undefined)
    return { severity: 'Unrecognised', key: '', code: O.none };
  const kept = [message, ...(extra === undefined ? [] : [extra])].filter((part) => plainWords.test(part));
  const code = [`${letter}${category}`, ...kept].join(':');
  return {
    severity: letter === 'W' ? 'Warning' : 'Error',
    key: `${letter}${category}:${message}`.toLowerCase(),
    code: kept.length > 0 && code.length <= codeLengthMax ? O.some(code) : O.none,
  };
};

/**
 * The strings that say of a write that it was surely not carried out, whoever else sent a copy of it: the key, the
 * signature, the permission or the request itself is wrong, for every copy alike. Closed; anything else proves nothing.
 *
 * Not among them, though the venue checks them before it acts: an invalid nonce, rate limits, throttles and lock-outs. An
 * intermediary that re-sends a request gets those for the second copy after the first was carried out (catalogue D9).
 *
 * Source: error guide of the REST reference and support article 360001491786, read November 2026. Prime's own strings are
 * not published.
 */
const surelyRejected: ReadonlySet<string> = new Set([
  'eapi:invalid key',
  'eapi:invalid signature',
  'eapi:bad request',
  'eapi:feature disabled',
  'egeneral:permission denied',
  'egeneral:invalid arguments',
  'egeneral:unknown method',
  'eauth:account temporary disabled',
  'eauth:account unconfirmed',
  'eauth:failed',
  'eaccount:invalid permissions',
  'esession:invalid session',
  'equery:unknown asset',
  'efunding:unknown asset',
]);

/** Whether the string says that a write was surely not carried out, and that asking again is pointless. */
export const isSureRejection = ({ key }: VenueError): boolean => surelyRejected.has(key);

/** Whether the venue refused the nonce. */
export const isInvalidNonce = ({ key }: VenueError): boolean => key === 'eapi:invalid nonce';

/** Whether the venue has locked the key out for a while; every further call makes it longer (support article, as above). */
export const isLockout = ({ key }: VenueError): boolean => key === 'egeneral:temporary lockout';

/** Whether the venue had more calls than it allows (rate limit guide of the REST reference, read November 2026). */
export const isTooMany = ({ key }: VenueError): boolean => tooMany.has(key);

const tooMany: ReadonlySet<string> = new Set([
  'eapi:rate limit exceeded',
  'eauth:rate limit exceeded',
  'eauth:too many requests',
  'egeneral:too many requests',
  'eservice:throttled',
]);
