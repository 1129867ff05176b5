import type { Chance } from '../chance.js';
import type { Orders, Told } from '../message.js';
import { there } from '../must.js';
import { type Death, type Life, startLife } from './life.js';
import type { Log } from './log.js';

/** The workers: so many places, each with a life in it most of the time. */
export interface Crew {
  readonly places: number;
  readonly at: (place: number) => Life;
  /** Asks one of the living, again and again until one has answered; `undefined` when nobody did in time. */
  readonly askAny: (told: (seq: number) => Told) => Promise<string | undefined>;
  /** Asks two of them the same at once. */
  readonly askTwo: (told: (seq: number) => Told) => Promise<ReadonlyArray<string | undefined>>;
  readonly stop: () => Promise<ReadonlyArray<Death>>;
  readonly commits: () => number;
}

const askMs = 30_000;
const pauseMs = 40;

/** Starts a crew. When a life has ended another one begins in its place, soon, under the same name or a new one. */
export const startCrew = (orders: Omit<Orders, 'worker'>, places: number, log: Log, chance: Chance): Crew => {
  const lives: Array<Life> = [];
  let isStopping = false;
  let named = 0;
  let next = 0;
  let past = 0;

  const live = (place: number, name: string): Life => {
    const life = startLife({ ...orders, worker: name }, log.heard);
    lives[place] = life;
    void follow(place, life);
    return life;
  };
  const follow = async (place: number, life: Life): Promise<void> => {
    const death = await life.died;
    past += life.commits();
    log.died(life, death);
    await pause(chance.whole(restMaxMs));
    if (!isStopping) live(place, chance.yes(0.5) ? life.name : newName());
  };
  // One that is stopped would outlive everybody.
  process.once('exit', () => {
    for (const life of living()) life.signal('SIGKILL');
  });
  const newName = (): string => {
    named += 1;
    return `worker-${named}`;
  };
  const living = (): ReadonlyArray<Life> => lives.filter((life) => !life.isDead());
  for (let place = 0; place < places; place += 1) live(place, newName());

  const askAny: Crew['askAny'] = async (told) => {
    const untilMs = performance.now() + askMs;
    while (performance.now() < untilMs) {
      const alive = living();
      next += 1;
      const life = alive[next % Math.max(1, alive.length)];
      // Whoever is asked may die over it; then somebody else is.
      // oxlint-disable-next-line no-await-in-loop
      const answer = life === undefined ? undefined : await life.ask(told);
      if (answer !== undefined) return answer;
      // oxlint-disable-next-line no-await-in-loop
      await pause(pauseMs);
    }
    return undefined;
  };

  return {
    places,
    at: (place) => there(lives[place], 'life in that place'),
    askAny,
    askTwo: (told) =>
      Promise.all(
        living()
          .slice(0, 2)
          .map((life) => life.ask(told)),
      ),
    stop: async () => {
      isStopping = true;
      const alive = living();
      for (const life of alive) {
        life.tell({ _tag: 'Stop' });
        setTimeout(() => life.signal('SIGKILL'), stopMs).unref();
      }
      return Promise.all(alive.map(({ died }) => died));
    },
    commits: () => past + living().reduce((sum, life) => sum + life.commits(), 0),
  };
};

const stopMs = 10_000;
const restMaxMs = 250;

/** Waits. */
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
