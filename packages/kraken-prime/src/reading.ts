import type {
  CallOrder,
  ListQuery,
  Observation,
  Page,
  ReadFailed,
  Settlement,
  SettlementId,
  Subject,
} from '@legwork/core';
import { CallError } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Placed, type Wire, ask } from './call.js';
import type { SettlementBatch } from './codec/settlement-batch.js';
import * as Get from './endpoint/get/index.js';
import * as List from './endpoint/list/index.js';
import { type Position, type PageTaken, newest, readCursor, takePage, writeCursor } from './paging.js';
import { toSettlement } from './translate.js';

/** How many batches one page holds; the venue allows 200, and a batch may have many legs. */
const pageSize = 50;
const pagesMax = 20;
const hydratedMax = 5;

/** Reads one batch, with its trades. Errors: `ReadFailed`; nothing moved. */
const getBatch =
  (
    wire: Wire,
    id: SettlementId,
    least: O.Option<CallOrder>,
  ): TE.TaskEither<ReadFailed, Placed<SettlementBatch>> =>
  async () => {
    const question = { path: Get.path, body: (nonce: bigint) => Get.body(nonce, id), codec: Get.GetResult };
    const answered = await ask(wire, question, least)();
    if (E.isLeft(answered)) return answered;
    const { result, order, askedAtMs, answeredAtMs } = answered.right;
    return result.batch.id === id
      ? E.right({ result: result.batch, order, askedAtMs, answeredAtMs })
      : E.left(
          CallError.readFailed('The venue answered with another batch than the one asked for.', 'Lasting'),
        );
  };

/** Which batches are asked for: all, or those that are not completed. */
interface Asked {
  readonly open: boolean;
  readonly fromMs: O.Option<number>;
}

/** Reads one page. Errors: `ReadFailed`; nothing moved. */
const getPage = (
  wire: Wire,
  { open, fromMs }: Asked,
  position: Position,
  least: O.Option<CallOrder>,
): TE.TaskEither<ReadFailed, Placed<PageTaken>> => {
  const statuses = open ? (['unsettled', 'partially_settled', 'settled'] as const) : [];
  const request = { statuses, fromMs, untilMs: position.untilMs, limit: pageSize };
  const question = {
    path: List.path,
    body: (nonce: bigint) => List.body(nonce, request),
    codec: List.ListResult,
  };
  return TE.flatMapEither(ask(wire, question, least), ({ result, ...place }) =>
    E.map((taken: PageTaken) => ({ result: taken, ...place }))(takePage(position, result)),
  );
};

/** One page of the list, of one scope if that is asked for; such a page may be empty and not be the last. */
export const list = (wire: Wire): ((query: ListQuery) => TE.TaskEither<ReadFailed, Page>) => {
  const translate = toSettlement(wire.config);
  return (query) => {
    const position = O.isSome(query.after) ? readCursor(query.after.value) : O.some(newest);
    if (O.isNone(position))
      return TE.left(
        CallError.readFailed('The cursor was not made by this version of the adapter.', 'Lasting'),
      );
    const asked = { open: query.open, fromMs: query.createdAfterMs };
    return TE.map(({ result: { batches, next } }: Placed<PageTaken>): Page => ({
      settlements: batches
        .map(translate)
        .filter(({ scope }) => O.isNone(query.scope) || scope === query.scope.value),
      next: O.map(writeCursor)(next),
    }))(getPage(wire, asked, position.value, O.none));
  };
};

/** Reads a subject. What it stands for in the order of calls is its first call, the weakest. */
export const observe = (
  wire: Wire,
): ((subject: Subject, least: O.Option<CallOrder>) => TE.TaskEither<ReadFailed, Observation>) => {
  const translate = toSettlement(wire.config);
  return (subject, least) =>
    subject._tag === 'Existing'
      ? async () => {
          const batch = await getBatch(wire, subject.settlement, least)();
          if (E.isLeft(batch)) return batch;
          const { result, order, askedAtMs, answeredAtMs } = batch.right;
          return E.right({ subject, settlements: [translate(result)], order, askedAtMs, answeredAtMs });
        }
      : observeProspective(wire, subject, least);
};

/**
 * Everything of a scope that is open, and the newest batches whatever their state, so that one which was created and
 * completed in the meantime is seen too. The window is a number of batches and not a time: no clock is needed for it, and
 * nothing falls out of it unless something new comes in. The newest few are read one by one for their trades.
 */
const observeProspective =
  (
    wire: Wire,
    subject: Extract<Subject, { _tag: 'Prospective' }>,
    least: O.Option<CallOrder>,
  ): TE.TaskEither<ReadFailed, Observation> =>
  async () => {
    const found = new Map<SettlementId, SettlementBatch>();
    const first = await getOpen(wire, found, least)();
    if (E.isLeft(first)) return first;
    const recent = await getPage(wire, { open: false, fromMs: O.none }, newest, O.none)();
    if (E.isLeft(recent)) return recent;
    for (const batch of recent.right.result.batches) found.set(batch.id, batch);
    const batches = [...found.values()]
      .filter(({ attributes }) => attributes.asset_kind === subject.scope)
      .toSorted(newestFirst);
    for (const { id } of batches.slice(0, hydratedMax)) {
      // One call after the other: the key has one lane.
      // oxlint-disable-next-line no-await-in-loop
      const one = await getBatch(wire, id, O.none)();
      if (E.isLeft(one)) return one;
      found.set(id, one.right.result);
    }
    const translate = toSettlement(wire.config);
    const settlements = batches.map((batch): Settlement.Settlement =>
      translate(found.get(batch.id) ?? batch),
    );
    const { order, askedAtMs } = first.right;
    return E.right({ subject, settlements, order, askedAtMs, answeredAtMs: wire.clock.monotonicMs() });
  };

const newestFirst = (a: SettlementBatch, b: SettlementBatch): number =>
  b.attributes.created_at - a.attributes.created_at || (a.id < b.id ? -1 : 1);

/** Collects all pages of what is open; answers the place of the first call. */
const getOpen =
  (
    wire: Wire,
    found: Map<SettlementId, SettlementBatch>,
    least: O.Option<CallOrder>,
  ): TE.TaskEither<ReadFailed, Placed<PageTaken>> =>
  async () => {
    const asked = { open: true, fromMs: O.none };
    const first = await getPage(wire, asked, newest, least)();
    let page = first;
    for (let at = 1; E.isRight(page) && at <= pagesMax; at += 1) {
      const { batches, next } = page.right.result;
      for (const batch of batches) found.set(batch.id, batch);
      if (O.isNone(next)) return first;
      // oxlint-disable-next-line no-await-in-loop
      page = await getPage(wire, asked, next.value, O.none)();
    }
    return E.isLeft(page)
      ? page
      : E.left(CallError.readFailed('The venue has too many open batches to read.', 'Lasting'));
  };
