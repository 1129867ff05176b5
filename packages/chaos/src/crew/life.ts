import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Orders, Said, Told } from '../message.js';

/** How a life of a worker ended. */
export interface Death {
  readonly signal: string;
  readonly code: number;
  /** Why it ended by itself, as it said; empty if it said nothing. */
  readonly why: string;
  /** The last of what it wrote to stderr. */
  readonly complaint: string;
}

/** One life of a worker: a process. */
export interface Life {
  readonly name: string;
  readonly tell: (told: Told) => void;
  /** Asks something; `undefined` if it died before it answered, or took too long. */
  readonly ask: (told: (seq: number) => Told) => Promise<string | undefined>;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly began: Promise<boolean>;
  readonly died: Promise<Death>;
  readonly isDead: () => boolean;
  readonly commits: () => number;
}

const file = fileURLToPath(new URL('../worker.js', import.meta.url));
const answerMs = 5_000;
const complaintMax = 2_000;

let lastSeq = 0;

/** Starts a worker. `heard` is told everything that it says. */
export const startLife = (orders: Orders, heard: (said: Said, life: Life) => void): Life => {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [file], { stdio: 'pipe' });
  const asked = new Map<number, (answer: string | undefined) => void>();
  let commits = 0;
  let why = '';
  let complaint = '';
  let dead = false;
  let begin: (value: boolean) => void = () => undefined;
  const began = new Promise<boolean>((resolve) => {
    begin = resolve;
  });
  const lines = createInterface({ input: child.stdout });
  // What was said last is heard before a death is believed.
  const died = Promise.all([exitOf(child), once(lines, 'close')]).then(([[code, signal]]): Death => {
    dead = true;
    begin(false);
    for (const answer of asked.values()) answer(undefined);
    return { signal: signal ?? '', code: code ?? -1, why, complaint };
  });
  child.stdin.on('error', () => undefined);
  child.stderr.on('data', (data) => {
    complaint = `${complaint}${String(data)}`.slice(-complaintMax);
  });
  const tell = (told: Told | Orders): void => {
    if (!dead) child.stdin.write(`${JSON.stringify(told)}\n`);
  };
  const life: Life = {
    name: orders.worker,
    tell,
    ask: async (told) => {
      if (dead) return undefined;
      lastSeq += 1;
      const seq = lastSeq;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const answered = new Promise<string | undefined>((resolve) => {
        asked.set(seq, resolve);
        timer = setTimeout(() => resolve(undefined), answerMs);
      });
      tell(told(seq));
      const answer = await answered;
      clearTimeout(timer);
      asked.delete(seq);
      return answer;
    },
    signal: (signal) => void child.kill(signal),
    began,
    died,
    isDead: () => dead,
    commits: () => commits,
  };
  lines.on('line', (line) => {
    const said = asSaid(line);
    if (said === undefined) return;
    ({ commits } = said);
    if (said._tag === 'Began') begin(true);
    if (said._tag === 'Ended') ({ why } = said);
    if (said._tag === 'Answered') asked.get(said.seq)?.(said.answer);
    heard(said, life);
  });
  tell(orders);
  return life;
};

const exitOf = (child: ChildProcessWithoutNullStreams): Promise<readonly [number | null, string | null]> =>
  new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve([code, signal]));
  });

/** A line that was cut off by death is no line. */
const asSaid = (line: string): Said | undefined => {
  try {
    const said: Said = JSON.parse(line);
    return said;
  } catch {
    return undefined;
  }
};
