import type { Cut } from '../cut-point.js';
import type { Said } from '../message.js';
import type { Death, Life } from './life.js';

/** What was seen of the workers, by the clock of the parent. Units: milliseconds. */
export interface Log {
  readonly heard: (said: Said, life: Life) => void;
  readonly died: (life: Life, death: Death) => void;
  /** Notes that a life was struck: what it had in hand has to be taken over. */
  readonly struck: (life: Life) => void;
  /** Resolves when this life says that it comes to a point; `false` when it dies or the time is over. */
  readonly reached: (life: Life, cut: Cut, withinMs: number) => Promise<boolean>;
  /** Jobs that this life had in hand when it was struck and that nobody has taken over yet. */
  readonly orphans: (life: Life) => number;
  readonly takeovers: () => Takeovers;
  /** How often a worker was struck at each point. */
  readonly cuts: ReadonlyMap<string, number>;
  readonly strikes: () => StrikeCounts;
  /** Lives that ended by themselves, by the reason that they gave. */
  readonly losses: ReadonlyMap<string, number>;
  /** Lives that ended as no life should: neither struck, nor stopped, nor with a reason. */
  readonly crashes: ReadonlyArray<string>;
  readonly rssBytes: () => number;
}

/** How many were struck, and how. */
interface StrikeCounts {
  readonly killedAt: number;
  readonly killedAnytime: number;
  readonly stopped: number;
}

/** How long it took until another worker had a job of one that was struck, and until it wrote to it. */
interface Takeovers {
  readonly opened: ReadonlyArray<number>;
  readonly wrote: ReadonlyArray<number>;
}

interface Orphan {
  readonly from: Life;
  readonly atMs: number;
  opened: boolean;
}

/** A log of nothing yet. */
export const newLog = (): Log => {
  const hands = new Map<string, Life>();
  const orphans = new Map<string, Orphan>();
  const opened: Array<number> = [];
  const wrote: Array<number> = [];
  const cuts = new Map<string, number>();
  const losses = new Map<string, number>();
  const crashes: Array<string> = [];
  const waiting = new Set<{ readonly life: Life; readonly cut: Cut; readonly reach: () => void }>();
  const atPoints = new Set<Life>();
  let killedAt = 0;
  let killedAnytime = 0;
  let stopped = 0;
  let rssBytes = 0;

  const took = (id: string, life: Life, isWriting: boolean): void => {
    const orphan = orphans.get(id);
    if (orphan === undefined || orphan.from === life) return;
    const ms = performance.now() - orphan.atMs;
    if (!orphan.opened) opened.push(ms);
    orphan.opened = true;
    if (!isWriting) return;
    wrote.push(ms);
    orphans.delete(id);
  };
  const struck = (life: Life): void => {
    for (const [id, holder] of hands) {
      if (holder !== life) continue;
      orphans.set(id, { from: life, atMs: performance.now(), opened: false });
      hands.delete(id);
    }
  };

  return {
    heard: (said, life) => {
      switch (said._tag) {
        case 'Opened':
          took(said.id, life, false);
          hands.set(said.id, life);
          return;
        case 'Appended':
          took(said.id, life, true);
          if (said.tags.every((tag) => endings.has(tag))) hands.delete(said.id);
          return;
        case 'Struck': {
          const isInside = said.by === 'FromOutside';
          const name = isInside ? `in the commit ${said.cut.replace('before', 'of')}` : said.cut;
          cuts.set(name, (cuts.get(name) ?? 0) + 1);
          atPoints.add(life);
          struck(life);
          for (const one of waiting) if (one.life === life && one.cut === said.cut) one.reach();
          return;
        }
        case 'Ended':
          ({ rssBytes } = said);
          if (said.why !== 'Stopped') losses.set(said.why, (losses.get(said.why) ?? 0) + 1);
          return;
        case 'Began':
        case 'Answered':
          return;
      }
    },
    died: (life, { signal, code, why, complaint }) => {
      const isAtPoint = atPoints.delete(life);
      if (signal === 'SIGKILL') {
        if (isAtPoint) killedAt += 1;
        else killedAnytime += 1;
        return;
      }
      if (isAtPoint) stopped += 1;
      if (code === 0 || why !== '') return;
      crashes.push(
        `${life.name} ended with ${signal}${code}: ${complaint.trim().split('\n').slice(0, 6).join(' | ')}`,
      );
    },
    struck,
    reached: async (life, cut, withinMs) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let reach: () => void = () => undefined;
      const coming = new Promise<boolean>((resolve) => {
        reach = () => resolve(true);
        timer = setTimeout(() => resolve(false), withinMs);
      });
      const one = { life, cut, reach };
      waiting.add(one);
      const result = await Promise.race([coming, life.died.then(() => false)]);
      clearTimeout(timer);
      waiting.delete(one);
      return result;
    },
    orphans: (life) =>
      [...orphans.values()].filter(({ from, opened: isOpened }) => from === life && !isOpened).length,
    takeovers: () => ({ opened: [...opened], wrote: [...wrote] }),
    cuts,
    strikes: () => ({ killedAt, killedAnytime, stopped: stopped + atPoints.size }),
    losses,
    crashes,
    rssBytes: () => rssBytes,
  };
};

const endings = new Set(['IntentEnded', 'IntentParked', 'IntentDecided']);
