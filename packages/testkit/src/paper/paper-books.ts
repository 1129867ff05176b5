import type { TrueEffect } from '../world/simulated-venue.js';
import type { Quantity } from '@legwork/core';

/** How the paper venue behaves. Units: milliseconds of virtual time. */
export interface PaperConduct {
  /** From taking a call to carrying it out: a reading in between shows nothing of it. */
  readonly applyMs: number;
  /** From carrying it out to its completion. */
  readonly transferMs: number;
}

/** What the paper venue shows of one leg: its transfers, each by the order of its call, `P` pending or `C` completed. */
export type PaperLine = string;

/**
 * The venue's half: books of numbered legs, without a line of the library's code in it.
 *
 * It takes a call only if its order is greater than that of every call before it, and carries out whatever it takes: who
 * calls twice pays twice, and the truth shows it.
 */
export interface PaperBooks {
  /** A call to settle the leg with this number; answers whether it was taken. */
  readonly settle: (leg: number, order: bigint, nowMs: number) => boolean;
  /** A read; `undefined`: its order was not greater. Whoever reads a copy that is `staleMs` older gets the books of then. */
  readonly read: (order: bigint, nowMs: number, staleMs: number) => ReadonlyArray<PaperLine> | undefined;
  /** Everything that was carried out up to the last instant that the books heard of. */
  readonly truth: () => ReadonlyArray<TrueEffect>;
  readonly advance: (nowMs: number) => void;
}

interface Booked {
  readonly leg: number;
  readonly order: bigint;
  readonly appliedAtMs: number;
}

/** Empty books over legs of these quantities. Plain imperative code: it runs millions of times. */
export const paperBooks = (
  quantities: ReadonlyArray<Quantity.Quantity>,
  { applyMs, transferMs }: PaperConduct,
): PaperBooks => {
  const booked: Array<Booked> = [];
  let lastOrder = 0n;
  let clockMs = 0;

  const isLater = (order: bigint): boolean => {
    if (order <= lastOrder) return false;
    lastOrder = order;
    return true;
  };

  const line = (leg: number, atMs: number): PaperLine => {
    let text = '';
    for (const one of booked)
      if (one.leg === leg && one.appliedAtMs <= atMs)
        text += `${one.order}${one.appliedAtMs + transferMs <= atMs ? 'C' : 'P'}`;
    return text;
  };

  return {
    settle: (leg, order, nowMs) => {
      if (!isLater(order) || quantities[leg] === undefined) return false;
      booked.push({ leg, order, appliedAtMs: nowMs + applyMs });
      return true;
    },
    read: (order, nowMs, staleMs) =>
      isLater(order) ? quantities.map((_, leg) => line(leg, nowMs - staleMs)) : undefined,
    advance: (nowMs) => {
      clockMs = nowMs;
    },
    truth: () =>
      booked.flatMap(({ leg, order, appliedAtMs }) => {
        const moved = quantities[leg];
        return moved === undefined || appliedAtMs > clockMs
          ? []
          : [{ key: paperKey(leg), order, atMs: appliedAtMs, moved }];
      }),
  };
};

/** The key under which the truth counts what a leg has moved. */
export const paperKey = (leg: number): string => `paper/${leg}`;
