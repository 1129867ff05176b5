import { Instruction, Ledger, type MandateId, Overview, Story } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { lanesOf } from './lane.js';
import type { IntentPart, MandatePart, OpenPart } from './settlement-report.js';
import type { MandateJournal } from './sources.js';

/** A mandate, and what of it is open. */
export interface Reported {
  readonly part: MandatePart;
  readonly open: ReadonlyArray<OpenPart>;
}

/** What a journal says of its mandate. Errors: `BrokenJournal`; no money is concerned. */
export const mandateOf = ({ id, records }: MandateJournal): E.Either<Ledger.BrokenJournal, Reported> => {
  const story = Story.tell(records).map(({ atMs, who, what }) => ({ atMs, who, what }));
  const barred = { id, venue: null, account: null, settlement: null, intents: [], story, lanes: [] };
  const found = Overview.of(records);
  if (E.isLeft(found))
    return found.left._tag === 'MandateIsBarred' ? E.right({ part: barred, open: [] }) : E.left(found.left);
  if (O.isNone(found.right)) return E.right({ part: barred, open: [] });
  const overview = found.right.value;
  const { mandate } = overview;
  const intents = [...overview.over.map(overPart), ...overview.open.map(openIntent)]
    .toSorted((a, b) => a.number - b.number)
    .map(({ part }) => part);
  const part = {
    id,
    venue: mandate.venue,
    account: mandate.account,
    settlement: settlementOf(overview),
    intents,
    story,
    lanes: lanesOf(mandate, records),
  };
  return E.right({ part, open: overview.open.map((one) => openPart(id, one)) });
};

interface Numbered {
  readonly number: number;
  readonly part: IntentPart;
}

const overPart = ({ intent, number, instruction, ending }: Overview.OverIntent): Numbered => ({
  number,
  part: {
    id: intent,
    what: Instruction.describe(instruction),
    ending: ending._tag,
    came: Story.endingText(ending),
  },
});

const openIntent = (one: Overview.OpenIntent): Numbered => ({
  number: one.number,
  part: { id: one.intent, what: Overview.words(one), ending: 'Open', came: Overview.stateText(one) },
});

const openPart = (mandate: MandateId, one: Overview.OpenIntent): OpenPart => ({
  mandate,
  intent: one.intent,
  what: Overview.words(one),
  state: Overview.stateText(one),
  isOut: one.state !== 'Waiting',
  sinceMs: one.sinceMs,
  known: one.known,
  wouldResolve: one.wouldResolve,
  choices: one.choices.map(({ name }) => name),
});

const settlementOf = ({ mandate, over }: Overview.Overview): string | null => {
  if (mandate.subject._tag === 'Existing') return mandate.subject.settlement;
  for (const { ending } of over) if (ending._tag === 'Done') return ending.settlement;
  return null;
};
