import { type Affirmation, type Deal, type Leg, type Pace, settledAt, shownTo } from './deal.js';

/** What is put up. */
export interface Proposal {
  readonly legs: readonly [Leg, Leg];
  /** How long it may be affirmed. Units: milliseconds. */
  readonly windowMs: number;
}

/** One authenticated call: a read without a body, an affirmation with one. */
interface Call {
  readonly account: string;
  /** The key that it was made with; each has a sequence of its own. */
  readonly key: string;
  readonly sequence: bigint;
  readonly body: string;
}

/** What the venue answers. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A movement that really took place. */
export interface Move extends Leg {
  readonly deal: string;
}

/** The venue's own books. Every instant comes from outside; `asOfMs` answers from a copy that is that old. */
export interface Books {
  readonly propose: (proposal: Proposal, nowMs: number) => string;
  /** Somebody affirms on the venue's own screen. */
  readonly affirm: (deal: string, by: string, nowMs: number) => void;
  readonly call: (call: Call, nowMs: number, asOfMs?: number) => Answer;
  readonly moves: (nowMs: number) => ReadonlyArray<Move>;
  readonly affirmations: (deal: string) => ReadonlyArray<Affirmation>;
}

/** Books without a deal. */
export const openBooks = (pace: Pace): Books => {
  const deals = new Map<string, Deal>();
  const lastSequence = new Map<string, bigint>();
  const references = new Set<string>();

  const note = (deal: Deal, affirmation: Affirmation): void =>
    void deals.set(deal.id, { ...deal, affirmations: [...deal.affirmations, affirmation] });

  const affirm = ({ account, sequence, body }: Call, nowMs: number): Answer => {
    const asked = read(body);
    if (asked === undefined) return complaint(400, 'bad_request');
    const { reference, legs } = asked;
    const deal = deals.get(asked.deal);
    if (deal === undefined || !deal.legs.some(({ from }) => from === account))
      return complaint(404, 'unknown_deal');
    if (termsText(legs) !== termsText(deal.legs)) return complaint(409, 'terms_differ');
    if (deal.affirmations.some(({ by }) => by === account)) return complaint(409, 'already_affirmed');
    if (references.has(`${account} ${reference}`)) return complaint(409, 'reference_used');
    if (nowMs > deal.affirmBy) return complaint(409, 'window_closed');
    references.add(`${account} ${reference}`);
    const affirmation = { by: account, reference, sequence, at: nowMs + pace.applyMs };
    note(deal, affirmation);
    const taken = { ...deal, affirmations: [...deal.affirmations, affirmation] };
    return { status: 200, body: { deal: shownTo(account, taken, pace, nowMs + pace.applyMs) } };
  };

  return {
    propose: ({ legs, windowMs }, nowMs) => {
      const id = `D${deals.size + 1}`;
      deals.set(id, { id, proposedAt: nowMs, affirmBy: nowMs + windowMs, legs, affirmations: [] });
      return id;
    },
    affirm: (id, by, nowMs) => {
      const deal = deals.get(id);
      if (deal !== undefined) note(deal, { by, reference: `screen-${id}`, sequence: undefined, at: nowMs });
    },
    call: (call, nowMs, asOfMs = nowMs) => {
      // First of all, so that the second copy of a request gets no other complaint than this one.
      if (call.sequence <= (lastSequence.get(call.key) ?? -1n)) return complaint(409, 'sequence_used');
      lastSequence.set(call.key, call.sequence);
      if (call.body !== '') return affirm(call, nowMs);
      const known = [...deals.values()].filter(
        ({ legs, proposedAt }) => legs.some(({ from }) => from === call.account) && proposedAt <= asOfMs,
      );
      const shown = known.toReversed().map((deal) => shownTo(call.account, deal, pace, asOfMs));
      return { status: 200, body: { deals: shown } };
    },
    moves: (nowMs) =>
      [...deals.values()]
        .filter((deal) => (settledAt(deal, pace) ?? Number.POSITIVE_INFINITY) <= nowMs)
        .flatMap(({ id, legs }) => legs.map((leg) => ({ ...leg, deal: id }))),
    affirmations: (id) => deals.get(id)?.affirmations ?? [],
  };
};

const complaint = (status: number, code: string): Answer => ({ status, body: { error: { code } } });

interface Asked {
  readonly deal: string;
  readonly reference: string;
  readonly legs: ReadonlyArray<Leg>;
}

/** A reference of printable characters, a deal, and legs of texts; nothing else will do. */
const read = (body: string): Asked | undefined => {
  try {
    const asked: unknown = JSON.parse(body);
    return isAsked(asked) && /^[\x21-\x7e]{1,128}$/.test(asked.reference) ? asked : undefined;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isLeg = (value: unknown): value is Leg =>
  isObject(value) &&
  [value['from'], value['asset'], value['amount']].every((field) => typeof field === 'string');

const isAsked = (value: unknown): value is Asked =>
  isObject(value) &&
  typeof value['deal'] === 'string' &&
  typeof value['reference'] === 'string' &&
  Array.isArray(value['legs']) &&
  value['legs'].every(isLeg);

/** The same text for the same terms, in whatever order and with however many zeros behind. */
const termsText = (legs: ReadonlyArray<Leg>): string =>
  JSON.stringify(legs.map(({ from, asset, amount }) => [from, asset, plain(amount)].join(' ')).toSorted());

const plain = (amount: string): string => (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);
