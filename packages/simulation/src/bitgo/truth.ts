import { type Intent, Instruction, Quantity } from '@legwork/core';
import type { BitgoCause, BitgoMachine, BitgoTruth } from '@legwork/sandbox';
import { type Owed, type TrueEffect, right } from '@legwork/testkit';
import { quantityOf, sale } from './trade.js';

/** The name under which the machine records a call of ours. */
export const requestIdOf = (order: bigint): string => `order ${order}`;

const orderOf = (cause: BitgoCause): bigint | undefined => {
  const digits = typeof cause === 'object' ? /^order (\d+)$/.exec(cause.requestId)?.[1] : undefined;
  return digits === undefined ? undefined : BigInt(digits);
};

/**
 * What happened, from the machine's books: every settlement of the trade with what it takes from the requester, every amount
 * that was held of the counterparty because somebody affirmed, and every settlement that ended with nothing paid.
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
  return [...created, ...affirmed, ...endings(machine.truth())];
};

/**
 * Every settlement that ended and for which nobody was ever paid or charged; and under the same key, so that it counts as
 * something that no ending is to do, whatever else a call of ours did with money that is held for a settlement.
 */
const endings = ({ settlements, moves }: BitgoTruth): ReadonlyArray<TrueEffect> => {
  const effects: Array<TrueEffect> = [];
  for (const { id, status, finalizedAtMs } of settlements) {
    const its = moves.filter(({ settlementId }) => settlementId === id);
    const isPaid = its.some(({ kind }) => kind === 'pay' || kind === 'fee');
    const release = its.find(({ kind }) => kind === 'release');
    const order = release === undefined ? undefined : orderOf(release.cause);
    const key = endingKey(id);
    if (status !== 'pending' && status !== 'settled' && !isPaid)
      effects.push({ key, order, atMs: finalizedAtMs ?? 0, moved: once });
    for (const { kind, cause, atMs } of its)
      if (kind !== 'release' && orderOf(cause) !== undefined)
        effects.push({ key, order: orderOf(cause), atMs, moved: twice });
  }
  return effects;
};

const endingKey = (settlement: string): string => `end/${settlement}`;

const once = right(Quantity.parse('1'));
const twice = right(Quantity.parse('2'));

/** What an intent of this account is to move: what we pay by it, and what may be charged on top; of an ending, that it ends. */
export const owedBy =
  (account: string) =>
  ({ instruction }: Intent): Owed => {
    if (instruction._tag === 'Reject' || instruction._tag === 'Cancel')
      return { key: endingKey(instruction.settlement), quantity: once };
    return {
      key: instruction._tag === 'Affirm' ? `${instruction.settlement}/${account}` : createKey,
      quantity: Quantity.sum(
        Instruction.payments(instruction).flatMap(({ quantity, feeMax }) => [quantity, feeMax]),
      ),
    };
  };

const createKey = `create/${sale.externalId}`;
