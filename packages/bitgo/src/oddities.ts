import type { Settlement } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { ourAffirmation } from './cast.js';
import type { AffirmationShown, SettlementShown } from './codec/shown.js';
import type { BitgoTerms } from './config.js';
import { amountOddities } from './oddities-amount.js';
import { consentOf, finalityOf, holdOf, isTradeWord } from './words.js';

/** What is unknown or contradicts itself in a settlement. Any of it forbids every instruction that depends on it. */
export const oddities = (terms: BitgoTerms, shown: SettlementShown): ReadonlyArray<Settlement.Oddity> =>
  [
    ...wordOddities(shown),
    ...partyOddities(terms, shown),
    ...statusOddities(shown),
    ...tradeOddities(shown),
    ...amountOddities(terms, shown),
  ].map((what) => ({ at: 'settlement', what }));

const wordOddities = ({ status, type, affirmations, trades }: SettlementShown): ReadonlyArray<string> => {
  const found: Array<string> = [];
  const unknown = (what: string): unknown =>
    found.push(`the ${what} is a word that this version does not know`);
  if (finalityOf(status) === 'Unrecognised') unknown('status of the settlement');
  if (O.isNone(type) || (type.value !== 'direct' && type.value !== 'agency'))
    unknown('type of the settlement');
  if (affirmations.some((one) => consentOf(one.status) === 'Unrecognised'))
    unknown('status of an affirmation');
  if (affirmations.some(({ lock }) => O.isSome(lock) && holdOf(lock.value.status) === 'Unrecognised'))
    unknown('status of a lock');
  if (O.isSome(trades) && trades.value.some((trade) => !isTradeWord(trade.status)))
    unknown('status of a trade');
  return found;
};

const partyOddities = (terms: BitgoTerms, shown: SettlementShown): ReadonlyArray<string> => {
  const { affirmations, requester, id } = shown;
  const found: Array<string> = [];
  const accounts = affirmations.flatMap(({ account }) => (O.isSome(account) ? [account.value] : []));
  if (accounts.length < affirmations.length) found.push('an affirmation does not say whose it is');
  if (new Set(accounts).size < accounts.length) found.push('an account has two affirmations');
  if (O.isNone(ourAffirmation(terms, shown))) found.push('the settlement has no affirmation of ours');
  if (O.isNone(requester) || !accounts.includes(requester.value))
    found.push('the settlement has no affirmation of its requester');
  if (affirmations.some(({ settlement }) => O.isSome(settlement) && settlement.value !== id))
    found.push('an affirmation names another settlement');
  if (affirmations.some(isLockOfAnother)) found.push('a lock names another account than its affirmation');
  return found;
};

const isLockOfAnother = ({ account, lock }: AffirmationShown): boolean =>
  O.isSome(lock) &&
  O.isSome(lock.value.account) &&
  O.isSome(account) &&
  lock.value.account.value !== account.value;

/** Statuses that cannot be true together. */
const statusOddities = ({ status, affirmations, endedAtMs }: SettlementShown): ReadonlyArray<string> => {
  const found: Array<string> = [];
  const finality = finalityOf(status);
  const consents = affirmations.map((one) => consentOf(one.status));
  const holds = affirmations.flatMap(({ lock }) => (O.isSome(lock) ? [holdOf(lock.value.status)] : []));
  if (finality === 'Final' && consents.some((consent) => consent !== 'Given'))
    found.push('the settlement is settled, and not everybody has affirmed');
  if (finality === 'Final' && holds.some((hold) => hold === 'Released' || hold === 'Failed'))
    found.push('the settlement is settled, and a lock of it came to nothing');
  if (finality === 'Dead' && holds.includes('Settled'))
    found.push('the settlement ended without settling, and a lock of it is settled');
  if (finality === 'Open' && consents.some((consent) => consent !== 'Given' && consent !== 'Awaited'))
    found.push('the settlement is pending, and an affirmation of it is over');
  if (finality === 'Open' && holds.some((hold) => hold !== 'Active' && hold !== 'Requested'))
    found.push('the settlement is pending, and a lock of it is over');
  if (finality === 'Open' && endedAtMs.length > 0) found.push('the settlement is pending, and has an end');
  if (new Set(endedAtMs).size > 1) found.push('the settlement ended at two different times');
  return found;
};

const tradeOddities = ({ trades }: SettlementShown): ReadonlyArray<string> => {
  if (O.isNone(trades)) return [];
  const ids = trades.value.flatMap(({ externalId }) => (O.isSome(externalId) ? [externalId.value] : []));
  const found: Array<string> = [];
  if (trades.value.length === 0) found.push('the settlement consists of no trades');
  if (new Set(ids).size < ids.length) found.push('a trade stands in the settlement twice');
  return found;
};
