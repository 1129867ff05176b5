/** Requests that are still on their way, in virtual time. */
export interface Network {
  /** Has `arrive` happen at `atMs`, whoever still waits for it. */
  readonly later: (atMs: number, arrive: (atMs: number) => void) => void;
  /** Lets everything that is due by `nowMs` arrive, in order. */
  readonly advance: (nowMs: number) => void;
  /** When the next one arrives; `undefined`: nothing is under way. */
  readonly nextMs: () => number | undefined;
}

/** A network with nothing on its way. */
export const emptyNetwork = (): Network => {
  const underway: Array<{ readonly atMs: number; readonly arrive: (atMs: number) => void }> = [];
  return {
    later: (atMs, arrive) => {
      const at = underway.findIndex((one) => one.atMs > atMs);
      underway.splice(at === -1 ? underway.length : at, 0, { atMs, arrive });
    },
    advance: (nowMs) => {
      for (let first = underway[0]; first !== undefined && first.atMs <= nowMs; first = underway[0]) {
        underway.shift();
        first.arrive(first.atMs);
      }
    },
    nextMs: () => underway[0]?.atMs,
  };
};
