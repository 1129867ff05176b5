import type { Answer, Call } from '@legwork/bitgo';
import { readAnswer } from '@legwork/bitgo';
import type { BitgoCallNote } from '@legwork/sandbox';
import type { Reply } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Conduct } from './conduct.js';

/** Brings a call of ours to the venue. `note` bends it. */
export const callVenue = (
  { machine, terms }: Conduct,
  { method, path }: Pick<Call<unknown>, 'method' | 'path'>,
  body: string,
  nowMs: number,
  note: BitgoCallNote,
): Reply => {
  const decoded: unknown = body === '' ? null : JSON.parse(body);
  const answer = machine.call({ account: terms.account, method, path, body: decoded }, nowMs, note);
  return { status: answer.status, body: JSON.stringify(answer.body) };
};

/** A reply, taken apart as the adapter does; `undefined`: there was none. */
export const answerOf = (reply: Reply | undefined): Answer =>
  readAnswer(
    reply === undefined
      ? E.left({ _tag: 'ReplyLost', cause: 'Timeout', detail: 'no reply in time' })
      : E.right({ status: reply.status, headers: {}, body: String(reply.body) }),
    O.none,
  );
