import { type MandateId, mandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Chance } from '../chance.js';
import { type Crew, pause } from '../crew/crew.js';
import type { Office } from '../engine/office.js';
import type { Business } from '../job.js';
import { must } from '../must.js';
import type { Sandboxes } from '../venues.js';
import type { Book, Entry } from './book.js';

/** What business is made with. */
export interface Desk {
  readonly book: Book;
  readonly crew: Crew;
  readonly chance: Chance;
  readonly sandboxes: Sandboxes;
  /** The parent's own look at the runner and the journal, as an operator has it. */
  readonly office: Office;
  /** No new business is begun from then on. */
  readonly isClosing: () => boolean;
  /** Nothing is waited for any more. */
  readonly isOver: () => boolean;
}

const lookMs = 80;
const triesMax = 500;

/**
 * Gives a job to the workers until one has answered. Every tenth goes to two of them at once, some go again later, and some again
 * with another input, which has to be refused.
 */
export const submit = async (desk: Desk, id: string, business: Business): Promise<Entry> => {
  const { book, crew, chance } = desk;
  const entry = book.enter(id, business);
  const told = (input: string) => (seq: number) => ({ _tag: 'Submit', seq, id, input }) as const;
  if (chance.yes(0.1))
    for (const answer of await crew.askTwo(told(entry.input)))
      if (answer !== undefined) entry.answers.push(answer);
  const again = async (input: string, into: Array<string>): Promise<void> => {
    // After `RunnerFailed` it may have been taken: it is submitted again, as the port says.
    for (let tries = 0; tries < triesMax; tries += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await crew.askAny(told(input));
      if (answer !== undefined) into.push(answer);
      if (answer !== undefined && answer !== 'RunnerFailed') return;
      // oxlint-disable-next-line no-await-in-loop
      await pause(lookMs);
    }
  };
  if (!entry.answers.some((answer) => answer !== 'RunnerFailed')) await again(entry.input, entry.answers);
  if (chance.yes(0.1)) await again(entry.input, entry.answers);
  if (chance.yes(0.1)) await again(JSON.stringify({ ...business, other: true }), entry.conflicts);
  return entry;
};

/** Takes a job back, asking until somebody has answered. */
export const cancel = async ({ crew }: Desk, entry: Entry): Promise<string> => {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await crew.askAny((seq) => ({ _tag: 'Cancel', seq, id: entry.id }));
    if (answer === undefined) return 'nobody answered';
    entry.cancels.push(answer);
    if (answer !== 'RunnerFailed') return answer;
  }
};

/** How a job stands, by the runner. */
export const progressOf = async ({ office }: Desk, id: string): Promise<string> => {
  const view = await office.ask(({ runner }) => runner.status(idOf(id)));
  if (E.isLeft(view)) return `unreadable: ${view.left.detail}`;
  return O.isSome(view.right) ? view.right.value.progress : 'unknown';
};

/** Waits until a job is one of these, and says which; `undefined` when it is over before. */
export const waitUntil = async (
  desk: Desk,
  id: string,
  progress: ReadonlyArray<string>,
): Promise<string | undefined> => {
  while (!desk.isOver()) {
    // oxlint-disable-next-line no-await-in-loop
    const now = await progressOf(desk, id);
    if (progress.includes(now)) return now;
    // oxlint-disable-next-line no-await-in-loop
    await pause(lookMs);
  }
  return undefined;
};

/** The id of a job. */
export const idOf = (id: string): MandateId => must(mandateId(id));
