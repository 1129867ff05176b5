import type {
  Instruction,
  Intent,
  Mandate,
  Observation,
  Offer,
  PreparedRequest,
  Settlement,
  SettlementVenue,
  Subject,
} from '@legwork/core';
import { intentId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { defined, right } from './must.js';
import type { VenueWorld } from './venue-world.js';

/** A settlement that asks for instructions of ours, as it was just read. */
export interface Scene {
  readonly subject: Subject;
  readonly seen: Observation;
  readonly settlement: Settlement.Settlement;
  readonly offers: ReadonlyArray<Offer>;
  /** The first thing that may be asked for now. */
  readonly instruction: Instruction.Instruction;
}

/** Brings a settlement about and reads it. */
export const sceneOf = async (world: VenueWorld): Promise<Scene> => {
  const subject = { _tag: 'Existing', settlement: await world.ready() } as const;
  const seen = right(await world.venue.observe(subject, O.none)());
  const settlement = defined(seen.settlements.find(({ id }) => id === subject.settlement));
  const offers = world.venue.allowed(settlement);
  const { instruction } = defined(offers.find(({ waitsFor }) => O.isNone(waitsFor)));
  return { subject, seen, settlement, offers, instruction };
};

/** An intent of an instruction. */
export const intentOf = (instruction: Instruction.Instruction, number = 1): Intent => ({
  id: right(intentId(`conformance/${number}`)),
  instruction,
});

/** An attempt, ready to be sent. */
export const preparedOf = async (
  venue: SettlementVenue,
  { instruction, seen }: Pick<Scene, 'instruction' | 'seen'>,
): Promise<PreparedRequest> => right(await venue.prepare(intentOf(instruction), seen)());

/** A permit that has nothing against it. */
export const always = (): O.Option<string> => O.none;

/** A mandate of these instructions, as it stands in a journal. */
export const mandateOf = (
  { venue, account }: SettlementVenue,
  id: Mandate.Mandate['id'],
  subject: Subject,
  instructions: ReadonlyArray<Instruction.Instruction>,
): Mandate.Mandate => ({
  id,
  venue,
  account,
  subject,
  intents: instructions.map((one, at) => intentOf(one, at + 1)),
  approval: { digest: 'approved', by: 'conformance', atMs: 1 },
  substance: 'approved',
  trades: O.none,
});
