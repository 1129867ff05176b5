import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import { fits } from '../amount/unit-registry.js';
import type { AssetId, TransferId } from '../noun/id.js';
import type { Flow } from '../noun/leg.js';
import { same } from '../noun/party.js';
import { type Discrepancy, type Kind, discrepancy } from './discrepancy.js';
import type { ExpectedLine } from './expected-line.js';
import type { LegStory } from './leg-story.js';
import { atOf } from './matching.js';
import { type Moved, over } from './moved.js';
import type { Options } from './options.js';

/** What became of one line. `quantity` of the line = matched + waiting + forgiven short + what its breaks lack. */
export interface Judgement {
  readonly matched: Quantity.Quantity;
  readonly waiting: Quantity.Quantity;
  /** Less, or more, than expected and within the tolerance that the caller named. */
  readonly forgivenShort: Quantity.Quantity;
  readonly forgivenExtra: Quantity.Quantity;
  readonly breaks: ReadonlyArray<Discrepancy>;
}

const { zero } = Quantity;

const nothing: Judgement = {
  matched: zero,
  waiting: zero,
  forgivenShort: zero,
  forgivenExtra: zero,
  breaks: [],
};

/** An amount of a break; `none` when it is nothing. */
const some = (asset: AssetId, quantity: Quantity.Quantity): Discrepancy['short'] =>
  quantity === zero ? O.none : O.some({ asset, quantity });

const isEarly = ({ dueAtMs }: ExpectedLine, { asOfMs }: Options): boolean =>
  O.isSome(dueAtMs) && O.isSome(asOfMs) && asOfMs.value < dueAtMs.value;

const who = ({ payer, receiver }: Flow): string =>
  `${payer.role} ${payer.account} pays ${receiver.role} ${receiver.account}`;

/** A line of which no leg was seen. */
export const unseen = (line: ExpectedLine, isSettlementSeen: boolean, options: Options): Judgement => {
  const { asset, quantity, flow } = line;
  if (!isSettlementSeen && isEarly(line, options)) return { ...nothing, waiting: quantity };
  const observed = isSettlementSeen
    ? 'the settlement does not have such a leg'
    : 'the settlement was not seen';
  const lack = { short: some(asset, quantity) };
  const expected = `${who(flow)} ${quantity} ${asset}`;
  return {
    ...nothing,
    breaks: [discrepancy('Missing', atOf(line), O.some(line.id), expected, observed, lack)],
  };
};

/** A leg that nobody expected. */
export const surplus = (story: LegStory, { quantity, elsewhere }: Moved): ReadonlyArray<Discrepancy> => {
  const { leg, finality, at } = story;
  if (quantity === zero && finality === 'Dead') return [];
  const name = O.isSome(leg.asset) ? leg.asset.value : leg.venueAsset;
  const extra = O.isSome(leg.asset) ? some(leg.asset.value, quantity) : O.none;
  const observed = `a leg of ${leg.quantity} ${name}, ${leg.status}, of which ${quantity} moved`;
  return [
    discrepancy('Extra', at, O.none, 'nothing', observed, { extra }),
    ...elsewhere.map((id) => shared(at, O.none, id)),
  ];
};

const shared = (at: string, line: O.Option<string>, id: TransferId): Discrepancy =>
  discrepancy(
    'DuplicateReference',
    at,
    line,
    'a transfer of this leg alone',
    `transfer ${id}, which is counted for another leg`,
  );

/** A line and its leg. */
export const judge = (line: ExpectedLine, story: LegStory, moved: Moved, options: Options): Judgement => {
  const money = inMoney(line, story, moved.quantity, options);
  const breaks = [...money.breaks, ...besides(line, story, moved, money, options)];
  return { ...money, breaks };
};

/** The one break, if any, that explains what is lacking or too much of the line. */
const inMoney = (
  line: ExpectedLine,
  story: LegStory,
  moved: Quantity.Quantity,
  options: Options,
): Judgement => {
  const { leg } = story;
  const { asset, quantity, flow } = line;
  const short = some(asset, quantity);
  if (O.isNone(leg.asset) || leg.asset.value !== asset) {
    const name = O.isSome(leg.asset) ? leg.asset.value : `${leg.venueAsset}, which is not in the registry`;
    const extra = O.isSome(leg.asset) ? some(leg.asset.value, moved) : O.none;
    return broken(line, story, 'UnitDiffers', [`${quantity} ${asset}`, `${leg.quantity} of ${name}`], {
      short,
      extra,
    });
  }
  if (O.isNone(leg.flow) || !sameFlow(leg.flow.value, flow)) {
    const observed = O.isSome(leg.flow)
      ? who(leg.flow.value)
      : `a direction "${leg.venueDirection}" that is not understood`;
    const extra = some(asset, moved);
    return broken(line, story, 'DirectionDiffers', [who(flow), observed], { short, extra });
  }
  return inQuantity(line, story, moved, options);
};

