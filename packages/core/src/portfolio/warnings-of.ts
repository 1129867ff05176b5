import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { MandateId } from '../noun/id.js';
import { payments } from '../noun/instruction.js';
import { rollup } from '../noun/rollup.js';
import type { Settlement } from '../noun/settlement.js';
import type { Checked, Opening } from './check.js';
import { type Deadline, isOpen } from './deadline.js';
import { movingLines } from './flow.js';
import type { Funding } from './funding.js';
import { instantText } from './instant-text.js';
import type { PortfolioMember } from './request.js';
import { waiverOf } from './substance.js';
import { type Warning, sorted, warning } from './warning.js';

/** What warnings are made from. */
export interface Findings {
  readonly members: ReadonlyArray<PortfolioMember>;
  readonly checked: Checked;
  readonly deadlines: ReadonlyArray<Deadline>;
  readonly funding: ReadonlyArray<Funding>;
}

/** Everything that an approver should know, the worst first. */
export const warningsOf = ({ members, checked, deadlines, funding }: Findings): ReadonlyArray<Warning> =>
  sorted([
    ...deadlines.flatMap(aboutDeadline),
    ...funding.flatMap((one) => aboutFunding(one, members)),
    ...members.flatMap((member) => [
      ...aboutWords(member),
      ...aboutOthers(member, checked.openings, deadlines),
      ...aboutSides(member),
      ...aboutDecisions(member),
    ]),
  ]);

const aboutDeadline = ({ kind, name, members, atMs, state, matters }: Deadline): ReadonlyArray<Warning> => {
  if (!matters || state === 'Ahead') return [];
  const when = instantText(atMs);
  if (kind === 'CutOff') {
    const at = `cut-off ${JSON.stringify(name)}`;
    return state === 'Missed'
      ? [warning('CutOffMissed', at, `It was at ${when}; what goes now comes after it.`, members)]
      : [warning('CutOffNear', at, `It is at ${when}, which is within the margin.`, members)];
  }
  return state === 'Missed'
    ? [warning('ConsentLapsed', name, `It lapsed at ${when}.`, members)]
    : [warning('ConsentNear', name, `It lapses at ${when}, which is within the margin.`, members)];
};

const aboutFunding = (
  { venue, account, asset, needed, available, shortfall }: Funding,
  members: ReadonlyArray<PortfolioMember>,
): ReadonlyArray<Warning> => {
  if (shortfall === Quantity.zero) return [];
  const at = `balance ${venue}/${account}/${asset}`;
  const ids = members
    .filter((member) => member.plan.venue === venue)
    .filter((member) =>
      movingLines(member).some(
        (one) => one.payer.role === 'Us' && one.payer.account === account && one.asset === asset,
      ),
    )
    .map(({ id }) => id);
  return O.isSome(available)
    ? [
        warning(
          'ShortFunding',
          at,
          `${needed} ${asset} are needed and ${available.value} are there: ${shortfall} are missing.`,
          ids,
        ),
      ]
    : [warning('BalanceNotGiven', at, `${needed} ${asset} are needed, and no balance was given.`, ids)];
};

const aboutWords = ({ id, plan, settlement }: PortfolioMember): ReadonlyArray<Warning> => {
  const at = `member ${id}`;
  if (O.isNone(settlement))
    return plan.subject._tag === 'Existing'
      ? [
          warning('NotRead', at, `The settlement ${plan.subject.settlement} was not given as it was read.`, [
            id,
          ]),
        ]
      : [];
  const odd = settlement.value.oddities.map((one) =>
    warning('OddWords', at, `The venue says something odd about ${one.at}: ${one.what}.`, [id]),
  );
  switch (rollup(settlement.value)) {
    case 'Unclear':
      return [...odd, warning('OddWords', at, 'The venue uses a word that is not known here.', [id])];
    case 'Stopped':
      return [
        ...odd,
        warning('Ended', at, 'A consent was refused or taken back, or it ended unsettled.', [id]),
      ];
    case 'Lapsed':
      return [...odd, warning('Ended', at, 'A consent was not given in time.', [id])];
    case 'AwaitingConsent':
    case 'Ready':
    case 'Settling':
    case 'PartlySettled':
    case 'Settled':
    case 'Final':
      return odd;
  }
};

