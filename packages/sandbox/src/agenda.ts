/**
 * What is due when, in time order; equal times keep the order of entry. Entries are added near the end and the
 * agenda is short, so a sorted array beats a heap.
 */
export interface Agenda<A> {
  readonly add: (atMs: number, item: A) => void;
  /** Takes the earliest entry that is due at `nowMs`, if any. */
  readonly takeDue: (nowMs: number) => AgendaEntry<A> | undefined;
  readonly list: () => ReadonlyArray<AgendaEntry<A>>;
}

/** One entry. Units: `atMs` in the milliseconds of the machine's clock. */
interface AgendaEntry<A> {
  readonly atMs: number;
  readonly item: A;
}

/** An empty agenda. */
export const make = <A>(): Agenda<A> => {
  const entries: Array<AgendaEntry<A>> = [];
  const add = (atMs: number, item: A): void => {
    let place = entries.length;
    while (place > 0 && (entries[place - 1]?.atMs ?? 0) > atMs) place -= 1;
    entries.splice(place, 0, { atMs, item });
  };
  const takeDue = (nowMs: number): AgendaEntry<A> | undefined => {
    const first = entries[0];
    if (first === undefined || first.atMs > nowMs) return undefined;
    return entries.shift();
  };
  return { add, takeDue, list: () => [...entries] };
};
