import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { AccountId, AssetId, IntentId } from '../noun/id.js';
import { type Instruction, type Term, payments } from '../noun/instruction.js';

/** The most that may be approved to move (contract M10). Intents whose outcome is unknown count in full. */
export interface Limits {
  readonly caps: ReadonlyArray<Cap>;
  /** What holds for an asset that no cap names. */
  readonly others: 'Refused' | 'Unlimited';
}

/** One cap. */
export interface Cap {
  readonly asset: AssetId;
  /** `Intent`: for each one. `Day`: for the sum of all intents of the account that are not over, or were within the last 24 hours, this one included. */
  readonly over: 'Intent' | 'Day';
  /** Only what this account receives; `none`: whoever receives. */
  readonly receiver: O.Option<AccountId>;
  /** Units: whole units of the asset. */
  readonly quantity: Quantity.Quantity;
}

/** A quantity that was approved to move. */
export interface Commitment {
  readonly intent: IntentId;
  readonly asset: AssetId;
  readonly receiver: AccountId;
  /** Units: whole units of the asset. */
  readonly quantity: Quantity.Quantity;
}

/** An intent would exceed a cap, or concerns an asset without one. Nothing was sent. */
export interface LimitExceeded {
  readonly _tag: 'LimitExceeded';
  readonly asset: AssetId;
  /** In a sentence. */
  readonly what: string;
}

/** How far back daily caps look. Units: milliseconds. */
export const dayMs = 86_400_000;

/** No limits: whoever uses it has taken that decision elsewhere. */
export const unlimited: Limits = { caps: [], others: 'Unlimited' };

/** Whether what was committed before counts at all: without a daily cap nothing of it does. */
export const looksBack = ({ caps }: Limits): boolean => caps.some(({ over }) => over === 'Day');

/** The first cap that the instructions would exceed, together with what is committed already. */
export const exceeded = (
  { caps, others }: Limits,
  instructions: ReadonlyArray<Instruction>,
  committed: ReadonlyArray<Commitment>,
): O.Option<LimitExceeded> => {
  const sends = instructions.flatMap(payments);
  for (const send of sends) {
    const named = caps.filter((cap) => cap.asset === send.asset && concerns(cap, send.flow.receiver.account));
    if (named.length === 0 && others === 'Refused')
      return O.some({
        _tag: 'LimitExceeded',
        asset: send.asset,
        what: 'no limit is set for this asset, so nothing of it is sent',
      });
    for (const cap of named) {
      const total = cap.over === 'Intent' ? most(send) : dayTotal(cap, sends, committed);
      if (Quantity.compare(total, cap.quantity) > 0)
        return O.some({
          _tag: 'LimitExceeded',
          asset: send.asset,
          what: `${total} ${send.asset} would exceed the limit of ${cap.quantity} for ${cap.over === 'Day' ? 'a day' : 'one intent'}`,
        });
    }
  }
  return O.none;
};

/** What a payment can come to at the most, charges included. */
const most = ({ quantity, feeMax }: Term): Quantity.Quantity => Quantity.add(quantity, feeMax);

const concerns = (cap: Cap, receiver: AccountId): boolean =>
  O.isNone(cap.receiver) || cap.receiver.value === receiver;

const dayTotal = (
  cap: Cap,
  sends: ReadonlyArray<Term>,
  committed: ReadonlyArray<Commitment>,
): Quantity.Quantity =>
  Quantity.sum([
    ...sends.filter((one) => one.asset === cap.asset && concerns(cap, one.flow.receiver.account)).map(most),
    ...committed
      .filter((one) => one.asset === cap.asset && concerns(cap, one.receiver))
      .map((one) => one.quantity),
  ]);
