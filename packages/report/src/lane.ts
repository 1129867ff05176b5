import { type Instruction, type IntentId, type JournalRecord, type Mandate, Story } from '@legwork/core';

/** What happened to one intent, to be drawn along time. */
export interface Lane {
  readonly intent: string;
  /** In few words. */
  readonly label: string;
  /** Stretches in which an attempt was out, in the order of their beginnings. */
  readonly spans: ReadonlyArray<Span>;
  /** Oldest first. */
  readonly marks: ReadonlyArray<Mark>;
}

/** A stretch of time. `toMs` is `null` while it lasts. Units: milliseconds since the Unix epoch. */
export interface Span {
  /** `Sent`: an answer is awaited. `Unknown`: it may have happened. `Accepted`: the venue took it and has not finished. */
  readonly kind: 'Sent' | 'Unknown' | 'Accepted';
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Something that happened at an instant. Units: milliseconds since the Unix epoch. */
export interface Mark {
  readonly kind: 'Approved' | 'Sent' | 'Unknown' | 'Accepted' | 'Nothing' | 'Seen' | 'Done' | 'Person';
  readonly atMs: number;
  readonly who: string;
  readonly what: string;
}

/** The lanes of a mandate, one for each intent, in its order. */
export const lanesOf = (
  mandate: Mandate.Mandate,
  records: ReadonlyArray<JournalRecord>,
): ReadonlyArray<Lane> =>
  mandate.intents.map(({ id, instruction }) => ({
    intent: id,
    label: labelOf(instruction),
    spans: spansOf(id, records),
    marks: records.filter((record) => isAbout(id, record)).map((record) => markOf(mandate, record)),
  }));

const isAbout = (intent: IntentId, record: JournalRecord): boolean =>
  'intent' in record ? record.intent === intent : record._tag !== 'MandateBarred';

const markOf = ({ intents }: Mandate.Mandate, record: JournalRecord): Mark => {
  const { atMs, who, what } = Story.moment(intents, record);
  return { kind: kindOf(record), atMs, who, what };
};

const kindOf = (record: JournalRecord): Mark['kind'] => {
  switch (record._tag) {
    case 'MandateGiven':
      return 'Approved';
    case 'AttemptArmed':
      return 'Sent';
    case 'OutcomeKnown':
      return outcomeKinds[record.outcome._tag];
    case 'ChangeSeen':
      return 'Seen';
    case 'AttemptVoid':
      return 'Nothing';
    case 'IntentEnded':
      return record.ending._tag === 'Done' || record.ending._tag === 'PartlyDone' ? 'Done' : 'Nothing';
    case 'IntentParked':
    case 'IntentDecided':
    case 'AccountHalted':
    case 'MandateBarred':
      return 'Person';
  }
};

const outcomeKinds = {
  NotSent: 'Nothing',
  Rejected: 'Nothing',
  Accepted: 'Accepted',
  Unknown: 'Unknown',
} as const;

/** Each record but a sighting ends the stretch before it; some begin another one. */
const spansOf = (intent: IntentId, records: ReadonlyArray<JournalRecord>): ReadonlyArray<Span> => {
  const spans: Array<Span> = [];
  let open: Omit<Span, 'toMs'> | undefined;
  for (const record of records) {
    if (!('intent' in record) || record.intent !== intent || isSilent(record)) continue;
    if (open !== undefined) spans.push({ ...open, toMs: record.atMs });
    const kind = spanAfter(record);
    open = kind === undefined ? undefined : { kind, fromMs: record.atMs };
  }
  return open === undefined ? spans : [...spans, { ...open, toMs: null }];
};

/** What changes nothing about an attempt that is out. */
const isSilent = ({ _tag }: JournalRecord): boolean => _tag === 'ChangeSeen' || _tag === 'IntentParked';

const spanAfter = (record: JournalRecord): Span['kind'] | undefined => {
  if (record._tag === 'AttemptArmed') return 'Sent';
  if (record._tag !== 'OutcomeKnown') return undefined;
  const kind = outcomeKinds[record.outcome._tag];
  return kind === 'Nothing' ? undefined : kind;
};

const labelOf = (instruction: Instruction.Instruction): string => {
  switch (instruction._tag) {
    case 'CreateSettlement':
      return `create (${instruction.scope})`;
    case 'SettleLeg':
      return `settle ${instruction.quantity} ${instruction.asset}`;
    case 'Affirm':
      return 'affirm';
    case 'Reject':
      return 'reject';
    case 'Cancel':
      return 'cancel';
  }
};
