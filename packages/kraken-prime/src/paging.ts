import type { ReadFailed, SettlementId } from '@legwork/core';
import { CallError } from '@legwork/http';
import { settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { SettlementBatch } from './codec/settlement-batch.js';
import type { ListResult } from './endpoint/list/index.js';

/**
 * Where a walk through the list stands, newest to oldest.
 *
 * An offset counts from the newest batch and slips when one is created, so none is used. The next page begins again at the
 * instant of the last batch, and what was already seen of that instant is left out; so neither a new batch nor several of
 * one millisecond make it skip or repeat.
 */
export interface Position {
  /** Units: milliseconds since the Unix epoch, by the venue's clock. `none`: at the newest. */
  readonly untilMs: O.Option<number>;
  /** The batches of that instant that were seen. */
  readonly seen: ReadonlyArray<SettlementId>;
}

/** One page, without what was seen before, and where the next begins; `none`: it was the last. */
export interface PageTaken {
  readonly batches: ReadonlyArray<SettlementBatch>;
  readonly next: O.Option<Position>;
}

/** The newest end of the list. */
export const newest: Position = { untilMs: O.none, seen: [] };

/**
 * Takes one answer into the walk.
 *
 * Errors: `ReadFailed` when the answer is not in the documented order, does not contain what was seen of its first instant,
 * or is full of it, so that the walk could not go on; nothing moved.
 */
export const takePage = (
  position: Position,
  { data, pagination }: ListResult,
): E.Either<ReadFailed, PageTaken> => {
  if (!isInOrder(position, data))
    return lasting('The venue lists its batches in another order than documented.');
  const ids = new Set(data.map(({ id }) => id));
  if (ids.size !== data.length) return lasting('The venue lists a batch twice on one page.');
  if (!position.seen.every((id) => ids.has(id)))
    return E.left(CallError.readFailed('The list of batches changed while it was read.', 'Passing'));
  const seen = new Set(position.seen);
  const batches = data.filter(({ id }) => !seen.has(id));
  if (!pagination.has_more) return E.right({ batches, next: O.none });
  const last = batches.at(-1);
  if (last === undefined)
    return lasting('The venue has more batches of one millisecond than a page can hold.');
  const untilMs = last.attributes.created_at;
  const ofThatInstant = data.filter(({ attributes }) => attributes.created_at === untilMs);
  return E.right({
    batches,
    next: O.some({ untilMs: O.some(untilMs), seen: ofThatInstant.map(({ id }) => id) }),
  });
};

const isInOrder = ({ untilMs }: Position, data: ReadonlyArray<SettlementBatch>): boolean => {
  let boundMs = O.isSome(untilMs) ? untilMs.value : Number.POSITIVE_INFINITY;
  return data.every(({ attributes }) => {
    const fits = attributes.created_at <= boundMs;
    boundMs = attributes.created_at;
    return fits;
  });
};

const lasting = (what: string): E.Either<ReadFailed, never> => E.left(CallError.readFailed(what, 'Lasting'));

/** The position as a text: the instant, then the ids, which have no spaces. */
export const writeCursor = ({ untilMs, seen }: Position): string =>
  [O.isSome(untilMs) ? untilMs.value.toString() : 'newest', ...seen].join(' ');

const seenMax = 200;

/** Reads what `writeCursor` wrote; `none` for anything else. */
export const readCursor = (text: string): O.Option<Position> => {
  const [instant = '', ...ids] = text.split(' ', seenMax + 2);
  const seen = ids.flatMap((id) => {
    const read = settlementId(id);
    return E.isRight(read) ? [read.right] : [];
  });
  if (seen.length !== ids.length || seen.length > seenMax) return O.none;
  if (instant === 'newest') return O.some({ untilMs: O.none, seen });
  return /^\d{1,15}$/.test(instant) ? O.some({ untilMs: O.some(Number(instant)), seen }) : O.none;
};
