import * as O from 'fp-ts/lib/Option.js';
import type { ReadFailed } from '../error/read-error.js';
import type { SettlementId } from '../noun/id.js';
import { type Rollup, rollup } from '../noun/rollup.js';
import { instantText } from '../portfolio/instant-text.js';
import { type ConsentDeadline, isSameDeadline } from './deadline.js';
import { type SettlementChange, settlementChanges } from './settlement-change.js';
import type { Known, View } from './view.js';

/** Something that changed in what is watched. It is a display's and a log's matter: nothing is ever sent because of it. */
export type Change =
  /** It was seen for the first time. */
  | { readonly _tag: 'Appeared'; readonly settlement: SettlementId; readonly status: Rollup }
  | (SettlementChange & { readonly settlement: SettlementId })
  /** A consent's time is over by our clock, whatever the venue shows. */
  | {
      readonly _tag: 'DeadlinePassed';
      readonly settlement: SettlementId;
      readonly deadline: ConsentDeadline;
    }
  /** The venue shows an older state than it did before, which is not believed. `lasts`: the latest reading still does. */
  | { readonly _tag: 'Contradicted'; readonly settlement: SettlementId; readonly lasts: boolean }
  /** The venue no longer contradicts what it showed before. */
  | { readonly _tag: 'AgreesAgain'; readonly settlement: SettlementId }
  /** It was shown before, and now is not. */
  | { readonly _tag: 'Disappeared'; readonly settlement: SettlementId }
  | { readonly _tag: 'Reappeared'; readonly settlement: SettlementId }
  /** The venue answers, and has never shown it. */
  | { readonly _tag: 'NotFound'; readonly settlement: SettlementId }
  /** Nothing is known from the latest reading. It is tried again, ever more slowly, whether or not it can get better. */
  | { readonly _tag: 'ReadingFails'; readonly error: ReadFailed }
  | { readonly _tag: 'ReadingWorks' };

/** Everything that is different between two views of one subject, in a fixed order; none for a view and itself. */
export const between = (before: View, after: View): ReadonlyArray<Change> => {
  if (before === after) return [];
  const earlier = new Map(before.known.map((known) => [known.settlement.id, known]));
  return [
    ...troubleChanges(before, after),
    ...(after.isNotFound && !before.isNotFound && after.subject._tag === 'Existing'
      ? [{ _tag: 'NotFound', settlement: after.subject.settlement } as const]
      : []),
    ...after.known.flatMap((known) => knownChanges(earlier.get(known.settlement.id), known)),
  ];
};

const troubleChanges = ({ trouble: was }: View, { trouble: is }: View): ReadonlyArray<Change> => {
  if (O.isNone(is)) return O.isSome(was) ? [{ _tag: 'ReadingWorks' }] : [];
  const isSame = O.isSome(was) && was.value.what === is.value.what && was.value.lasts === is.value.lasts;
  return isSame ? [] : [{ _tag: 'ReadingFails', error: is.value }];
};

const knownChanges = (was: Known | undefined, is: Known): ReadonlyArray<Change> => {
  const { id: settlement } = is.settlement;
  const news: ReadonlyArray<Change> =
    was === undefined
      ? [{ _tag: 'Appeared', settlement, status: rollup(is.settlement) }]
      : settlementChanges(was.settlement, is.settlement).map((change) => ({ ...change, settlement }));
  return [
    ...presence(was?.isGone ?? false, is),
    ...agreement(was, is),
    ...news,
    ...is.passed
      .filter((deadline) => !(was?.passed ?? []).some((one) => isSameDeadline(one, deadline)))
      .map((deadline) => ({ _tag: 'DeadlinePassed', settlement, deadline }) as const),
  ];
};

const presence = (was: boolean, { isGone, settlement: { id: settlement } }: Known): ReadonlyArray<Change> =>
  was === isGone ? [] : [{ _tag: isGone ? 'Disappeared' : 'Reappeared', settlement }];

const agreement = (was: Known | undefined, is: Known): ReadonlyArray<Change> => {
  const { id: settlement } = is.settlement;
  if (is.contradictions > (was?.contradictions ?? 0))
    return [{ _tag: 'Contradicted', settlement, lasts: is.isContradicted }];
  return was?.isContradicted === true && !is.isContradicted ? [{ _tag: 'AgreesAgain', settlement }] : [];
};

/** One line a person can read. */
export const sentence = (change: Change): string => {
  switch (change._tag) {
    case 'Appeared':
      return `${change.settlement} is seen for the first time: ${change.status}.`;
    case 'ConsentMoved':
      return `The consent of ${change.by.role} ${change.by.account} to ${change.settlement} is ${change.is.status}.`;
    case 'ConsentGone':
      return `The consent of ${change.was.by.role} ${change.was.by.account} to ${change.settlement} is not listed any more.`;
    case 'LegMoved':
      return `Leg ${change.is.id} of ${change.settlement} (${change.is.quantity} ${change.is.venueAsset}) is ${change.is.status}.`;
    case 'TransferSeen':
      return `Transfer ${change.is.id} for leg ${change.leg.id} of ${change.settlement} is ${change.is.status}.`;
    case 'TransferGone':
      return `Transfer ${change.was.id} for leg ${change.leg.id} of ${change.settlement} is not listed any more.`;
    case 'HoldsMoved':
      return `The holds for ${change.settlement} are now ${change.is.map(({ asset, status }) => `${asset} ${status}`).join(', ') || 'none'}.`;
    case 'TradesShown':
      return `${change.settlement} is shown with ${O.isSome(change.is) ? `${change.is.value.length} trades` : 'no list of trades'}.`;
    case 'OdditiesFound':
      return `What is odd about ${change.settlement}: ${change.is.map(({ what }) => what).join('; ') || 'nothing any more'}.`;
    case 'FinalityMoved':
      return `${change.settlement} was ${change.was} and is ${change.is}.`;
    case 'StatusMoved':
      return `${change.settlement} was ${change.was} and is ${change.is} as a whole.`;
    case 'DeadlinePassed':
      return `The time of ${change.deadline.of.role} ${change.deadline.of.account} to complete ${change.settlement} was over at ${instantText(change.deadline.atMs)}.`;
    case 'Contradicted':
      return `The venue showed an older state of ${change.settlement} than before${change.lasts ? '' : ', and does not any more'}.`;
    case 'AgreesAgain':
      return `The venue shows ${change.settlement} as it did before.`;
    case 'Disappeared':
      return `The venue no longer shows ${change.settlement}.`;
    case 'Reappeared':
      return `The venue shows ${change.settlement} again.`;
    case 'NotFound':
      return `The venue shows no settlement ${change.settlement}.`;
    case 'ReadingFails':
      return `The venue cannot be read: ${change.error.what}`;
    case 'ReadingWorks':
      return 'The venue can be read again.';
  }
};
