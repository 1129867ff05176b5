import { exec } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Step, stepsOf } from './page.js';

/** The longest that one command may take. */
const timeout = 90_000;
/** Whatever a command would fetch, it could not: after the installation the page works without a network. */
const offline = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_update_notifier: 'false' };

/** What somebody who follows a page has before them. */
interface Desk {
  readonly folder: string;
  /** The file that was copied last. */
  readonly file: string;
  /** What the last command printed. */
  readonly printed: string;
}

/** Does what a page says, in its order, in a folder. Answers the first thing that is not as it says, if there is one. */
export const follow = async (page: string, folder: string): Promise<string | undefined> => {
  let desk: Desk = { folder, file: '', printed: '' };
  const steps = stepsOf(page);
  if (!steps.some((step) => step._tag === 'Run')) return 'the page has nothing to run';
  for (const step of steps) {
    const next = await take(step, desk);
    if (typeof next === 'string') return `line ${step.line}: ${next}`;
    desk = next;
  }
  return undefined;
};

const take = async (step: Step, desk: Desk): Promise<Desk | string> => {
  switch (step._tag) {
    case 'Run':
      return run(step.commands, desk);
    case 'Copy':
      writeFileSync(path.join(desk.folder, step.file), step.text);
      return { ...desk, file: step.file };
    case 'Change':
      return change(step.before, step.after, desk);
    case 'See':
      return looksLike(step.text).test(desk.printed) ? desk : `the last command printed:\n${desk.printed}`;
    case 'Odd':
      return `${step.what} is nothing that a reader can follow`;
  }
};

const run = async (commands: ReadonlyArray<string>, desk: Desk): Promise<Desk | string> => {
  let printed = '';
  for (const command of commands) {
    const { failed, out, err } = await shell(command, desk.folder);
    if (failed) return `${command} fails:\n${out}${err}`;
    if (err !== '') return `${command} complains:\n${err}`;
    printed = out;
  }
  return { ...desk, printed };
};

const shell = (command: string, cwd: string): Promise<{ failed: boolean; out: string; err: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...offline };
    exec(command, { cwd, env, timeout, maxBuffer: 4 * 1024 * 1024 }, (error, out, err) => {
      resolve({ failed: error !== null, out, err: err.replaceAll(/^npm warn .*\n/gm, '') });
    });
  });

const change = (before: string, after: string, desk: Desk): Desk | string => {
  const file = path.join(desk.folder, desk.file);
  const parts = readFileSync(file, 'utf8').split(before);
  if (parts.length !== 2) return `the change fits ${parts.length - 1} places in ${desk.file}`;
  writeFileSync(file, parts.join(after));
  return desk;
};

/** All of what was printed, where a line `…` stands for any lines, and `…` in a line for any text. */
const looksLike = (text: string): RegExp => {
  const lines = text.split('\n').filter((line) => line !== '');
  const each = lines.map((line) => (line === '…' ? '(?:.*\\n)*?' : `${patternOf(line)}\\n`));
  return new RegExp(`^${each.join('')}$`);
};

const patternOf = (line: string): string =>
  line
    .split('…')
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
    .join('.*');
