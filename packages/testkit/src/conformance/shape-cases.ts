import type { Instruction, Leg, Quantity, SettlementId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { textOf } from './must.js';
import { preparedOf, sceneOf } from './scene.js';
import type { TestApi } from './test-api.js';
import type { Within } from './within.js';

/** Whether what is shown and offered is what the capabilities, the settlement and the instruction say it is. */
export const shapeCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'shows settlements of its own, in the shape that its capabilities tell',
    within(async (world) => {
      const { settlement, offers } = await sceneOf(world);
      const { venue, account, capabilities } = world.venue;
      const { atomicity, showsTrades, quietMs } = capabilities;
      expect([settlement.venue, settlement.account]).toEqual([venue, account]);
      expect(settlement.atomicity).toEqual(atomicity);
      const kind = atomicity === 'PerLeg' ? 'SettleLeg' : 'Affirm';
      expect(offers.filter(({ instruction }) => instruction._tag !== kind)).toEqual([]);
      expect(O.isSome(settlement.trades)).toEqual(showsTrades);
      expect([quietMs, settlement.createdAtMs].map(isMoment)).toEqual([true, true]);
      expect(new Set(settlement.legs.map(({ id }) => id)).size).toEqual(settlement.legs.length);
    }),
  );

  test(
    'keeps what the venue sent, with the words that nobody knows (N4)',
    within(async (world) => {
      const { settlement, subject } = await sceneOf(world);
      expect(typeof settlement.raw === 'object' && settlement.raw !== null).toEqual(true);
      await world.bewilder();
      const odd = await world.venue.observe(subject, O.none)();
      const raws = odd._tag === 'Right' ? odd.right.settlements.map(({ raw }) => textOf(raw)) : [];
      expect(raws.filter((raw) => raw !== textOf(settlement.raw)).length).toEqual(1);
    }),
  );

  test(
    'offers to settle every leg that we pay, just as it shows (M6, M7)',
    within(async (world) => {
      const { settlement, offers } = await sceneOf(world);
      const asked = offers.flatMap(({ instruction }) => asLines(instruction));
      const shown = settlement.legs.flatMap((leg) => legLines(settlement.id, leg));
      expect(asked.filter((line) => !shown.includes(line))).toEqual([]);
      const ours = shown.filter((line) => line.includes(' from Us '));
      expect(ours.filter((line) => !asked.includes(line))).toEqual([]);
    }),
  );

  test(
    'writes the quantity into the request if its capabilities say so',
    within(async (world) => {
      const scene = await sceneOf(world);
      const { body } = await preparedOf(world.venue, scene);
      if (!world.venue.capabilities.amountInRequest) return;
      const numbers = new Set((body.match(/\d+(\.\d+)?/g) ?? []).map(figuresOf));
      const missing = quantitiesIn(scene.instruction).filter((one) => !numbers.has(figuresOf(one)));
      expect(missing).toEqual([]);
    }),
  );
};

const isMoment = (ms: number): boolean => Number.isSafeInteger(ms) && ms >= 0;

const movesLine = (settlement: SettlementId, asset: string, quantity: string, flow: Leg.Flow): string =>
  `${settlement}: ${quantity} ${asset} from ${flow.payer.role} ${flow.payer.account} to ${flow.receiver.role} ${flow.receiver.account}`;

const asLines = (instruction: Instruction.Instruction): ReadonlyArray<string> => {
  switch (instruction._tag) {
    case 'SettleLeg': {
      const { settlement, asset, quantity, flow } = instruction;
      return [movesLine(settlement, asset, quantity, flow)];
    }
    case 'Affirm':
      return instruction.terms.map(({ asset, quantity, flow }) =>
        movesLine(instruction.settlement, asset, quantity, flow),
      );
    case 'CreateSettlement':
    case 'Reject':
    case 'Cancel':
      return [];
  }
};

/** A leg that is not understood is not offered either. */
const legLines = (id: SettlementId, { asset, flow, residual, quantity }: Leg.Leg): ReadonlyArray<string> =>
  O.isNone(asset) || O.isNone(flow)
    ? []
    : [movesLine(id, asset.value, O.isSome(residual) ? residual.value : quantity, flow.value)];

const quantitiesIn = (instruction: Instruction.Instruction): ReadonlyArray<Quantity.Quantity> => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return [instruction.quantity];
    case 'Affirm':
    case 'CreateSettlement':
      return instruction.terms.map(({ quantity }) => quantity);
    case 'Reject':
    case 'Cancel':
      return [];
  }
};

/** The figures of a number without its point and its outer zeros: the same in whole units and in base units. */
const figuresOf = (text: string): string => text.replace('.', '').replace(/^0+|0+$/g, '');
