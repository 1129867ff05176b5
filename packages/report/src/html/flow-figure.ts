import type { LegPart, PartyPart, SettlementPart } from '../settlement-report.js';
import { countText, partyText } from '../words.js';
import { type Markup, written } from './markup.js';

/** How many legs are drawn; more are in the tables only. */
const legsMax = 60;
const legHeight = 52;
const headHeight = 26;

/** Who pays whom what: an arrow for each leg, dashed until it is settled. */
export const flowFigure = (settlements: ReadonlyArray<SettlementPart>, id: string): Markup => {
  const rows: Array<Markup> = [];
  let y = 0;
  let drawn = 0;
  for (const settlement of settlements) {
    const legs = settlement.legs.slice(0, legsMax - drawn);
    if (legs.length === 0) continue;
    const name = `${settlement.venue}, ${short(settlement.id, 20)}`;
    rows.push(written`<text class="quiet" x="0" y="${y + 14}">${name}</text>\n`);
    rows.push(...legs.map((leg, at) => legMarkup(leg, y + headHeight + at * legHeight)));
    y += headHeight + legs.length * legHeight;
    drawn += legs.length;
  }
  const more = settlements.reduce((sum, { legs }) => sum + legs.length, 0) - drawn;
  return written`<figure><svg role="img" height="${y}" aria-labelledby="${id}-t ${id}-d">
<title id="${id}-t">Who pays whom</title>
<desc id="${id}-d">${countText(drawn, 'leg')} from payer to receiver. The tables of legs say the same.</desc>
${rows}</svg>
<figcaption>From payer to receiver; dashed: not settled.${moreText(more)}</figcaption></figure>
`;
};

const moreText = (more: number): string =>
  more > 0 ? ` ${countText(more, 'more leg')} in the tables only.` : '';

const legMarkup = (leg: LegPart, y: number): Markup => {
  const state = leg.status === 'Settled' ? 'settled' : 'open';
  const line = y + 24;
  return written`<text class="strong" x="50%" y="${y + 14}" text-anchor="middle">${leg.quantity} ${leg.asset}</text>
<line class="flow ${state}" x1="38%" x2="60%" y1="${line}" y2="${line}"/>
<svg x="60%" y="${line}" overflow="visible"><path class="head ${state}" d="M0 -5 L9 0 L0 5 Z"/></svg>
<text class="quiet" x="50%" y="${y + 40}" text-anchor="middle">${leg.status}</text>
${partyMarkup(leg.payer, '0', 'start', line)}${partyMarkup(leg.receiver, '100%', 'end', line)}`;
};

const partyMarkup = (party: PartyPart | null, x: string, anchor: string, y: number): Markup => {
  if (party === null)
    return written`<text class="quiet" x="${x}" y="${y + 4}" text-anchor="${anchor}">not understood</text>\n`;
  const ours = party.role === 'Us' ? 'us' : 'strong';
  return written`<g><title>${partyText(party)}</title><text class="${ours}" x="${x}" y="${y}" text-anchor="${anchor}">${party.role}</text>
<text class="quiet" x="${x}" y="${y + 15}" text-anchor="${anchor}">${short(party.account, 14)}</text></g>\n`;
};

/** An id without its middle, if it is too long: ids of a kind differ at their ends. */
const short = (id: string, most: number): string => {
  const end = Math.floor((most - 2) / 2);
  return id.length <= most ? id : `${id.slice(0, most - 2 - end)}..${id.slice(-end)}`;
};
