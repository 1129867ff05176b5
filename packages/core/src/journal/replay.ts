import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../engine/ledger.js';
import type { JournalRecord } from '../engine/journal-record.js';
import { mandateId } from '../noun/id.js';
import type { Line, Looking } from '../port/store.js';
import { enterAll } from './appending.js';
import * as Books from './books.js';
import { entries } from './bookkeeping.js';
import { mandateCard } from './card-key.js';
import { mandates } from './card.js';
import { type Draft, newDraft } from './draft.js';
import { carryOut } from './memory-store.js';
import * as RecordCodec from './record-codec.js';
import { decodeOrder, enterOrder, ordersStream } from './standing-orders.js';

/** A line that cannot stand where it stands. Nothing may be sent on the strength of this journal. */
export interface ReplayBroken {
  readonly _tag: 'ReplayBroken';
  readonly stream: string;
  readonly what: string;
}

/** Derives the cards of a journal from its lines anew, and holds every line against the rules on the way. */
export interface Replay {
  /** Takes the next line of the whole journal. Errors: `ReplayBroken`; what follows cannot be judged. */
  readonly add: (line: Line) => E.Either<ReplayBroken, void>;
  /** The cards that the lines so far make. Those of leases, nonces, names and jobs come from no line and are not among them. */
  readonly cards: () => ReadonlyMap<string, string>;
}

/** Whether a card follows from the lines, so that a replay can be held against it. */
export const isDerived = (key: string): boolean =>
  /^(mandate|active|taken|spent|attempt|lane|version|committed|over|halt)\//.test(key);

/** Begins a replay before the first line. */
export const newReplay = (): Replay => {
  const cards = new Map<string, string>();
  const ledgers = new Map<string, O.Option<Ledger.Ledger>>();
  const barred = new Set<string>();

  const change = (entering: (draft: Draft) => Looking<O.Option<string>>): O.Option<string> => {
    const draft = newDraft();
    const deed = function* () {
      return draft.done(yield* entering(draft));
    };
    const work = carryOut(deed(), ({ keys }) => ({
      cards: new Map(keys.flatMap((key) => [[key, cards.get(key)]].filter(isPresent))),
      range: [],
    }));
    if (O.isSome(work.answer)) return work.answer;
    for (const { key, value } of work.changes)
      if (value === undefined) cards.delete(key);
      else cards.set(key, value);
    return O.none;
  };

  const addRecord = (stream: string, record: JournalRecord): O.Option<string> => {
    const mandate = mandateId(stream);
    if (E.isLeft(mandate)) return O.some('the name of the stream is no mandate id');
    if (barred.has(stream)) return O.some('a record follows the barring of the id');
    if (record._tag === 'MandateBarred' && !ledgers.has(stream)) barred.add(stream);
    const follows = follow(ledgers.get(stream) ?? O.none, record);
    if (E.isLeft(follows)) return O.some(follows.left);
    ledgers.set(stream, follows.right);
    return change(function* (draft) {
      const made = entries(record);
      const account = (yield* mandates.read(draft, mandateCard(mandate.right)))?.account ?? '';
      for (const one of made) {
        const why = yield* Books.refusal(draft, account, one);
        if (O.isSome(why)) return O.some(`it was written although ${why.value.why}`);
      }
      yield* enterAll(draft, { mandate: mandate.right, records: [record] }, made);
      return O.none;
    });
  };

  const add = ({ stream, text }: Line): O.Option<string> => {
    if (stream === ordersStream) {
      const order = decodeOrder(text);
      if (E.isLeft(order)) return O.some(order.left);
      return change(function* (draft) {
        yield* enterOrder(draft, order.right);
        return O.none;
      });
    }
    const record = RecordCodec.decode(text);
    return E.isLeft(record)
      ? O.some(`it is unreadable: ${record.left.why}`)
      : addRecord(stream, record.right);
  };

  return {
    add: (line) => {
      const broken = add(line);
      return O.isNone(broken)
        ? E.right(undefined)
        : E.left({ _tag: 'ReplayBroken', stream: line.stream, what: broken.value });
    },
    cards: () => cards,
  };
};

const isPresent = (entry: ReadonlyArray<string | undefined>): entry is [string, string] =>
  entry.every((part) => part !== undefined);

/** The ledger after one more record, whatever was before it. */
const follow = (
  ledger: O.Option<Ledger.Ledger>,
  record: JournalRecord,
): E.Either<string, O.Option<Ledger.Ledger>> => {
  if (O.isSome(ledger)) {
    const next = Ledger.apply(ledger.value, record);
    return E.isLeft(next) ? E.left(next.left.what) : E.right(O.some(next.right));
  }
  const first = Ledger.fold([record]);
  if (E.isRight(first)) return first;
  return first.left._tag === 'MandateIsBarred' ? E.right(O.none) : E.left(first.left.what);
};
