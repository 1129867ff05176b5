import {
  type Entry,
  type Journal,
  type JournalRecord,
  Ledger,
  type MandateId,
  type SettlementVenue,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Planted } from '../message.js';

/** A venue that sends whether or not it may. */
const heedless = (venue: SettlementVenue): SettlementVenue => ({
  ...venue,
  send: (prepared) => venue.send(prepared, () => O.none),
});

/** Sends once more, without a look, whatever the journal says may have been sent. */
export const resend = async (venue: SettlementVenue, journal: Journal, id: MandateId): Promise<void> => {
  const records = await journal.read(id)();
  if (E.isLeft(records)) return;
  const ledger = Ledger.fold(records.right);
  if (E.isLeft(ledger) || O.isNone(ledger.right)) return;
  const { intents, mandate } = ledger.right.value;
  for (const { intent, phase } of intents) {
    if (phase._tag !== 'Armed' && phase._tag !== 'Unclear') continue;
    // What it is checked against is made up: nothing was read.
    const nowMs = performance.now();
    const seen = {
      subject: mandate.subject,
      settlements: [],
      order: 0n,
      askedAtMs: nowMs,
      answeredAtMs: nowMs,
    };
    // One after the other, as the lane wants it.
    // oxlint-disable-next-line no-await-in-loop
    const prepared = await venue.prepare(intent, seen)();
    // oxlint-disable-next-line no-await-in-loop
    if (E.isRight(prepared)) await venue.send(prepared.right, () => O.none)();
  }
};

/** A journal that remembers, and does not write, what comes from a mandate's first armed attempt on. */
const forgetful = <A extends Journal>(journal: A): A => {
  const remembered = new Map<string, ReadonlyArray<JournalRecord>>();
  const isArming = ({ records }: Entry): boolean => records.some(({ _tag }) => _tag === 'AttemptArmed');
  return {
    ...journal,
    read: (mandate) => async () => {
      const records = await journal.read(mandate)();
      return E.isLeft(records) ? records : E.right([...records.right, ...(remembered.get(mandate) ?? [])]);
    },
    append: (entry) => async () => {
      const known = remembered.get(entry.mandate);
      if (known === undefined && !isArming(entry)) return journal.append(entry)();
      remembered.set(entry.mandate, [...(known ?? []), ...entry.records]);
      return E.right(undefined);
    },
  };
};

/** The venue of a worker that does one thing wrong. */
export const plantedVenue = (venue: SettlementVenue, planted: Planted | undefined): SettlementVenue =>
  planted === 'ignore-lease' ? heedless(venue) : venue;

/** Its journal. */
export const plantedJournal = <A extends Journal>(journal: A, planted: Planted | undefined): A =>
  planted === 'forget-armed' ? forgetful(journal) : journal;
