import type { Fault, FaultKind } from './fault.js';
import { faultsAt } from './fault.js';

/** Everything that decides a simulated run: the name of its setup, and the faults in it. The same schedule is the same run. */
export interface Schedule {
  readonly setup: string;
  readonly faults: ReadonlyArray<Fault>;
}

/** Writes a schedule so that a command line can carry it: `setup@3=LostAfter,7=Stale`. */
export const encode = ({ setup, faults }: Schedule): string =>
  `${setup}@${faults.map(({ at, kind }) => `${at}=${kind}`).join(',')}`;

const kinds = new Set<string>(Object.values(faultsAt).flat());

const isKind = (text: string): text is FaultKind => kinds.has(text);

/** Reads a schedule; `undefined` when it is none. */
export const decode = (text: string): Schedule | undefined => {
  const [setup, list, ...rest] = text.split('@');
  if (setup === undefined || setup === '' || list === undefined || rest.length > 0) return undefined;
  const faults: Array<Fault> = [];
  for (const part of list === '' ? [] : list.split(',')) {
    const found = /^(?<at>0|[1-9]\d{0,5})=(?<kind>[A-Za-z]+)$/.exec(part)?.groups;
    const kind = found?.['kind'] ?? '';
    if (found === undefined || !isKind(kind)) return undefined;
    faults.push({ at: Number(found['at']), kind });
  }
  return { setup, faults };
};
