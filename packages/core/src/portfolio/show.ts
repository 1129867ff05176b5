import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { Party } from '../noun/party.js';
import type { Act } from './act.js';
import type { Deadline } from './deadline.js';
import type { AssetNet, PartyFlow } from './flow.js';
import type { Funding } from './funding.js';
import { instantText, stretchText } from './instant-text.js';
import { type Page, left, list, paragraph, right, section, table } from './page.js';
import { pageMarkdown } from './page-markdown.js';
import { pageText } from './page-text.js';
import type { Portfolio } from './overall-plan.js';
import type { Warning } from './warning.js';

/** The portfolio as plain text, no line wider than 80 columns. */
export const text = (portfolio: Portfolio): string => pageText(page(portfolio));

/** The portfolio as Markdown. */
export const markdown = (portfolio: Portfolio): string => pageMarkdown(page(portfolio));

/** The portfolio as something to read, for whoever shows it otherwise than as text or Markdown. */
export const page = (portfolio: Portfolio): Page => {
  const { atMs, members, flows, nets, acts, deadlines, funding, warnings, digest } = portfolio;
  const count = members.length === 1 ? '1 settlement' : `${members.length} settlements`;
  return {
    title: `Plan of ${count}, as of ${instantText(atMs)}`,
    sections: [
      section('Warnings, the worst first', list(warnings.map(warningText)), 'None.'),
      section('Net for us over all venues', table(netColumns, nets.map(netRow)), 'Nothing moves for us.'),
      section('What each party sends and receives', table(flowColumns, flows.map(flowRow)), 'Nothing moves.'),
      section('Funding needed', table(fundingColumns, funding.map(fundingRow)), 'Nothing is sent by us.'),
      section('Who can act now', list(acts.filter(isNow).map(actText)), 'Nobody.'),
      section('Who acts later', list(acts.filter((one) => !isNow(one)).map(actText)), 'Nobody.'),
      section('Deadlines, the first one first', table(deadlineColumns, deadlines.map(deadlineRow)), 'None.'),
      {
        heading: 'What is approved',
        blocks: [
          list(
            portfolio.substance
              .filter(({ exact }) => !isFormat(exact))
              .map(({ at, words }) => `${at}: ${words}`),
          ),
          paragraph(`Digest: ${digest}`),
        ],
      },
    ],
  };
};

const isFormat = (exact: string): boolean => exact.endsWith(' legwork plan 1');

const severityWords = { Stops: 'STOPS', Endangers: 'ENDANGERS', Mind: 'MIND' } as const;

const warningText = ({ severity, at, what }: Warning): string => `${severityWords[severity]} ${at}: ${what}`;

const partyText = ({ role, account }: Party): string => `${role} ${account}`;

const some = (quantity: Quantity.Quantity): string => (quantity === Quantity.zero ? '' : quantity);

const netColumns = [left('asset'), right('send'), right('charges at most'), right('receive'), left('net')];
const netRow = ({ asset, sends, chargesMax, receives, net }: AssetNet): ReadonlyArray<string> => [
  asset,
  some(sends),
  some(chargesMax),
  some(receives),
  net.way === 'Even' ? 'even' : `${net.quantity} ${net.way === 'Out' ? 'out' : 'in'}`,
];

const flowColumns = [left('venue'), left('party'), left('asset'), right('sends'), right('receives')];
const flowRow = ({ venue, party, asset, sends, chargesMax, receives }: PartyFlow): ReadonlyArray<string> => [
  venue,
  partyText(party),
  asset,
  chargesMax === Quantity.zero ? some(sends) : `${sends} (+${chargesMax})`,
  some(receives),
];

const fundingColumns = [left('account'), left('asset'), right('needed'), right('there'), right('missing')];
const fundingRow = ({
  venue,
  account,
  asset,
  needed,
  available,
  shortfall,
}: Funding): ReadonlyArray<string> => [
  `${venue}/${account}`,
  asset,
  needed,
  O.isSome(available) ? available.value : 'not given',
  some(shortfall),
];

const isNow = ({ waitsFor }: Act): boolean => O.isNone(waitsFor);
const actText = ({ member, by, what, waitsFor }: Act): string =>
  `${partyText(by)}, ${member}: ${what}${O.isSome(waitsFor) ? ` (waits for: ${waitsFor.value})` : ''}`;

const deadlineColumns = [left('when'), left('left'), left('what'), left('members')];
const deadlineRow = ({ atMs, leftMs, state, kind, name, members }: Deadline): ReadonlyArray<string> => [
  instantText(atMs),
  state === 'Missed'
    ? `over by ${stretchText(leftMs)}`
    : `${stretchText(leftMs)}${state === 'Near' ? '!' : ''}`,
  kind === 'CutOff' ? `cut-off ${name}` : name,
  members.join(' '),
];
