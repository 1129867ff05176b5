import * as E from 'fp-ts/lib/Either.js';
import type { Table } from './came.js';
import type { Connection } from './connection.js';
import type { Damage, Fault } from './fault.js';

/** A line as it is kept, checked. */
export interface Line {
  readonly seq: string;
  readonly stream: string;
  readonly n: string;
  readonly text: string;
  readonly hash: string;
}

/** The lines of a stream, each with its link to the line of the journal before it, and none missing. */
export const linesOf = async (
  connection: Connection,
  { schema, sealing }: Table,
  stream: string,
): Promise<E.Either<Fault | Damage, ReadonlyArray<Line>>> => {
  // One statement sees one state of the whole database.
  const answer = await connection.ask(
    `select l.seq::text, l.stream, l.n::text, l.text, l.hash, coalesce(before.hash, ''),
       coalesce(s.n::text, ''), coalesce(s.sum, '')
     from (select $1::text as name) asked
     left join ${schema}.stream s on s.stream = asked.name
     left join ${schema}.line l on l.stream = asked.name
     left join ${schema}.line before on before.seq = l.seq - 1
     order by l.n`,
    [stream],
  );
  if (E.isLeft(answer)) return answer;
  const [first = []] = answer.right.rows;
  const [seq = '', , , , , , length = '', sum = ''] = first;
  const rows = seq === '' ? [] : answer.right.rows;
  if (length !== '' && sealing.stream(stream, length) !== sum)
    return damage('the length of a stream was changed');
  if (String(rows.length) !== (length === '' ? '0' : length)) return damage('lines of a stream are missing');
  const lines: Array<Line> = [];
  for (const [at, row] of rows.entries()) {
    const line = lineOf(row);
    const before = line.seq === '1' ? sealing.origin : (row[5] ?? '');
    if (line.n !== String(at + 1) || sealing.link(before, line) !== line.hash)
      return damage('a line was changed');
    lines.push(line);
  }
  return E.right(lines);
};

/** A row that begins with seq, stream, n, text and hash. */
export const lineOf = ([
  seq = '',
  stream = '',
  n = '',
  text = '',
  hash = '',
]: ReadonlyArray<string>): Line => ({
  seq,
  stream,
  n,
  text,
  hash,
});

/** Damage, as a Left. */
export const damage = (detail: string): E.Either<Damage, never> => E.left({ kind: 'Damaged', detail });
