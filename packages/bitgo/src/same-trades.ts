import type { TradeId } from '@legwork/core';

/** Whether both lists hold the same trades, each once, in whatever order. */
export const sameTrades = (one: ReadonlyArray<TradeId>, other: ReadonlyArray<TradeId>): boolean => {
  const rest = new Set(one);
  return (
    rest.size === one.length && one.length === other.length && other.every((trade) => rest.delete(trade))
  );
};

/** Whether a trade stands in both lists. */
export const shareTrades = (one: ReadonlyArray<TradeId>, other: ReadonlyArray<TradeId>): boolean =>
  one.some((trade) => other.includes(trade));
