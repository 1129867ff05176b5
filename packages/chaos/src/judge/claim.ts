import { Instruction, Ledger, type MandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Office } from '../engine/office.js';
import type { Violation } from './violation.js';

/** What the library says of one intent, to be held against what really happened. */
export interface Saying {
  /** The leg of a batch; for the rest the kind of instruction. */
  readonly name: string;
  readonly says: 'Done' | 'NotDone' | 'Open';
  /** Why, or what is known of one that waits. */
  readonly why: string;
}

/** What the library says of a job. */
export interface Claim {
  readonly id: string;
  readonly progress: string;
  readonly sayings: ReadonlyArray<Saying>;
  readonly broken: ReadonlyArray<Violation>;
}

/** What the journal says of a mandate; nothing is said where none was ever given. */
export const sayingsOf = async (
  office: Office,
  id: MandateId,
): Promise<Pick<Claim, 'sayings' | 'broken'>> => {
  const records = await office.ask(({ journal }) => journal.read(id));
  if (E.isLeft(records)) return broken(`${id} cannot be read: ${records.left.detail}`);
  const ledger = Ledger.fold(records.right);
  if (E.isLeft(ledger))
    return ledger.left._tag === 'MandateIsBarred'
      ? { sayings: [], broken: [] }
      : broken(`${id} does not fold at ${ledger.left.at}: ${ledger.left.what}`);
  if (O.isNone(ledger.right)) return { sayings: [], broken: [] };
  return { sayings: ledger.right.value.intents.map(sayingOf), broken: [] };
};

const broken = (what: string): Pick<Claim, 'sayings' | 'broken'> => ({
  sayings: [],
  broken: [{ rule: 'JournalBroken', what }],
});

const sayingOf = ({ intent, phase, parked }: Ledger.Progress): Saying => {
  const { instruction } = intent;
  const name = instruction._tag === 'SettleLeg' ? instruction.leg : instruction._tag;
  if (phase._tag !== 'Ended') {
    const known = O.isSome(parked)
      ? `${parked.value.known}; it would be resolved by ${parked.value.wouldResolve}`
      : 'no person was told';
    return { name, says: 'Open', why: `${Instruction.describe(instruction)}: ${phase._tag}; ${known}` };
  }
  const { ending } = phase;
  switch (ending._tag) {
    case 'Done':
      return { name, says: 'Done', why: '' };
    case 'NotDone':
      return { name, says: 'NotDone', why: `${ending.because}: ${ending.why}` };
    case 'Failed':
      return { name, says: 'NotDone', why: `Failed: ${ending.why}` };
    case 'PartlyDone':
      return { name, says: 'Open', why: 'done in part' };
  }
};
