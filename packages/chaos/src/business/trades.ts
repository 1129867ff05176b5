import { Ledger } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { pause } from '../crew/crew.js';
import type { Trade } from '../job.js';
import type { Numbers, Wishes } from './batches.js';
import { tradeOf } from './book.js';
import { type Desk, cancel, idOf, submit, waitUntil } from './desk.js';

/** The accounts of a line of business at BitGo. */
export interface Sides {
  readonly requester: string;
  readonly counterparty: string;
}

/** Trades one after the other: one job has each settlement created, and when it was, another one affirms it. */
export const makeTrades = async (
  desk: Desk,
  sides: Sides,
  numbers: Numbers,
  wishes: Wishes,
): Promise<void> => {
  while (!desk.isClosing()) {
    const trade = tradeOf(numbers(), sides.requester, sides.counterparty);
    const createId = `create/${trade.trade}`;
    // oxlint-disable-next-line no-await-in-loop
    const creation = await submit(desk, createId, { _tag: 'Create', ...trade });
    if (wishes.take() === 'Cancel') {
      // oxlint-disable-next-line no-await-in-loop
      if (desk.chance.yes(0.5)) await pause(desk.chance.whole(120));
      // oxlint-disable-next-line no-await-in-loop
      await cancel(desk, creation);
    }
    // oxlint-disable-next-line no-await-in-loop
    await affirmed(desk, trade, createId, wishes);
    // oxlint-disable-next-line no-await-in-loop
    await pause(desk.chance.whole(pauseMaxMs));
  }
};

const pauseMaxMs = 250;

const affirmed = async (desk: Desk, trade: Trade, createId: string, wishes: Wishes): Promise<void> => {
  if ((await waitUntil(desk, createId, ['Ended', 'Cancelled'])) !== 'Ended') return;
  const settlement = await settlementOf(desk, createId);
  if (settlement === undefined) return;
  const id = `affirm/${trade.trade}`;
  const affirmation = await submit(desk, id, { _tag: 'Affirm', settlement, ...trade });
  if (wishes.take() === 'Cancel') await cancel(desk, affirmation);
  await waitUntil(desk, id, ['Ended', 'Cancelled']);
};

/** Which settlement a creation became, by the journal. It only drives the business; what is judged is the venue's own word. */
const settlementOf = async ({ office }: Desk, id: string): Promise<string | undefined> => {
  const records = await office.ask(({ journal }) => journal.read(idOf(id)));
  if (E.isLeft(records)) return undefined;
  const ledger = Ledger.fold(records.right);
  if (E.isLeft(ledger) || O.isNone(ledger.right)) return undefined;
  const [phase] = ledger.right.value.intents.map((intent) => intent.phase);
  return phase?._tag === 'Ended' && phase.ending._tag === 'Done' ? phase.ending.settlement : undefined;
};