/** The asset and the parties are the expected ones: what of the line has moved, and why not all of it, or more? */
const inQuantity = (
  line: ExpectedLine,
  story: LegStory,
  moved: Quantity.Quantity,
  options: Options,
): Judgement => {
  const { leg, finality } = story;
  const { asset, quantity, dueAtMs } = line;
  const short = over(quantity, moved);
  const extra = over(moved, quantity);
  const matched = over(quantity, short);
  const mayCome = finality !== 'Dead' && !isSaidSettled(leg, finality);
  const waits = mayCome && isEarly(line, options);
  const isForgiven = within(asset, 'Amount', short, options) && within(asset, 'Amount', extra, options);
  if (moved !== zero && isForgiven && (short === zero || !waits))
    return { ...nothing, matched, forgivenShort: short, forgivenExtra: extra };
  const expected = `${quantity} ${asset}`;
  const observed = `${moved} moved; the leg of ${leg.quantity} is ${leg.status}`;
  if (extra !== zero)
    return broken(line, story, 'AmountDiffers', [expected, observed], { extra: some(asset, extra) }, matched);
  const lack = { short: some(asset, short) };
  if (moved === zero && (isSaidSettled(leg, finality) || leg.status === 'PartlySettled')) {
    const said = [`${expected} and its transfers`, `${observed}, without a transfer`] as const;
    return broken(line, story, 'StatusContradiction', said, lack);
  }
  if (isStatedOtherwise(line, leg.quantity, options))
    return broken(line, story, 'AmountDiffers', [expected, observed], lack, matched);
  if (waits) return { ...nothing, matched, waiting: short };
  if (mayCome && O.isSome(dueAtMs) && O.isSome(options.asOfMs)) {
    const said = [`${expected} by ${dueAtMs.value}`, `${observed} at ${options.asOfMs.value}`] as const;
    return broken(line, story, 'Late', said, lack, matched);
  }
  const kind = moved === zero ? 'Missing' : 'AmountDiffers';
  return broken(line, story, kind, [expected, observed], lack, matched);
};

const broken = (
  line: ExpectedLine,
  { at }: LegStory,
  kind: Kind,
  [expected, observed]: readonly [string, string],
  money: Partial<Pick<Discrepancy, 'short' | 'extra'>>,
  matched: Quantity.Quantity = zero,
): Judgement => ({
  ...nothing,
  matched,
  breaks: [discrepancy(kind, at, O.some(line.id), expected, observed, money)],
});

const sameFlow = (one: Flow, other: Flow): boolean =>
  same(one.payer, other.payer) && same(one.receiver, other.receiver);

const isSaidSettled = (leg: LegStory['leg'], finality: LegStory['finality']): boolean =>
  leg.status === 'Settled' || finality === 'Reversible' || finality === 'Final';

/** The leg is for another quantity than the line; not asked where the line is a part of it. */
const isStatedOtherwise = (
  { asset, quantity, earlier }: ExpectedLine,
  stated: Quantity.Quantity,
  options: Options,
): boolean =>
  earlier.length === 0 &&
  !(
    within(asset, 'Amount', over(quantity, stated), options) &&
    within(asset, 'Amount', over(stated, quantity), options)
  );

/** Whether a difference is nothing, or no more than the caller named for this asset. */
export const within = (
  asset: AssetId,
  of: 'Amount' | 'Balance',
  difference: Quantity.Quantity,
  { tolerances }: Options,
): boolean => {
  if (difference === zero) return true;
  const named = tolerances.filter((one) => one.asset === asset && one.of === of);
  return named.length > 0 && named.every((one) => Quantity.compare(difference, one.quantity) <= 0);
};

/** What else is wrong with the leg, whatever moved: no money is lacking by it. */
const besides = (
  line: ExpectedLine,
  story: LegStory,
  moved: Moved,
  money: Judgement,
  options: Options,
): ReadonlyArray<Discrepancy> => {
  const { at, leg, finality, takenBack, unsettledAtMs, receipts } = story;
  const breaks: Array<Discrepancy> = [];
  const found = (kind: Kind, expected: string, observed: string): void => {
    breaks.push(discrepancy(kind, at, O.some(line.id), expected, observed));
  };
  for (const what of takenBack) found('StatusContradiction', 'what was said once stays said', what);
  if (moved.quantity !== zero && !fitsStatus(line, story, moved.quantity))
    found(
      'StatusContradiction',
      `a status that fits ${moved.quantity} moved`,
      `${leg.status} and ${finality}`,
    );
  breaks.push(...moved.elsewhere.map((id) => shared(at, O.some(line.id), id)));
  const isWhole = money.breaks.length === 0 && money.waiting === zero;
  if (isWhole && isStatedOtherwise(line, leg.quantity, options))
    found(
      'AmountDiffers',
      `a leg of ${line.quantity}`,
      `a leg of ${leg.quantity}, of which ${moved.quantity} moved`,
    );
  const due = O.isSome(line.dueAtMs) ? line.dueAtMs.value : Infinity;
  if (isWhole && O.isSome(unsettledAtMs) && unsettledAtMs.value >= due)
    found('Late', `settled by ${due}`, `not settled at ${unsettledAtMs.value}, and settled since`);
  const unit = options.units.get(line.venue)?.byAsset.get(line.asset);
  if (unit !== undefined && !(fits(unit, leg.quantity) && fits(unit, moved.quantity)))
    found(
      'UnitDiffers',
      `at most ${unit.decimals} digits after the point`,
      `${leg.quantity}, of which ${moved.quantity} moved`,
    );
  for (const { intent, receipt } of receipts) {
    if (O.isSome(receipt.asset) && receipt.asset.value !== line.asset)
      found('UnitDiffers', line.asset, `${receipt.asset.value} in the answer to ${intent}`);
    if (
      O.isSome(receipt.quantity) &&
      !within(line.asset, 'Amount', over(receipt.quantity.value, line.quantity), options)
    )
      found(
        'AmountDiffers',
        `at most ${line.quantity}`,
        `${receipt.quantity.value} in the answer to ${intent}`,
      );
  }
  return breaks;
};

/** Something has moved: its status has to say so, and to say the whole of the whole. */
const fitsStatus = (line: ExpectedLine, { leg, finality }: LegStory, moved: Quantity.Quantity): boolean => {
  if (finality === 'Dead' || finality === 'Unrecognised') return false;
  if (leg.status === 'Open' || leg.status === 'Unrecognised') return isSaidSettled(leg, finality);
  return isSaidSettled(leg, finality) || Quantity.compare(moved, line.quantity) < 0;
};
