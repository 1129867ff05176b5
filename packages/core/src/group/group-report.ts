import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { AssetId } from '../noun/id.js';
import { type Page, left, list, right, section, table } from '../portfolio/page.js';
import { pageMarkdown } from '../portfolio/page-markdown.js';
import { pageText } from '../portfolio/page-text.js';
import * as Amounts from './amounts.js';
import type { Ask } from './ask.js';
import type { Group } from './ordering.js';
import { type GroupDecision, type Held, next } from './next.js';
import type { MemberStanding } from './standing.js';
import { incoming, outgoing } from './terms.js';

/** What came of a group, as far as it is known now: one report over all its venues. */
export interface GroupReport {
  readonly group: string;
  readonly standings: ReadonlyArray<MemberStanding>;
  readonly decision: GroupDecision;
  readonly totals: ReadonlyArray<AssetTotal>;
}

/** What the members come to in one asset. Units: whole units of the asset. */
export interface AssetTotal {
  readonly asset: AssetId;
  /** What the plans send at the most, charges included. */
  readonly toSend: Quantity.Quantity;
  /** What of that has left, or may have. */
  readonly sent: Quantity.Quantity;
  readonly toReceive: Quantity.Quantity;
  readonly received: Quantity.Quantity;
  /** What has left, or may, without what comes for it being there. */
  readonly outstanding: Quantity.Quantity;
  readonly most: O.Option<Quantity.Quantity>;
}

/** The report of a group whose members stand so. */
export const reportOf = (group: Group, standings: ReadonlyArray<MemberStanding>): GroupReport => {
  const decision = next(group, standings);
  const plans = group.members.map(({ plan }) => plan);
  const toSend = Amounts.sum(plans.map((plan) => Amounts.atMost(outgoing(plan))));
  const toReceive = Amounts.sum(plans.map((plan) => Amounts.ofLines(incoming(plan))));
  const sent = Amounts.sum(standings.map(({ out }) => out));
  const received = Amounts.sum(standings.map((one) => one.received));
  const assets = [...new Set([...toSend.keys(), ...toReceive.keys()])].toSorted();
  const totals = assets.map((asset) => ({
    asset,
    toSend: Amounts.of(toSend, asset),
    sent: Amounts.of(sent, asset),
    toReceive: Amounts.of(toReceive, asset),
    received: Amounts.of(received, asset),
    outstanding: Amounts.of(decision.exposed, asset),
    most: O.fromNullable(group.limits.find((limit) => limit.asset === asset)?.most),
  }));
  return { group: group.name, standings, decision, totals };
};

/** The report as plain text, no line wider than 80 columns. */
export const text = (report: GroupReport): string => pageText(page(report));

/** The report as Markdown. */
export const markdown = (report: GroupReport): string => pageMarkdown(page(report));

/** The report as something to read, for whoever shows it otherwise than as text or Markdown. */
export const page = ({ group, standings, decision, totals }: GroupReport): Page => ({
  title: `Group ${group}: ${stateText(decision)}`,
  sections: [
    section('Members', table(memberColumns, standings.map(memberRow)), 'None.'),
    section('What has moved', table(totalColumns, totals.map(totalRow)), 'Nothing moves for us.'),
    section('Held, and why', list(decision.held.map(heldText)), 'Nothing.'),
    section('Who has to act', list(decision.asks.map(askText)), 'Nobody.'),
  ],
});

const stateText = ({ isOver, needsPerson }: GroupDecision): string => {
  if (isOver) return needsPerson ? 'over, and a person has to look' : 'over';
  return needsPerson ? 'needs a person' : 'under way';
};

const phaseWords = {
  Held: 'held',
  UnderWay: 'under way',
  NeedsPerson: 'needs a person',
  Settling: 'settling',
  Final: 'final',
  Failed: 'failed',
  Lapsed: 'lapsed',
} as const;

const memberColumns = [left('member'), left('stands'), left('venue says'), left('note')];
const memberRow = ({ member, phase, status, isRead, note }: MemberStanding): ReadonlyArray<string> => [
  member,
  phaseWords[phase],
  O.isSome(status) ? status.value : isRead ? '' : 'not read',
  note,
];

const totalColumns = [
  left('asset'),
  right('to send'),
  right('sent'),
  right('to receive'),
  right('received'),
  right('outstanding'),
  right('at most'),
];
const totalRow = (total: AssetTotal): ReadonlyArray<string> => [
  total.asset,
  total.toSend,
  total.sent,
  total.toReceive,
  total.received,
  total.outstanding,
  O.isSome(total.most) ? total.most.value : '',
];

const heldText = ({ member, because, forGood }: Held): string =>
  `${member}${forGood ? ', for good' : ''}: ${because.map(({ what }) => what).join('; ')}`;

const askText = ({ who, member, what }: Ask): string => `${who}, ${member}: ${what}`;
