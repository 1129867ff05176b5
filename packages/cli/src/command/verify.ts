import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from '../answer.js';
import type { Desk } from '../desk/desk.js';
import { type Failure, fail, refused } from '../failure.js';
import type { Terminal } from '../terminal.js';

/** Verifies the whole journal, while it is used. */
export const verify =
  (terminal: Terminal) =>
  (desk: Desk): TE.TaskEither<Failure, Answer> =>
  async () => {
    const begunMs = performance.now();
    const stop = terminal.isScreen ? tick(terminal, begunMs) : () => undefined;
    const verified = await desk.verify();
    stop();
    if (E.isLeft(verified)) return fail(damaged(verified.left.detail));
    const { lines, mandates, head } = verified.right;
    const tookMs = Math.round(performance.now() - begunMs);
    return E.right({
      json: { sound: true, lines, mandates, head, tookMs },
      show: (page) => {
        page.text(`Sound: ${lines} lines of ${mandates} mandates, in ${(tookMs / 1_000).toFixed(1)} s.`);
        page.text(
          'Every line is linked to the one before it and follows the rules; every card follows from the lines.',
        );
        page.field('head', head, { indent: 0, names: 4 });
      },
    });
  };

/** Says every second that it goes on. */
const tick = ({ err }: Terminal, begunMs: number): (() => void) => {
  const timer = setInterval(() => {
    err(`\rverifying, ${Math.round((performance.now() - begunMs) / 1_000)} s`);
  }, 1_000);
  return () => {
    clearInterval(timer);
    if (performance.now() - begunMs > 1_000) err('\r\u001B[K');
  };
};

const damaged = (detail: string): Failure =>
  refused(
    'Damaged',
    `The journal is not sound: ${detail}.`,
    'What was sent cannot be told from it for sure. Stop the workers: nothing may be sent on the strength of it.',
    'Keep the journal and all that lies beside it as it is. Then restore the newest sound copy, and let the venues say what happened since.',
  );
