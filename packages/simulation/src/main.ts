import { readArguments, usage } from './arguments.js';
import { type Row, caught, enumerated, randomly, replay } from './run.js';

const out = (text: string): void => void process.stdout.write(`${text}\n`);

const number = (value: number): string => value.toLocaleString('en');

const show = (row: Row): void => {
  const counts = `${number(row.schedules).padStart(9)} schedules ${number(row.steps).padStart(11)} steps ${number(row.violations).padStart(4)} violations`;
  out(`${counts}  ${row.name}`);
  if (row.first !== undefined) out(`            ${row.first.what}`);
};

const totals = (rows: ReadonlyArray<Row>): { schedules: number; steps: number; violations: number } => ({
  schedules: rows.reduce((total, row) => total + row.schedules, 0),
  steps: rows.reduce((total, row) => total + row.steps, 0),
  violations: rows.reduce((total, row) => total + row.violations, 0),
});

/** Prints what came of it; answers whether it is as it must be. */
const conclude = (rows: ReadonlyArray<Row>, json: boolean, begunMs: number): boolean => {
  const total = totals(rows);
  const seconds = (performance.now() - begunMs) / 1000;
  if (json) out(JSON.stringify({ ...total, seconds: Number(seconds.toFixed(1)), rows }));
  else {
    for (const { first } of rows)
      if (first !== undefined) out(`replay: npm run simulate -- --replay '${first.schedule}'`);
    out(
      `${number(total.schedules)} schedules, ${number(total.steps)} steps, ${number(total.violations)} violations in ${seconds.toFixed(1)} s`,
    );
  }
  return total.violations === 0;
};

const main = (): number => {
  const request = readArguments(process.argv.slice(2));
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n\n${usage}`);
    return 2;
  }
  const begunMs = performance.now();
  switch (request._tag) {
    case 'Help':
      out(usage);
      return 0;
    case 'Replay': {
      const broken = replay(request.schedule, out);
      if (typeof broken === 'string') {
        process.stderr.write(`${broken}\n`);
        return 2;
      }
      out(broken.length === 0 ? 'no promise was broken' : broken.join('\n'));
      return broken.length === 0 ? 0 : 1;
    }
    case 'Pairs':
      return conclude(enumerated(2, request.json ? () => undefined : show), request.json, begunMs) ? 0 : 1;
    case 'Planted': {
      const rows = caught(request.json ? () => undefined : show);
      const missed = rows.filter((row) => row.violations === 0);
      if (request.json)
        out(JSON.stringify({ caught: rows.length - missed.length, missed: missed.length, rows }));
      else out(`${rows.length - missed.length} of ${rows.length} caught`);
      return missed.length === 0 ? 0 : 1;
    }
    case 'Random': {
      const { schedules, seed, json } = request;
      const progress = (done: number, violations: number): void => {
        if (process.stderr.isTTY)
          process.stderr.write(`\r${number(done)} of ${number(schedules)}, ${violations} violations `);
      };
      const rows = randomly(schedules, seed, progress);
      if (process.stderr.isTTY) process.stderr.write('\r\u001B[2K');
      if (!json) for (const row of rows) show(row);
      return conclude(rows, json, begunMs) ? 0 : 1;
    }
  }
};

process.exitCode = main();
