import { pause } from '../crew/crew.js';
import { timing } from '../timing.js';
import { type KrakenTrade, sumOf, tradesOf } from './book.js';
import { type Desk, cancel, idOf, submit, waitUntil } from './desk.js';

/** How the next batch of a kind is to go, beside the usual way. */
export type Wish = 'Cancel' | 'Wait';

/** What a line of business is asked for, taken by whoever comes first. */
export interface Wishes {
  readonly take: () => Wish | undefined;
}

/** The numbers of batches; no two are alike. */
export type Numbers = () => number;

/**
 * Batches of one kind, one after the other, since the venue has one of a kind at a time: somebody else makes them, a job settles them.
 * One that was taken back, or that nobody could settle in time, is paid by somebody else, so that the next one can be made.
 */
export const makeBatches = async (
  desk: Desk,
  kind: KrakenTrade['kind'],
  numbers: Numbers,
  wishes: Wishes,
): Promise<void> => {
  while (!desk.isClosing()) {
    const number = numbers();
    const trades = tradesOf(kind, number);
    // oxlint-disable-next-line no-await-in-loop
    await desk.sandboxes.kraken.control('POST /trades', { trades });
    // oxlint-disable-next-line no-await-in-loop
    const batch = await created(desk, kind);
    if (batch === undefined) return;
    // oxlint-disable-next-line no-await-in-loop
    await settled(desk, batch, number, trades, wishes.take());
  }
};

/** Has somebody else make a batch, as soon as the one before is over. */
const created = async (desk: Desk, assetKind: string): Promise<string | undefined> => {
  while (!desk.isOver()) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      const done = await desk.sandboxes.kraken.control('POST /second-actor', { act: 'create', assetKind });
      return typeof done === 'object' && done !== null && 'id' in done ? String(done.id) : undefined;
    } catch {
      // The one before is not over.
      // oxlint-disable-next-line no-await-in-loop
      await pause(50);
    }
  }
  return undefined;
};

const settled = async (
  desk: Desk,
  batch: string,
  number: number,
  trades: ReadonlyArray<KrakenTrade>,
  wish: Wish | undefined,
): Promise<void> => {
  const { kraken } = desk.sandboxes;
  const isLate = wish === 'Wait';
  if (isLate) await kraken.control('POST /confirm', { confirmed: false, batchId: batch });
  const id = `batch/${number}`;
  const entry = await submit(desk, id, {
    _tag: 'SettleBatch',
    batch,
    trades: trades.map((trade) => trade.id),
    ...sumOf(number, trades),
    waitMs: isLate ? 700 : 120_000,
  });
  if (isLate) {
    await waitUntil(desk, id, ['NeedsPerson', 'Ended', 'Cancelled']);
    await kraken.control('POST /confirm', { confirmed: true, batchId: batch });
    await desk.office.ask(({ runner }) => runner.wake(idOf(id)));
  }
  if (wish === 'Cancel') {
    await pause(desk.chance.whole(300));
    if ((await cancel(desk, entry)) === 'Cancelled') {
      // Long enough for whatever a worker may still have in hand to arrive and be seen.
      await pause(timing.leaseMs + timing.workerTtlMs);
      await paidByOthers(desk, batch);
      return;
    }
  }
  await waitUntil(desk, id, ['Ended', 'Cancelled']);
};

/** Whatever of a batch waits for us is paid by somebody else of our house. */
const paidByOthers = async ({ sandboxes }: Desk, batchId: string): Promise<void> => {
  const legsMax = 4;
  for (let leg = 0; leg < legsMax; leg += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      await sandboxes.kraken.control('POST /second-actor', { act: 'pay-outside', batchId });
    } catch {
      return;
    }
  }
};
