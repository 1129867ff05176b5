import * as O from 'fp-ts/lib/Option.js';
import { describe } from '../noun/instruction.js';
import type { Cap } from '../plan/limits.js';
import type { Plan } from '../plan/plan.js';
import type { DatedCutOff } from './check.js';
import { instantText } from './instant-text.js';
import type { PortfolioMember } from './request.js';

/** One line of what is approved. */
export interface SubstanceLine {
  /** What it is about; lines of two portfolios about the same thing are held against each other. */
  readonly at: string;
  /** For people. */
  readonly words: string;
  /** What the digest is taken of: everything that counts, and nothing else. */
  readonly exact: string;
}

/**
 * What an approver signs off: which mandates, everything of substance of each plan, the limits they are issued with, the
 * instants of the cut-offs, and the conditions. Sorted, each once.
 *
 * What depends on the clock or on a reading is not in it: the time left, balances, who has consented, warnings; nor is
 * anything that is only shown, such as the name of a calendar.
 */
export const substanceOf = (
  members: ReadonlyArray<PortfolioMember>,
  cutOffs: ReadonlyArray<DatedCutOff>,
  conditions: ReadonlyArray<string>,
): ReadonlyArray<SubstanceLine> => {
  const lines = new Map<string, SubstanceLine>();
  for (const line of [
    ...members.flatMap((member) => [...planLines(member), ...limitLines(member)]),
    ...cutOffs.map(cutOffLine),
    ...conditions.map(conditionLine),
  ])
    lines.set(line.exact, line);
  return [...lines.values()].toSorted((a, b) => (a.exact < b.exact ? -1 : 1));
};

/** The text whose digest is approved. Two portfolios with the same text do the same. */
export const canonical = (substance: ReadonlyArray<SubstanceLine>): string =>
  ['legwork portfolio 1', ...substance.map(({ exact }) => exact)].join('\n');

const waived = 'expected positions waived by ';

/** Who waived the expected positions of a plan, and why; `undefined` if nobody did. */
export const waiverOf = ({ substance }: Plan): string | undefined =>
  substance
    .split('\n')
    .find((line) => line.startsWith(waived))
    ?.replace(waived, 'waived by ');

const planLines = ({ id, plan }: PortfolioMember): ReadonlyArray<SubstanceLine> => {
  // The texts of instructions are for machines; a person reads what they do.
  const words = new Map(plan.instructions.map((one) => [`do ${JSON.stringify(one)}`, describe(one)]));
  return plan.substance.split('\n').map((line) => ({
    at: `member ${id}, ${aboutOf(line)}`,
    words: words.get(line) ?? line.replace(/^leg [^ ]+: /, ''),
    exact: `member ${id} ${line}`,
  }));
};

/** What a line of a plan is about: the words that stay the same when the plan changes. */
const aboutOf = (line: string): string => {
  const leg = /^leg [^ :]+/.exec(line)?.[0];
  if (leg !== undefined) return leg;
  const [first = '', second = ''] = line.split(' ');
  return known[`${first} ${second}`] ?? known[first] ?? first;
};

const known: Readonly<Record<string, string>> = {
  'expected positions': 'expected positions',
  'legwork plan': 'version of the plan',
  venue: 'venue and account',
  do: 'what is asked of the venue',
};

const limitLines = ({ id, limits }: PortfolioMember): ReadonlyArray<SubstanceLine> => [
  {
    at: `member ${id}, other limits`,
    words: limits.others === 'Unlimited' ? 'other assets are not limited' : 'other assets are not sent',
    exact: `member ${id} limits of others ${limits.others}`,
  },
  ...limits.caps.map((cap) => ({
    at: `member ${id}, limit of ${cap.asset}`,
    words: capText(cap),
    exact: `member ${id} limit ${capText(cap)}`,
  })),
];

const capText = ({ asset, over, receiver, quantity }: Cap): string =>
  `at most ${quantity} ${asset} for ${over === 'Day' ? 'a day' : 'one intent'}${O.isSome(receiver) ? ` to ${receiver.value}` : ''}`;

const cutOffLine = ({ name, members, atMs, cutOff }: DatedCutOff): SubstanceLine => {
  const ids = [...new Set(members)].toSorted().join(' ');
  const { day, time, calendar } = cutOff;
  return {
    at: `cut-off ${JSON.stringify(name)}`,
    words: `${day} ${time} in ${calendar.zone.name} (${instantText(atMs)}) for ${ids}`,
    exact: `cut-off ${JSON.stringify(name)} ${atMs} ${ids}`,
  };
};

const conditionLine = (condition: string): SubstanceLine => ({
  at: 'condition',
  words: condition,
  exact: `condition ${JSON.stringify(condition)}`,
});
