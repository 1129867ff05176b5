import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { systemClock } from '@legwork/node';
import type { Answer } from './answer.js';
import { type Arguments, readArguments } from './arguments.js';
import { cancel } from './command/cancel.js';
import { help, versionAnswer } from './command/help.js';
import { list } from './command/list.js';
import { acceptRestored, migrate } from './command/making.js';
import { order } from './command/order.js';
import { resolve } from './command/resolve.js';
import { show } from './command/show.js';
import { readId } from './command/standing.js';
import { status } from './command/status.js';
import { verify } from './command/verify.js';
import { wake } from './command/wake.js';
import type { Desk } from './desk/desk.js';
import { openDesk, placeOf, secretsOf } from './desk/open-desk.js';
import { type Load, loadInstalled } from './desk/postgres-desk.js';
import type { Failure } from './failure.js';
import { newPage } from './screen/page.js';
import { type Terminal, processTerminal } from './terminal.js';

/** The version of the JSON documents. Fields are added, never renamed or taken away. */
const format = 1;

/**
 * Runs the command line and gives its exit code. The answer is all that is on stdout: tables, or one JSON document.
 *
 * The password of a database is never printed, whoever's sentence it stands in.
 */
export const main = async (
  argv: ReadonlyArray<string>,
  terminal: Terminal = processTerminal(),
  load: Load = loadInstalled,
): Promise<number> => {
  const discreet = withoutSecrets(terminal, secretsOf([...argv, terminal.environment['LEGWORK_URL']]));
  const args = readArguments(argv);
  const isJson = E.isRight(args) ? args.right.given.has('json') : argv.includes('--json');
  const command = E.isRight(args) ? args.right.command : null;
  const done = E.isLeft(args) ? args : await run(args.right, discreet, load);
  if (E.isLeft(done)) return complain(discreet, done.left, command, isJson);
  if (isJson) discreet.out(`${JSON.stringify({ format, command, ...done.right.json })}\n`);
  else {
    const page = newPage(discreet.width, discreet.hasColour);
    done.right.show(page);
    discreet.out(page.print());
  }
  return 0;
};

const withoutSecrets = (terminal: Terminal, secrets: ReadonlyArray<string>): Terminal => {
  const hide = (text: string): string =>
    secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text);
  return {
    ...terminal,
    out: (text) => terminal.out(hide(text)),
    err: (text) => terminal.err(hide(text)),
  };
};

const complain = (
  { out, err, width, hasColour }: Terminal,
  { code, tag, what, money, todo }: Failure,
  command: string | null,
  isJson: boolean,
): number => {
  if (isJson) {
    out(`${JSON.stringify({ format, command, error: { code, tag, what, money, todo } })}\n`);
    return code;
  }
  const page = newPage(width, hasColour);
  page.text(what);
  page.field('money', money);
  page.field('to do', todo);
  err(page.print());
  return code;
};

const run = async (args: Arguments, terminal: Terminal, load: Load): Promise<E.Either<Failure, Answer>> => {
  const { command, word, given } = args;
  if (command === 'help') return given.has('version') ? E.right(versionAnswer(version())) : help(word);
  const place = placeOf(args, terminal.environment);
  if (E.isLeft(place)) return place;
  if (command === 'migrate') return migrate(load)(place.right)();
  if (command === 'accept-restored') return acceptRestored(args)(place.right)();
  const work = workOf(args, command, terminal);
  if (E.isLeft(work)) return work;
  const desk = await openDesk(load)(place.right)();
  if (E.isLeft(desk)) return desk;
  const done = await work.right(desk.right)();
  await desk.right.close();
  return done;
};

type Work = (desk: Desk) => TE.TaskEither<Failure, Answer>;
type AtDesk = Exclude<Arguments['command'], 'help' | 'migrate' | 'accept-restored'>;

/** What a command does with an open journal. Errors: `Failure` with code 1. */
const workOf = (args: Arguments, command: AtDesk, terminal: Terminal): E.Either<Failure, Work> => {
  const nowMs = systemClock.wallMs();
  switch (command) {
    case 'status':
      return E.right(status(args, nowMs));
    case 'list':
      return E.right(list(args));
    case 'pause':
      return E.right(order('Halt', args));
    case 'resume':
      return E.right(order('Resume', args));
    case 'verify':
      return E.right(verify(terminal));
    case 'show':
      return E.map((id: Id) => show(nowMs, id))(readId(args.word));
    case 'resolve':
      return E.map((id: Id) => resolve(terminal, args, id))(readId(args.word));
    case 'cancel':
      return E.map((id: Id) => cancel(args, id))(readId(args.word));
    case 'wake':
      return E.map((id: Id) => wake(id))(readId(args.word));
  }
};

type Id = Parameters<typeof wake>[0];

/** The version of this package, as it is installed. */
const version = (): string => {
  const found: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof found === 'object' && found !== null && 'version' in found
    ? String(found.version)
    : 'unknown';
};
