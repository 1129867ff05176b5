import { createInterface } from 'node:readline/promises';

/** What the program prints on, and asks at. */
export interface Terminal {
  /** Prints the answer, and nothing else. */
  readonly out: (text: string) => void;
  /** Prints what is not the answer: failures, warnings, progress, questions. */
  readonly err: (text: string) => void;
  /** Whether the answer goes to a person's screen. */
  readonly isScreen: boolean;
  readonly hasColour: boolean;
  /** Units: columns. */
  readonly width: number;
  /** Asks a person; `undefined` when nobody can be asked. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const pipedWidth = 80;
const narrowest = 60;
const widest = 120;

/** The terminal of this process. */
export const processTerminal = (): Terminal => {
  const { stdin, stdout, stderr, env } = process;
  const plain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isScreen: stdout.isTTY,
    hasColour: stdout.isTTY && !plain && env['TERM'] !== 'dumb',
    width: stdout.isTTY ? Math.max(narrowest, Math.min(stdout.columns, widest)) : pipedWidth,
    ask: stdin.isTTY && stderr.isTTY ? askPerson : undefined,
    environment: env,
  };
};

/** Asks on stderr, so that the answer of the program stays alone on stdout. An end of the input is an empty answer. */
const askPerson = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => void lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(question), ended]);
  lines.close();
  return answer;
};
