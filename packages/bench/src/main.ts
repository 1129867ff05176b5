import { type Request, readArguments, usage } from './arguments.js';
import { benches, growthBenches } from './benches.js';
import type { Growth } from './growth/growth.js';
import type { Setting } from './harness/bench.js';
import { installPeers } from './installing-peers.js';
import type { Finding } from './report/finding.js';
import { growthLines, sectionLines } from './report/terminal.js';
import { surroundings } from './surroundings.js';
import { writeReference } from './writing.js';

const tell = (what: string): void => void process.stderr.write(`… ${what}\n`);

const settingOf = (quick: boolean): Setting => ({
  quick,
  short: { rounds: quick ? 7 : 21, lap: quick ? 5 : 25, warmUps: quick ? 30 : 80 },
  long: { rounds: quick ? 3 : 9, lap: 0, warmUps: 1 },
  program: { rounds: quick ? 3 : 9, lap: 0, warmUps: 1 },
  settle: () => {
    globalThis.gc?.({ type: 'minor' });
  },
  tell,
});

const run = async ({ quick, json, write, only }: Request): Promise<void> => {
  const setting = settingOf(quick);
  const show = (lines: ReadonlyArray<string>): void => {
    if (!json) process.stdout.write(`${lines.join('\n')}\n`);
  };
  const isWanted = ({ title }: { readonly title: string }): boolean =>
    title.toLowerCase().includes(only.toLowerCase());
  installPeers(tell);
  const sections: Array<Finding['sections'][0]> = [];
  for (const bench of benches.filter(isWanted)) {
    const section = { title: bench.title, rows: await bench.run(setting) };
    sections.push(section);
    show(sectionLines(section.title, section.rows));
  }
  const growths: Array<Growth> = [];
  for (const bench of growthBenches.filter(isWanted)) {
    const growth = await bench.run(setting);
    growths.push(growth);
    show(growthLines(growth));
  }
  const finding: Finding = { surroundings: surroundings(quick), sections, growths };
  if (json) process.stdout.write(`${JSON.stringify(finding)}\n`);
  if (write) writeReference(finding);
};

const request = readArguments(process.argv.slice(2));
if (typeof request === 'string') {
  process.stderr.write(`${request}\n\n${usage}`);
  process.exitCode = 2;
} else if (globalThis.gc === undefined) {
  process.stderr.write('Run it by npm run bench: it needs flags of Node.\n');
  process.exitCode = 2;
} else await run(request);
