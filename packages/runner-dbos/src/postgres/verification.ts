import * as E from 'fp-ts/lib/Either.js';
import { isDerived, newReplay } from '@legwork/core';
import type { Table } from './came.js';
import type { Connection } from './connection.js';
import type { Damage, Fault } from './fault.js';
import { damage, lineOf } from './line.js';
import { cardId, noCards, totalAfter } from './sealing.js';

/** What a whole verification found in order. */
export interface Verified {
  readonly lines: number;
  readonly mandates: number;
  /** The link of the last line. Whoever keeps it elsewhere can show later that nothing before it was changed. */
  readonly head: string;
}

type Found<A> = Promise<E.Either<Fault | Damage, A>>;

const batch = 1_000;

/**
 * Verifies everything as of one instant: each line and its link, that none is missing, each card, that no row was added or taken
 * away, and that the cards are those that core derives from the lines. Besides what is derived, one batch of rows is in memory.
 */
export const verifyAll = async (connection: Connection, place: Table): Found<Verified> => {
  const begun = await connection.say('begin isolation level repeatable read read only');
  if (E.isLeft(begun)) return begun;
  const done = await verifyIn(connection, place);
  if (!connection.isGone()) await connection.say('rollback');
  return done;
};

const verifyIn = async (connection: Connection, place: Table): Found<Verified> => {
  const { schema, sealing } = place;
  const head = await connection.ask(`select seq::text, hash, cards, sum from ${schema}.head`, []);
  if (E.isLeft(head)) return head;
  const [seq = '', hash = '', cards = '', sum = ''] = head.right.rows[0] ?? [];
  if (sealing.head({ seq, hash, cards }) !== sum) return damage('the head of the journal was changed');
  const lines = await verifyLines(connection, place);
  if (E.isLeft(lines)) return lines;
  if (lines.right.seq !== seq || lines.right.hash !== hash) return damage('lines at the end are missing');
  const streams = await verifyStreams(connection, place, lines.right.counts);
  if (E.isLeft(streams)) return streams;
  const total = await verifyCards(connection, place, lines.right.cards);
  if (E.isLeft(total)) return total;
  if (total.right !== cards) return damage('cards were added or taken away');
  const mandates = [...lines.right.counts.keys()].filter((stream) => !stream.startsWith(' ')).length;
  return E.right({ lines: Number(seq), mandates, head: hash });
};

interface Replayed {
  readonly seq: string;
  readonly hash: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly cards: ReadonlyMap<string, string>;
}

const verifyLines = async (connection: Connection, { schema, sealing }: Table): Found<Replayed> => {
  const replay = newReplay();
  const counts = new Map<string, number>();
  let seq = '0';
  let hash = sealing.origin;
  for (;;) {
    const sql = `select seq::text, stream, n::text, text, hash from ${schema}.line where seq > $1::bigint order by line.seq limit ${batch}`;
    // Batches follow each other.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await connection.ask(sql, [seq]);
    if (E.isLeft(answer)) return answer;
    for (const row of answer.right.rows) {
      const line = lineOf(row);
      const n = (counts.get(line.stream) ?? 0) + 1;
      if (BigInt(line.seq) !== BigInt(seq) + 1n) return damage(`line ${BigInt(seq) + 1n} is missing`);
      if (line.n !== String(n) || sealing.link(hash, line) !== line.hash)
        return damage(`line ${line.seq} was changed, or the one before it`);
      const added = replay.add({ stream: line.stream, text: line.text });
      if (E.isLeft(added)) return damage(`line ${line.seq} cannot stand where it stands: ${added.left.what}`);
      counts.set(line.stream, n);
      ({ seq, hash } = line);
    }
    if (answer.right.rows.length < batch) return E.right({ seq, hash, counts, cards: replay.cards() });
  }
};

const verifyStreams = async (
  connection: Connection,
  { schema, sealing }: Table,
  counts: ReadonlyMap<string, number>,
): Found<void> => {
  let after = '';
  let found = 0;
  for (;;) {
    const sql = `select stream, n::text, sum from ${schema}.stream where stream > $1 order by stream limit ${batch}`;
    // oxlint-disable-next-line no-await-in-loop
    const answer = await connection.ask(sql, [after]);
    if (E.isLeft(answer)) return answer;
    for (const [stream = '', n = '', sum = ''] of answer.right.rows) {
      if (sealing.stream(stream, n) !== sum || n !== String(counts.get(stream)))
        return damage('the length of a stream was changed');
      after = stream;
      found += 1;
    }
    if (answer.right.rows.length < batch)
      return found === counts.size ? E.right(undefined) : damage('the length of a stream is missing');
  }
};

/** Checks every card against its sum and against the lines. Answers all sums added up. */
const verifyCards = async (
  connection: Connection,
  { schema, sealing }: Table,
  derived: ReadonlyMap<string, string>,
): Found<string> => {
  let after = '';
  let total = noCards;
  let found = 0;
  for (;;) {
    const sql = `select id, key, value, sum from ${schema}.card where id > $1 order by id limit ${batch}`;
    // oxlint-disable-next-line no-await-in-loop
    const answer = await connection.ask(sql, [after]);
    if (E.isLeft(answer)) return answer;
    for (const [id = '', key = '', value = '', sum = ''] of answer.right.rows) {
      if (id !== cardId(key) || sealing.card(key, value) !== sum) return damage('a card was changed');
      if (isDerived(key)) {
        if (derived.get(key) !== value) return damage('a card does not follow from the lines');
        found += 1;
      }
      after = id;
    }
    total = totalAfter(
      total,
      answer.right.rows.map(([, , , sum = '']) => sum),
      [],
    );
    if (answer.right.rows.length < batch)
      return found === derived.size
        ? E.right(total)
        : damage('a card that follows from the lines is missing');
  }
};
