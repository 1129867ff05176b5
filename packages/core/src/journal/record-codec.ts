import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { JournalRecord } from '../engine/journal-record.js';
import type { Mark } from '../noun/leg.js';
import { branded, digits, id, option, quantity, whole } from './field-codec.js';

/**
 * The version that every line of a journal carries. A greater one is refused, never guessed at; every smaller one is read.
 *
 * 1: the first. 2: adds `IntentDecided` and `MandateBarred`; what version 1 wrote means the same.
 */
export const version = 2;

/** A line of a journal cannot be used: damaged, or written by a newer version. Nothing may be sent. */
export interface UnreadableRecord {
  readonly _tag: 'UnreadableRecord';
  readonly why: 'NotJson' | 'NewerVersion' | 'WrongShape';
  /** Path of the first field that is wrong, without its value. */
  readonly path: string;
}

/** Writes a record as one line of JSON. */
export const encode = (record: JournalRecord): string => JSON.stringify({ v: version, ...record });

/** Reads a line. Errors: `UnreadableRecord`; nothing may be sent. */
export const decode = (line: string): E.Either<UnreadableRecord, JournalRecord> => {
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(line),
    (): UnreadableRecord => ({ _tag: 'UnreadableRecord', why: 'NotJson', path: '' }),
  );
  if (E.isLeft(parsed)) return parsed;
  const versioned = t.type({ v: t.number }).decode(parsed.right);
  if (E.isLeft(versioned)) return E.left({ _tag: 'UnreadableRecord', why: 'WrongShape', path: 'v' });
  const { v } = versioned.right;
  if (!Number.isSafeInteger(v) || v < 1 || v > version)
    return E.left({ _tag: 'UnreadableRecord', why: 'NewerVersion', path: 'v' });
  const decoded = (v === 1 ? firstRecord : record).decode(parsed.right);
  if (E.isRight(decoded)) return E.right(decoded.right);
  const path = decoded.left[0]?.context.map((entry) => entry.key).join('/') ?? '';
  return E.left({ _tag: 'UnreadableRecord', why: 'WrongShape', path });
};

const mark: t.Type<Mark, unknown> = branded('Mark', () => true);
const atMs = whole;
const attempt = whole;

const party = t.strict({
  role: t.keyof({ Us: null, Venue: null, Counterparty: null, Agent: null }),
  account: id('AccountId'),
});
const trades = option(t.array(id('TradeId')));
const flow = t.strict({ payer: party, receiver: party });
const term = t.strict({ asset: id('AssetId'), quantity, flow, feeMax: quantity });
const instruction = t.union([
  t.strict({ _tag: t.literal('CreateSettlement'), scope: t.string, trades, terms: t.array(term) }),
  t.strict({ _tag: t.literal('Affirm'), settlement: id('SettlementId'), terms: t.array(term) }),
  t.strict({ _tag: t.literal('Reject'), settlement: id('SettlementId'), reason: t.string }),
  t.strict({ _tag: t.literal('Cancel'), settlement: id('SettlementId'), reason: t.string }),
  t.strict({
    _tag: t.literal('SettleLeg'),
    settlement: id('SettlementId'),
    leg: id('LegId'),
    asset: id('AssetId'),
    quantity,
    flow,
  }),
]);
const subject = t.union([
  t.strict({ _tag: t.literal('Existing'), settlement: id('SettlementId') }),
  t.strict({ _tag: t.literal('Prospective'), scope: t.string }),
]);
const mandate = t.strict({
  id: id('MandateId'),
  venue: id('VenueId'),
  account: id('AccountId'),
  subject,
  intents: t.array(t.strict({ id: id('IntentId'), instruction })),
  approval: t.strict({ digest: t.string, by: t.string, atMs }),
  substance: t.string,
  trades: option(t.string),
});
const transfer = t.strict({
  id: id('TransferId'),
  status: t.keyof({ Pending: null, Completed: null, Failed: null, Unrecognised: null }),
  quantity: option(quantity),
});
const receipt = t.strict({
  settlement: id('SettlementId'),
  transfer: option(transfer),
  asset: option(id('AssetId')),
  quantity: option(quantity),
  oddities: t.array(t.string),
  warnings: t.array(t.string),
});
const outcome = t.union([
  t.strict({ _tag: t.literal('NotSent'), why: t.string }),
  t.strict({
    _tag: t.literal('Rejected'),
    why: t.string,
    again: t.keyof({ Allowed: null, Pointless: null }),
  }),
  t.strict({ _tag: t.literal('Accepted'), receipt }),
  t.strict({ _tag: t.literal('Unknown'), why: t.string }),
]);
const because = t.keyof({
  Refused: null,
  Differs: null,
  NotNeeded: null,
  Withdrawn: null,
  OutOfAttempts: null,
});
const ending = t.union([
  t.strict({ _tag: t.literal('Done'), settlement: id('SettlementId') }),
  t.strict({ _tag: t.literal('PartlyDone'), residual: option(quantity) }),
  t.strict({ _tag: t.literal('Failed'), why: t.string }),
  t.strict({ _tag: t.literal('NotDone'), because, why: t.string }),
]);
const exclusion = t.strict({ name: t.string, once: t.boolean });
const about = { atMs, intent: id('IntentId') };

const firstForms = [
  t.strict({ _tag: t.literal('MandateGiven'), atMs, mandate }),
  t.strict({
    _tag: t.literal('AttemptArmed'),
    ...about,
    attempt,
    order: digits,
    body: t.string,
    before: mark,
    lane: t.string,
    reading: digits,
    fence: digits,
    exclusion,
  }),
  t.strict({ _tag: t.literal('OutcomeKnown'), ...about, attempt, outcome }),
  t.strict({ _tag: t.literal('ChangeSeen'), ...about, attempt, mark }),
  t.strict({ _tag: t.literal('AttemptVoid'), ...about, attempt }),
  t.strict({ _tag: t.literal('IntentEnded'), ...about, ending }),
  t.strict({ _tag: t.literal('IntentParked'), ...about, known: t.string, wouldResolve: t.string }),
  t.strict({ _tag: t.literal('AccountHalted'), atMs, why: t.string }),
] as const;

const decision = t.union([
  t.strict({ _tag: t.literal('Adopted'), settlement: id('SettlementId'), reference: t.string }),
  t.strict({ _tag: t.literal('DeclaredVoid') }),
  t.strict({ _tag: t.literal('Withdrawn') }),
]);
const said = { by: t.string, why: t.string };

/** What a journal of version 1 could hold. */
const firstRecord: t.Decoder<unknown, JournalRecord> = t.union([...firstForms]);

const record: t.Decoder<unknown, JournalRecord> = t.union([
  ...firstForms,
  t.strict({ _tag: t.literal('IntentDecided'), ...about, decision, ...said }),
  t.strict({ _tag: t.literal('MandateBarred'), atMs, ...said }),
]);
