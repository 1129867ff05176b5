import * as E from 'fp-ts/lib/Either.js';
import type { DecisionRefused, JournalFailed, Ledger, RunnerFailed } from '@legwork/core';

/**
 * Why a command did not do what it was asked for, in whole sentences.
 *
 * The codes are the program's exit codes. 1: it was used wrongly; 2: the journal refuses, or is damaged; 3: nothing was found.
 */
export interface Failure {
  readonly code: 1 | 2 | 3;
  /** What it is, in one word that stays the same; nothing else of it is meant for programs. */
  readonly tag: string;
  readonly what: string;
  /** What it means for the money. */
  readonly money: string;
  readonly todo: string;
}

const nothingChanged = 'Nothing was changed by this command.';

/** The command line says something that is not understood. */
export const usage = (what: string, todo = 'See legwork help.'): Failure => ({
  code: 1,
  tag: 'Usage',
  what,
  money: nothingChanged,
  todo,
});

/** There is nothing of that name. */
export const notFound = (what: string, todo: string): Failure => ({
  code: 3,
  tag: 'NotFound',
  what,
  money: nothingChanged,
  todo,
});

/** The journal, or whatever is around it, says no. */
export const refused = (tag: string, what: string, money: string, todo: string): Failure => ({
  code: 2,
  tag,
  what,
  money,
  todo,
});

/** The journal failed while it was read. */
export const readFailed = ({ detail }: JournalFailed): Failure =>
  refused(
    'JournalFailed',
    `The journal cannot be relied on: ${detail}.`,
    `${nothingChanged} Nothing may be sent on the strength of a journal that fails.`,
    'Run legwork verify. Look at the disk or the database, and at what the workers say.',
  );

/** The jobs cannot be read. */
export const noJobs = ({ detail }: RunnerFailed): Failure =>
  refused(
    'RunnerFailed',
    `The jobs cannot be read: ${detail}.`,
    `${nothingChanged} Jobs say nothing about money; that stands in the journal.`,
    'For a database, see that legwork migrate was run, and that the packages of its runner are installed.',
  );

/** The journal failed while something was written to it. */
export const writeFailed = ({ detail }: JournalFailed): Failure =>
  refused(
    'JournalFailed',
    `The journal failed while it was written to: ${detail}.`,
    'It is not known whether what you said is in it.',
    'Look with legwork show, or legwork status, before you say it again.',
  );

/** The records of a mandate do not follow from each other. */
export const brokenJournal = (mandate: string, { at, what }: Ledger.BrokenJournal): Failure =>
  refused(
    'BrokenJournal',
    `Record ${at} of the mandate ${mandate} cannot follow: ${what}.`,
    'What was sent for this mandate cannot be told from this journal, so nothing may be sent for it by any means.',
    'Keep the journal as it is, and run legwork verify.',
  );

/** A decision was not written down. */
export const decisionRefused = ({ why, what, money, todo }: DecisionRefused): Failure =>
  why === 'InvalidWord'
    ? usage(what, todo)
    : { code: why === 'NotFound' ? 3 : 2, tag: why, what, money, todo };

/** A failure, as a Left. */
export const fail = (failure: Failure): E.Either<Failure, never> => E.left(failure);
