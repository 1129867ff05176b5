/** A decision was not written down. Nothing was changed. */
export interface DecisionRefused {
  readonly _tag: 'DecisionRefused';
  readonly why: RefusedBecause;
  readonly what: string;
  /** What it means for the money. */
  readonly money: string;
  readonly todo: string;
}

/** Why a decision was not written down. */
export type RefusedBecause =
  /** There is no such mandate, or no such intent in it. */
  | 'NotFound'
  /** The intent is over. */
  | 'Over'
  /** It stands otherwise than what the person saw. */
  | 'Changed'
  /** Nothing is out that could be void. */
  | 'NothingOut'
  /** An attempt is out, so it cannot be taken back. */
  | 'AttemptOut'
  /** A worker may be sending at this moment. */
  | 'MaybeSending'
  /** The mandate is about another settlement than the one that is named. */
  | 'OtherSettlement'
  /** Who decides, why, or what is adopted is missing, too long, or not plain text. */
  | 'InvalidWord'
  /** Others kept writing to the mandate. */
  | 'Contended';

/** A refusal, in whole sentences. */
export const refusal = (why: RefusedBecause, what = texts[why].what): DecisionRefused => ({
  _tag: 'DecisionRefused',
  why,
  what,
  money: texts[why].money,
  todo: texts[why].todo,
});

interface Text {
  readonly what: string;
  readonly money: string;
  readonly todo: string;
}

const unchanged = 'Nothing was decided, and nothing changed for the money.';

const texts: Readonly<Record<RefusedBecause, Text>> = {
  NotFound: {
    what: 'The journal has no such intent.',
    money: unchanged,
    todo: 'Check the id and the number of the intent.',
  },
  Over: {
    what: 'The intent is over already.',
    money: `${unchanged} How it ended stands in the journal.`,
    todo: 'Look at its story. What is over is never changed; other business needs a mandate of its own.',
  },
  Changed: {
    what: 'It stands otherwise than when you looked at it.',
    money: unchanged,
    todo: 'Look again, and decide about what stands there now.',
  },
  NothingOut: {
    what: 'Nothing of it is out that could be void.',
    money: `${unchanged} It may go by itself.`,
    todo: 'Withdraw it if it is not to be sent.',
  },
  AttemptOut: {
    what: 'An attempt is out, so it cannot be taken back.',
    money: `${unchanged} The attempt may have happened.`,
    todo: 'Find out at the venue what came of it; then adopt it, or declare it void.',
  },
  MaybeSending: {
    what: 'A worker may be sending at this moment.',
    money: `${unchanged} What is being sent may happen.`,
    todo: 'If its worker is gone, start one: it notes the attempt as unknown, and reads. Without a worker, wait 21 minutes after the attempt was written down.',
  },
  OtherSettlement: {
    what: 'The mandate is about another settlement than the one that you name.',
    money: unchanged,
    todo: 'Name a transfer of the settlement that the mandate is about.',
  },
  InvalidWord: {
    what: 'Who decides, and why, has to be told in plain text.',
    money: unchanged,
    todo: 'Say it anew: a name of at most 200 characters, a reason of at most 1,000.',
  },
  Contended: {
    what: 'Others kept writing to this mandate.',
    money: unchanged,
    todo: 'Look again, and try again.',
  },
};
