import { type ChoiceName, type MandateId, Overview, Story } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { Json } from '../answer.js';
import type { Page } from '../screen/page.js';
import { iso, since } from '../screen/time.js';

/** An intent that is not over, with the mandate that it is of. */
export interface OpenOf {
  readonly mandate: MandateId;
  readonly venue: string;
  readonly account: string;
  readonly intent: Overview.OpenIntent;
}

/** The open intents of a mandate. */
export const openOf = ({ mandate, open }: Overview.Overview): ReadonlyArray<OpenOf> =>
  open.map((intent) => ({ mandate: mandate.id, venue: mandate.venue, account: mandate.account, intent }));

/** Whether somebody has to look at it: money may have moved and nobody knows, or it waits for a person. */
export const isAlarming = ({ intent: { state, waitsForPersonSinceMs } }: OpenOf): boolean =>
  state === 'Unknown' || state === 'MayBeSent' || O.isSome(waitsForPersonSinceMs);

/** What an intent looks like in JSON. */
export const openJson = ({ mandate, venue, account, intent: one }: OpenOf): Json => ({
  mandate,
  intent: one.number,
  venue,
  account,
  instruction: Overview.words(one),
  state: one.state,
  since: iso(one.sinceMs),
  waitsForPersonSince: timeJson(one.waitsForPersonSinceMs),
  attempts: one.attempts,
  lane: O.isSome(one.lane) ? one.lane.value : null,
  known: one.known,
  wouldResolve: one.wouldResolve,
  decisions: one.choices.map(({ name, means }) => ({ option: optionOf[name], means })),
});

/** An instant that may be missing, in JSON. */
export const timeJson = (ms: O.Option<number>): Json => (O.isSome(ms) ? iso(ms.value) : null);

/** The option of `legwork resolve` that gives a decision. */
export const optionOf: Readonly<Record<ChoiceName, string>> = {
  Adopt: '--adopt',
  DeclareVoid: '--void',
  Withdraw: '--withdraw',
};

/** Shows all that is known of an intent: what, since when, and what would resolve it (contract L3). */
export const showOpen = (page: Page, { mandate, venue, account, intent }: OpenOf, nowMs: number): void => {
  page.text(`${mandate}, intent ${intent.number}: ${Overview.words(intent)}`, 2);
  const field = (name: string, text: string, alarm = false): void =>
    page.field(name, text, { indent: 4, alarm });
  field('where', `${venue} / ${account}${O.isSome(intent.lane) ? `, lane ${intent.lane.value}` : ''}`);
  field('state', Overview.stateText(intent), intent.state === 'Unknown');
  field('since', since(intent.sinceMs, nowMs));
  field('known', Story.sentence(intent.known));
  field('needs', Story.sentence(intent.wouldResolve));
};
