import { type Intent, Instruction, Quantity } from '@legwork/core';
import type { BitgoCause, BitgoMachine } from '@legwork/sandbox';
import type { Owed, TrueEffect } from '@legwork/testkit';
import { quantityOf, sale } from './trade.js';

/** The name under which the machine records a call of ours. */
export const requestIdOf = (order: bigint): string => `order ${order}`;

const orderOf = (cause: BitgoCause): bigint | undefined => {
  const digits = typeof cause === 'object' ? /^order (\d+)$/.exec(cause.requestId)?.[1] : undefined;
  return digits === undefined ? undefined : BigInt(digits);
};

/**
 * What happened, from the machine's books: every settlement of the trade with what it takes from the requester, and every
 * amount that was held of the counterparty because somebody affirmed.
 */
export const truthOf = (machine: BitgoMachine.Machine): ReadonlyArray<TrueEffect> => {
  const { settlements, moves } = machine.truth();
  const created = settlements
    .filter(({ externalIds }) => externalIds.includes(sale.externalId))
    .map(({ requesterAccountId, obligations, createdAtMs, cause }) => {
      const ours = obligations.find(({ accountId }) => accountId === requesterAccountId);
      return {
        key: createKey,
        order: orderOf(cause),
        atMs: createdAtMs,
        moved: quantityOf(ours?.sendCurrency ?? '', BigInt(ours?.gross ?? '0')),
      };
    });
  const affirmed = moves
    .filter(({ kind, settlementId }) => kind === 'hold' && settlementId !== null)
    .map(({ accountId, settlementId, currency, amount, cause, atMs }) => ({
      key: `${settlementId}/${accountId}`,
      order: orderOf(cause),
      atMs,
      moved: quantityOf(currency, BigInt(amount)),
    }));
  return [...created, ...affirmed];
};

/** What an intent of this account is to move: what we pay by it, and what may be charged on top. */
export const owedBy =
  (account: string) =>
  ({ instruction }: Intent): Owed => ({
    key: instruction._tag === 'Affirm' ? `${instruction.settlement}/${account}` : createKey,
    quantity: Quantity.sum(
      Instruction.payments(instruction).flatMap(({ quantity, feeMax }) => [quantity, feeMax]),
    ),
  });

const createKey = `create/${sale.externalId}`;
