import { readArguments, usage } from './arguments.js';
import { chanceOf } from './chance.js';
import { type Outcome, runChaos } from './chaos.js';
import { planOf } from './havoc/plan.js';
import { plantedRun } from './planted-run.js';
import { jsonOf, tableOf } from './table.js';
import { timing } from './timing.js';

const out = (text: string): void => void process.stdout.write(`${text}\n`);

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${text}`);
};

const main = async (): Promise<number> => {
  const request = readArguments(process.argv.slice(2));
  if (request === undefined) {
    out(usage);
    return 0;
  }
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n\n${usage}`);
    return 2;
  }
  const { kills, seed, engine, planted, json } = request;
  const again = `npm run chaos -- --kills ${kills} --seed ${seed} --engine ${engine}${planted === undefined ? '' : ` --planted ${planted}`}`;
  if (!json) out(`The same plan again: ${again}`);
  const outcome: Outcome = await runChaos(
    planted === undefined
      ? {
          engine,
          seed,
          plan: planOf(chanceOf(seed), kills, engine),
          workers: 3,
          lines: 12,
          slowMs: timing.slowMs,
          drainMs: 90_000,
          progress,
        }
      : { ...plantedRun(planted, seed), engine, progress },
  );
  progress('');
  if (json) out(JSON.stringify({ seed, ...Object(jsonOf(outcome)) }));
  else for (const line of tableOf(outcome)) out(line);
  return outcome.judgement.violations.length === 0 ? 0 : 1;
};

// The sandboxes and the workers end with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

process.exitCode = await main();
