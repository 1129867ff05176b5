import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Planted, type Reading, adapter, lying } from './planted.js';

/**
 * What is wrong and fails no case: the port has no word for it, or only the venue could tell. The README lists them; whoever
 * finds a way to catch one moves it to the others.
 */
export const uncaught: ReadonlyArray<Omit<Planted, 'caughtBy'>> = [
  lying('says that it pushes, which the port has no call for', '', { pushes: true }),
  lying('says that the venue chooses the quantity, and sends it', '', { amountInRequest: false }),
  adapter('stamps the question with the time of the answer', '', ({ observe }) => ({
    observe: (subject, least) =>
      TE.map((seen: Reading) => ({ ...seen, askedAtMs: seen.answeredAtMs }))(observe(subject, least)),
  })),
];