/** What ends before somebody that it needs comes to work. */
const aboutOthers = (
  { id, plan, settlement }: PortfolioMember,
  openings: ReadonlyArray<Opening>,
  deadlines: ReadonlyArray<Deadline>,
): ReadonlyArray<Warning> => {
  if (O.isNone(settlement)) return [];
  const needed = accountsNeeded(settlement.value);
  const ends = deadlines.filter(({ matters, members }) => matters && members.includes(id));
  const first = ends.find(({ state }) => state !== 'Missed');
  if (first === undefined) return [];
  return openings
    .filter(({ venue, account }) => venue === plan.venue && needed.has(account))
    .filter(({ opensAtMs }) => opensAtMs >= first.atMs)
    .map(({ account, opensAtMs }) => {
      const ending = `${first.kind === 'CutOff' ? `The cut-off ${first.name}` : `The ${first.name}`} ends at ${instantText(first.atMs)}`;
      const what = `${ending}, and ${account} cannot act before ${instantText(opensAtMs)}.`;
      return warning('LapsesBeforeOthersCanAct', `member ${id}`, what, [id]);
    });
};

/** The accounts of others whose consent is awaited, or who have a leg to settle. */
const accountsNeeded = ({ consents, legs }: Settlement): ReadonlySet<string> =>
  new Set([
    ...consents
      .filter(({ by, status }) => by.role !== 'Us' && status === 'Awaited')
      .map(({ by }) => by.account),
    ...legs.flatMap(({ flow, actionableBy, status }) =>
      O.isNone(flow) || status === 'Settled'
        ? []
        : [flow.value.payer, flow.value.receiver]
            .filter(({ role }) => role !== 'Us' && actionableBy.includes(role))
            .map(({ account }) => account),
    ),
  ]);

/** What leaves without anything having to come. */
const aboutSides = (member: PortfolioMember): ReadonlyArray<Warning> => {
  const { id, plan, settlement } = member;
  const sends = movingLines(member).some(({ payer }) => payer.role === 'Us');
  if (!sends) return [];
  const at = `member ${id}`;
  const incoming = plan.lines.filter(({ receiver }) => receiver.role === 'Us');
  if (incoming.length === 0)
    return [warning('OneSided', at, 'We send by it, and nothing comes to us by it.', [id])];
  const isWhole = O.isNone(settlement) || settlement.value.atomicity === 'Whole';
  if (isWhole || incoming.every(({ by }) => by === 'Over')) return [];
  return [
    warning(
      'SendsFirst',
      at,
      'It settles leg by leg: what we send can be gone before what we receive has come.',
      [id],
    ),
  ];
};

const aboutDecisions = (member: PortfolioMember): ReadonlyArray<Warning> => {
  const { id, plan } = member;
  if (!isOpen(member)) return [];
  const waiver = waiverOf(plan);
  const waived =
    waiver === undefined
      ? []
      : [warning('DirectionWaived', `member ${id}`, `No positions are held against it: ${waiver}.`, [id])];
  return [...waived, ...unlimitedAssets(member).map((asset) => unlimited(id, asset))];
};

const unlimited = (id: MandateId, asset: string): Warning =>
  warning('Unlimited', `member ${id}`, `No limit holds for what is sent of ${asset}.`, [id]);

const unlimitedAssets = ({ plan, limits }: PortfolioMember): ReadonlyArray<string> => {
  if (limits.others === 'Refused') return [];
  const open = plan.instructions
    .flatMap(payments)
    .filter(
      ({ asset, flow }) =>
        !limits.caps.some(
          (cap) =>
            cap.asset === asset && (O.isNone(cap.receiver) || cap.receiver.value === flow.receiver.account),
        ),
    );
  return [...new Set(open.map(({ asset }) => asset))].toSorted();
};
