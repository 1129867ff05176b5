import * as E from 'fp-ts/lib/Either.js';
import type { Deed, StoreTime, Work } from '@legwork/core';
import { type Came, type Place, type Witness, notWritten } from './came.js';
import type { Answer, Connection } from './connection.js';
import { write } from './deed-writing.js';
import { type Looker, makeLooker } from './looker.js';
import { lockNumber } from './schema.js';
import type { Head } from './sealing.js';

/**
 * Carries a deed out in one transaction, under the one lock of the journal: every other deed, of whichever process, is wholly
 * before it or wholly after it.
 *
 * Its settings are made in the transaction itself, so that no pool or role can leave them out.
 */
export const transact = async <A>(connection: Connection, place: Place, deed: Deed<A>): Promise<Came<A>> => {
  const came = await within(connection, place, deed);
  if (came._tag !== 'Done' && came._tag !== 'Unknown' && !connection.isGone())
    await connection.say('rollback');
  return came;
};

const within = async <A>(connection: Connection, place: Place, deed: Deed<A>): Promise<Came<A>> => {
  const begun = await connection.say(beginning(place));
  if (E.isLeft(begun)) return notWritten(begun.left);
  const start = startOf(begun.right, place);
  if (typeof start === 'string') return { _tag: 'Damaged', detail: start };
  const looker = makeLooker(connection, place);
  const work = await carryOut(deed(start.now), looker.look);
  if ('_tag' in work) return work;
  const { changes, lines, answer } = work.work;
  if (changes.length === 0 && lines.length === 0) {
    const ended = await connection.say('rollback');
    return E.isLeft(ended) ? notWritten(ended.left) : { _tag: 'Done', answer, witness: start.head };
  }
  const written = await write(connection, place, start.head, looker, work.work);
  return E.isLeft(written) ? written.left : commit(connection, answer, written.right);
};

const beginning = ({ schema, witness, bounds: { lockMs, silenceMs } }: Place): string => `
begin isolation level read committed read write;
set local synchronous_commit = on;
set local lock_timeout = ${lockMs};
set local statement_timeout = ${lockMs + silenceMs};
set local idle_in_transaction_session_timeout = ${silenceMs};
select pg_advisory_xact_lock(${lockNumber('deeds', schema)});
select extract(epoch from pg_postmaster_start_time())::text,
  trunc(extract(epoch from clock_timestamp()) * 1000)::text,
  h.seq::text, h.hash, h.cards, h.sum, coalesce(l.hash, ''), coalesce(w.hash, '')
from ${schema}.head h left join ${schema}.line l on l.seq = h.seq
left join ${schema}.line w on w.seq = ${witness.seq}`;

interface Start {
  readonly now: StoreTime;
  readonly head: Head;
}

/** What stood there at the beginning; in words, what is wrong with it. */
const startOf = ({ rows }: Answer, { sealing, witness }: Place): Start | string => {
  const [era = '', at = '', seq = '', hash = '', cards = '', sum = '', last = '', witnessed = ''] =
    rows[0] ?? [];
  if (sealing.head({ seq, hash, cards }) !== sum || hash !== (seq === '0' ? sealing.origin : last))
    return 'the head of the journal was changed';
  if (witness.seq !== '0' && witnessed !== witness.hash) return 'lines that were acknowledged are missing';
  const atMs = Number(at);
  return { now: { era, monotonicMs: atMs, wallMs: atMs }, head: { seq, hash, cards, sum } };
};

const carryOut = async <A>(
  deed: ReturnType<Deed<A>>,
  look: Looker['look'],
): Promise<{ readonly work: Work<A> } | Came<never>> => {
  try {
    let next = deed.next();
    while (next.done !== true) {
      // A deed looks at one thing after the other.
      // oxlint-disable-next-line no-await-in-loop
      const shown = await look(next.value);
      if (E.isLeft(shown)) return shown.left;
      next = deed.next(shown.right);
    }
    return { work: next.value };
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'a deed failed';
    return notWritten({ kind: 'Wrong', code: '', detail });
  }
};

/**
 * Commits. Only the server's own word that it did is one; only its word that it rolled back says that nothing is there. A warning is
 * taken for no answer: with synchronous replication the server warns when it stopped waiting for the copy.
 */
const commit = async <A>(connection: Connection, answer: A, witness: Witness): Promise<Came<A>> => {
  connection.warnings();
  // Without a time limit on the server: one that strikes in a commit would end the waiting for the copy, not the commit.
  const ended = await connection.say('set local statement_timeout = 0; commit');
  if (E.isLeft(ended))
    return ended.left.code.startsWith('40') || ended.left.code.startsWith('23')
      ? notWritten(ended.left)
      : { _tag: 'Unknown', detail: `the answer to a commit was lost: ${ended.left.detail}` };
  if (ended.right.command === 'ROLLBACK')
    return notWritten({ kind: 'Wrong', code: '', detail: 'the database rolled back' });
  return ended.right.command === 'COMMIT' && connection.warnings() === 0
    ? { _tag: 'Done', answer, witness }
    : { _tag: 'Unknown', detail: 'the database warned in a commit' };
};
