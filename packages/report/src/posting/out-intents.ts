import { type Instruction, Ledger } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { placeOf } from '../leg-history.js';
import type { MandateJournal } from '../sources.js';

/** The legs, by place, for which an attempt of ours is out: money may be moving for them. */
export const outIntents = (journals: ReadonlyArray<MandateJournal>): ReadonlySet<string> =>
  new Set(journals.flatMap(outOf));

/** The place of a leg, as text. */
export const legPlace = (place: string, leg: string): string => `${place} ${leg}`;

const outOf = ({ records }: MandateJournal): ReadonlyArray<string> => {
  const ledger = Ledger.fold(records);
  if (E.isLeft(ledger) || O.isNone(ledger.right)) return [];
  const { mandate, intents } = ledger.right.value;
  return intents
    .filter(({ phase }) => phase._tag === 'Armed' || Ledger.isOpen(phase))
    .map(({ intent }) => intent.instruction)
    .filter(settlesLeg)
    .map(({ settlement, leg }) => legPlace(placeOf(mandate.venue, mandate.account, settlement), leg));
};

const settlesLeg = (one: Instruction.Instruction): one is Instruction.SettleLeg => one._tag === 'SettleLeg';
