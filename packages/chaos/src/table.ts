import type { Outcome } from './chaos.js';

const row = (name: string, value: string | number): string =>
  `  ${name.padEnd(42)}${typeof value === 'number' ? value.toLocaleString('en') : value}`;

/** The middle and the greatest of some times, for people. */
const spread = (ms: ReadonlyArray<number>): string => {
  const sorted = ms.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${seconds(middle)} in the middle, ${seconds(sorted.at(-1) ?? 0)} at most (${sorted.length})`;
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

/** What came of a run, in words and figures. */
export const tableOf = ({
  judgement,
  tally,
  log,
  commits,
  seconds: took,
}: Outcome): ReadonlyArray<string> => {
  const { violations, jobs, cancelled, legs, created, affirmed, left, notDone } = judgement;
  const count = (rule: string): number => violations.filter((one) => one.rule === rule).length;
  const done = legs + created + affirmed;
  const takeovers = log.takeovers();
  const strikes = log.strikes();
  return [
    'What was done to the workers',
    row('killed at a point', strikes.killedAt),
    row('killed at any instant', strikes.killedAnytime),
    row('stopped and continued', strikes.stopped),
    ...[...log.cuts].toSorted(([a], [b]) => a.localeCompare(b)).map(([cut, times]) => row(`  ${cut}`, times)),
    ...(tally.missed.length === 0 ? [] : [row('points that nobody came by', tally.missed.join(', '))]),
    ...[...log.losses].map(([why, times]) => row('ended by themselves', `${times}: ${why}`)),
    'What came of the business',
    row('jobs', jobs),
    row('of which taken back', cancelled),
    row('legs settled at Kraken Prime', legs),
    row('settlements created at BitGo', created),
    row('settlements affirmed at BitGo', affirmed),
    row('doubles', count('Double')),
    row('lost, or done only in words', count('Lost') + count('FalseDone')),
    row('moved although void or taken back', count('LateEffect')),
    row('signed for something else', count('SignedOther')),
    row('nonces refused', `${judgement.noncesRefused}, unexplained ${count('NonceRefused')}`),
    row('left to a person', left.length),
    ...left.map((one) => `    ${one}`),
    ...[...notDone].map(([why, times]) => row('ended as not done', `${times}: ${why}`)),
    row('the journal', judgement.verified),
    row('taken over after', spread(takeovers.opened)),
    row('first record after', spread(takeovers.wrote)),
    row('commits per settlement', done === 0 ? 0 : (commits / done).toFixed(1)),
    row('violations', violations.length),
    ...violations.slice(0, shownMax).map(({ rule, what }) => `    ${rule}: ${what}`),
    row('time', `${took.toFixed(0)} s`),
  ];
};

const shownMax = 40;

/** The same for programs. */
export const jsonOf = ({ judgement, tally, log, commits, seconds: took }: Outcome): unknown => ({
  ...judgement,
  notDone: Object.fromEntries(judgement.notDone),
  ...log.strikes(),
  ...tally,
  cuts: Object.fromEntries(log.cuts),
  takeovers: log.takeovers(),
  commits,
  seconds: took,
});
