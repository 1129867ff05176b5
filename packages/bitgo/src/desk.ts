import {
  type AccountId,
  type AssetId,
  type Quantity,
  type ReadFailed,
  type SendError,
  UnitRegistry,
} from '@legwork/core';
import { CallError, passGovernor } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { asWrite } from './answer.js';
import { type Wire, askAside, exchange } from './call.js';
import type { AffirmationFilter, PartnerAsked } from './codec/dialect.js';
import type { AffirmationShown, Amount, FeesShown, KeyShown, PartnerShown } from './codec/shown.js';
import { type PendingAffirmation, pendingAffirmations } from './pending-affirmations.js';

/** So much of an asset. Units: whole units of the asset. */
export interface AssetAmount {
  readonly asset: AssetId;
  readonly quantity: Quantity.Quantity;
}

/**
 * What a desk asks BitGo beside settling: none of it moves money, and none of it proves anything about an attempt.
 *
 * Errors: `ReadFailed` throughout; nothing moved.
 */
export interface BitgoDesk {
  /** The settlements that wait for our affirmation. */
  readonly pendingAffirmations: TE.TaskEither<ReadFailed, ReadonlyArray<PendingAffirmation>>;
  /** The affirmations of the account, as the venue shows them. */
  readonly affirmations: (
    only: AffirmationFilter,
  ) => TE.TaskEither<ReadFailed, ReadonlyArray<AffirmationShown>>;
  /** One affirmation, as the venue shows it. */
  readonly affirmation: (id: string) => TE.TaskEither<ReadFailed, AffirmationShown>;
  /** What we would be charged for paying one thing for another. The unit of the rate is not documented. */
  readonly fees: (asked: FeeQuestion) => TE.TaskEither<ReadFailed, FeesShown>;
  readonly partners: TE.TaskEither<ReadFailed, ReadonlyArray<PartnerShown>>;
  /** Asks to become partners. It moves nothing, but sent twice it may ask twice. Errors: as `SettlementVenue.send`. */
  readonly requestPartner: (asked: PartnerAsked) => TE.TaskEither<SendError, PartnerShown>;
  /** Whether a partner could pay so much now: a yes or a no, and no promise. */
  readonly canPay: (partner: AccountId, amount: AssetAmount) => TE.TaskEither<ReadFailed, boolean>;
  /** The key that our signatures are checked with: the first of the account's wallet. */
  readonly signingKey: TE.TaskEither<ReadFailed, KeyShown>;
}

/** What a fee is asked for. */
export interface FeeQuestion {
  readonly counterparty: AccountId;
  readonly pays: AssetAmount;
  readonly receives: AssetAmount;
}

/** Makes the desk of an account. */
export const makeDesk = (wire: Wire): BitgoDesk => {
  const { dialect, config } = wire;
  const amountOf = (amount: AssetAmount): TE.TaskEither<ReadFailed, Amount> =>
    TE.fromEither(wireAmount(wire, amount));
  return {
    pendingAffirmations: pendingAffirmations(wire),
    affirmations: (only) => askAside(wire, dialect.listAffirmations(config, only)),
    affirmation: (id) => askAside(wire, dialect.getAffirmation(config, id)),
    fees:
      ({ counterparty, pays, receives }) =>
      async () => {
        const sent = await amountOf(pays)();
        if (E.isLeft(sent)) return sent;
        const received = await amountOf(receives)();
        if (E.isLeft(received)) return received;
        const asked = { counterparty, sends: sent.right, receives: received.right };
        return askAside(wire, dialect.calculateFees(config, asked))();
      },
    partners: askAside(wire, dialect.listPartners(config)),
    requestPartner: (asked) => requestPartner(wire, asked),
    canPay: (partner, amount) =>
      TE.flatMap((known: Amount) => askAside(wire, dialect.checkBalance(config, { partner, amount: known })))(
        amountOf(amount),
      ),
    signingKey: TE.flatMap(([first]: ReadonlyArray<string>) =>
      first === undefined
        ? TE.left(CallError.readFailed('The wallet of the account has no key.', 'Lasting'))
        : askAside(wire, dialect.getKey(first)),
    )(askAside(wire, dialect.getWallet(config))),
  };
};

const requestPartner =
  (wire: Wire, asked: PartnerAsked): TE.TaskEither<SendError, PartnerShown> =>
  async () => {
    const passed = await passGovernor(wire)();
    if (E.isLeft(passed)) return E.left(CallError.notAccepted(`Nothing was sent: ${passed.left.why}.`));
    const call = wire.dialect.requestPartner(wire.config, asked);
    return asWrite(call.read)(await exchange(wire, call, 'Write', () => O.none));
  };

const wireAmount = ({ config }: Wire, { asset, quantity }: AssetAmount): E.Either<ReadFailed, Amount> => {
  const unit = config.units.byAsset.get(asset);
  if (unit === undefined) return E.left(CallError.readFailed('The asset is not in the registry.', 'Lasting'));
  const amount = UnitRegistry.toFractional(unit, quantity);
  return E.isLeft(amount)
    ? E.left(CallError.readFailed('The amount has more digits than its asset.', 'Lasting'))
    : E.right({ currency: unit.venueName, amount: amount.right });
};
