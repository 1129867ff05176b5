import * as E from 'fp-ts/lib/Either.js';
import type { Line, Work } from '@legwork/core';
import { type Came, type Place, notWritten } from './came.js';
import type { Connection } from './connection.js';
import type { Looker } from './looker.js';
import { type Head, type Sealing, cardId, totalAfter } from './sealing.js';

/** Writes everything in one statement. It holds only if the head is still the one that was read. Answers the head after it. */
export const write = async (
  connection: Connection,
  place: Place,
  head: Head,
  looker: Looker,
  { changes, lines }: Work<unknown>,
): Promise<E.Either<Came<never>, Head>> => {
  const { schema, sealing } = place;
  const unseen = changes.map(({ key }) => key).filter((key) => !looker.asked.has(key));
  const seen = await looker.look({ keys: unseen, range: undefined });
  if (E.isLeft(seen)) return seen;
  const counts = await countsOf(connection, place, lines);
  if (E.isLeft(counts)) return counts;
  const came = changes.flatMap(({ key, value }) =>
    value === undefined ? [] : [{ key, value, sum: sealing.card(key, value) }],
  );
  const chained = chain(sealing, head, counts.right, lines);
  const cards = totalAfter(
    head.cards,
    came.map(({ sum }) => sum),
    changes.flatMap(({ key }) => looker.sums.get(key) ?? []),
  );
  const moved = { ...chained.head, cards };
  const next = { ...moved, sum: sealing.head(moved) };
  const streams = [...chained.counts].map(([stream, n]) => ({ stream, n: String(n) }));
  const written = await connection.ask(writing(schema), [
    changes.flatMap(({ key, value }) => (value === undefined ? [cardId(key)] : [])),
    came.map(({ key }) => cardId(key)),
    came.map(({ key }) => key),
    came.map(({ value }) => value),
    came.map(({ sum }) => sum),
    chained.lines.map(({ seq }) => seq),
    chained.lines.map(({ stream }) => stream),
    chained.lines.map(({ n }) => n),
    chained.lines.map(({ text }) => text),
    chained.lines.map(({ hash }) => hash),
    streams.map(({ stream }) => stream),
    streams.map(({ n }) => n),
    streams.map(({ stream, n }) => sealing.stream(stream, n)),
    next.seq,
    next.hash,
    next.cards,
    next.sum,
    head.sum,
  ]);
  if (E.isLeft(written)) return E.left(notWritten(written.left));
  return written.right.count === 1
    ? E.right(next)
    : E.left(notWritten({ kind: 'Again', code: '', detail: 'the head of the journal moved' }));
};

const writing = (schema: string): string => `
with gone as (delete from ${schema}.card where id = any($1::text[])),
put as (
  insert into ${schema}.card (id, key, value, sum)
  select * from unnest($2::text[], $3::text[], $4::text[], $5::text[])
  on conflict (id) do update set key = excluded.key, value = excluded.value, sum = excluded.sum),
added as (
  insert into ${schema}.line (seq, stream, n, text, hash)
  select * from unnest($6::bigint[], $7::text[], $8::bigint[], $9::text[], $10::text[])),
counted as (
  insert into ${schema}.stream (stream, n, sum) select * from unnest($11::text[], $12::bigint[], $13::text[])
  on conflict (stream) do update set n = excluded.n, sum = excluded.sum)
update ${schema}.head set seq = $14::bigint, hash = $15, cards = $16, sum = $17 where sum = $18`;

/** How many lines each of the streams has. */
const countsOf = async (
  connection: Connection,
  { schema, sealing }: Place,
  lines: ReadonlyArray<Line>,
): Promise<E.Either<Came<never>, Map<string, number>>> => {
  const streams = [...new Set(lines.map(({ stream }) => stream))];
  if (streams.length === 0) return E.right(new Map());
  const sql = `select stream, n::text, sum from ${schema}.stream where stream = any($1::text[])`;
  const answer = await connection.ask(sql, [streams]);
  if (E.isLeft(answer)) return E.left(notWritten(answer.left));
  const counts = new Map(streams.map((stream) => [stream, 0]));
  for (const [stream = '', n = '', sum = ''] of answer.right.rows) {
    if (sealing.stream(stream, n) !== sum)
      return E.left({ _tag: 'Damaged', detail: 'the length of a stream was changed' });
    counts.set(stream, Number(n));
  }
  return E.right(counts);
};

/** Links new lines to the last one. */
const chain = (
  sealing: Sealing,
  head: Head,
  before: ReadonlyMap<string, number>,
  lines: ReadonlyArray<Line>,
) => {
  const counts = new Map(before);
  let { seq, hash } = head;
  const chained = lines.map(({ stream, text }) => {
    const n = (counts.get(stream) ?? 0) + 1;
    counts.set(stream, n);
    seq = String(BigInt(seq) + 1n);
    const line = { seq, stream, n: String(n), text };
    hash = sealing.link(hash, line);
    return { ...line, hash };
  });
  return { lines: chained, counts, head: { seq, hash } };
};
