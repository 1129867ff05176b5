import type { AccountId, IntentId, MandateId, VenueId } from '../noun/id.js';
import type { Scope } from '../noun/standing-order.js';
import type { Range } from '../port/store.js';

// Every key is printable ASCII: a kind, and names with everything else written as %XX. So the order of bytes is the order
// of the parts, and no name reaches into another's keys.

/** A key of this kind with these names. */
export const cardKey = (kind: string, ...names: ReadonlyArray<string>): string =>
  [kind, ...names.map(encoded)].join('/');

const encoded = (name: string): string =>
  /\p{Surrogate}/u.test(name) ? encodedInParts(name) : encodeURIComponent(name);

// Half of a letter is no text that can be written as bytes, but a name may have one in it all the same.
const encodedInParts = (name: string): string =>
  name
    .split(/(\p{Surrogate})/u)
    .map((part, at) =>
      at % 2 === 0 ? encodeURIComponent(part) : `%u${part.charCodeAt(0).toString(16).toUpperCase()}`,
    )
    .join('');

/** The name that a part of a key stands for. */
export const nameOf = (part: string): string =>
  part
    .split(/%u([0-9A-F]{4})/)
    .map((each, at) =>
      at % 2 === 0 ? decodeURIComponent(each) : String.fromCharCode(Number.parseInt(each, 16)),
    )
    .join('');

/** The name of an account in the books. */
export const accountName = (venue: VenueId, account: AccountId): string => `${venue}/${account}`;

export const mandateCard = (mandate: MandateId): string => cardKey('mandate', mandate);
export const activeCard = (mandate: MandateId): string => cardKey('active', mandate);
export const takenCard = (exclusion: string): string => cardKey('taken', exclusion);
export const spentCard = (exclusion: string): string => cardKey('spent', exclusion);
export const attemptCard = (intent: IntentId): string => cardKey('attempt', intent);
export const laneCard = (lane: string): string => cardKey('lane', lane);
export const leaseCard = (lane: string): string => cardKey('lease', lane);
export const floorCard = (lane: string): string => cardKey('floor', lane);
export const versionCard = (account: string): string => cardKey('version', account);
export const committedCard = (account: string, intent: IntentId): string =>
  cardKey('committed', account, intent);
export const nameCard = (scope: string, name: string): string => cardKey('name', scope, name);

/** What was committed and is over, in the order of its end, so that a daily limit looks at one day only. */
export const overCard = (account: string, overAtMs: number, intent: IntentId): string =>
  cardKey('over', account, instant(overAtMs), intent);

/** Where a halt of this scope is noted. */
export const haltCard = (scope: Scope): string => {
  switch (scope._tag) {
    case 'Account':
      return accountHaltCard(accountName(scope.venue, scope.account));
    case 'Lane':
      return cardKey('halt', 'lane', scope.lane);
    case 'Everything':
      return cardKey('halt', 'everything');
  }
};

/** Where a halt of an account is noted. */
export const accountHaltCard = (account: string): string => cardKey('halt', 'account', account);

const rangeMax = 100_000;

/** Everything committed for an account that is not over. */
export const committedRange = (account: string): Range => within(cardKey('committed', account));

/** Everything committed for an account that was over at this instant or later. */
export const overRange = (account: string, sinceMs: number): Range => {
  const all = within(cardKey('over', account));
  return { ...all, from: `${all.from}${instant(sinceMs)}` };
};

/** The mandates that are known, or of which something is not over; after one of them, in the order of their ids. */
export const mandateRange = (kind: 'mandate' | 'active', after: string, limit: number): Range => {
  const all = within(kind);
  // The least key that is greater: nothing lies between a key and itself with a space behind it.
  return { ...all, from: after === '' ? all.from : `${cardKey(kind, after)} `, limit };
};

/** The id of the mandate that a card of `mandateRange` stands for. */
export const mandateOf = (card: string): string => nameOf(card.slice(card.indexOf('/') + 1));

// '0' is the byte after '/': the range ends where the keys of another name begin.
/** The cards whose keys begin with this one, and have a name more. */
export const within = (prefix: string): Range => ({
  from: `${prefix}/`,
  before: `${prefix}0`,
  limit: rangeMax,
});

/** An instant in text that sorts like the number; before the epoch counts as the epoch. */
export const instant = (ms: number): string => String(Math.max(0, Math.trunc(ms))).padStart(16, '0');
