import { describe, expect, test } from '@jest/globals';
import { type Claimed, type JournalFailed, memoryJournal } from '@legwork/core';
import { systemClock } from '@legwork/node';
import { left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type SeenNonces, journalNonces } from '../src/index.js';
import { nonce } from '../src/payload/field.js';
import { scripted } from './fixture/scripted.js';
import { affirm, create } from './fixture/trial.js';
import { observation, payloadText, settlement } from './fixture/wire-settlement.js';
import { intentOf } from './fixture/world.js';

/** A nonce of 16 bytes that begin with a number. */
const nonceOf = (at: number) => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(at);
  return right(nonce(bytes.toString('base64'), 'nonceHold'));
};
const hold = right(nonce('zq/aCtZC4XOlDyRGFdlsww==', 'nonceHold'));
const settle = right(nonce('FnG6xbzehNn0o/0Qt3UeUg==', 'nonceSettle'));
const reused = { _tag: 'NoncesNotTaken', detail: 'a nonce was taken before for another use' };
const waiting = observation([settlement()]);
const built = { body: { payload: payloadText() } };

/** The books of two processes over one journal. */
const books = (): readonly [SeenNonces, SeenNonces] => {
  const journal = memoryJournal(systemClock);
  return [journalNonces(journal), journalNonces(journal)];
};

describe('a book of nonces in a journal (S4)', () => {
  test('keeps them for one use, for ever and for every process', async () => {
    const [one, other] = books();
    right(await one.take([hold, settle], 'intent-1')());
    expect(one.takenFor(hold)).toEqual(O.some('intent-1'));
    expect(other.takenFor(hold)).toEqual(O.none);
    expect(left(await other.take([settle], 'intent-2')())).toEqual(reused);
    // What it was told it knows from now on, before it asks.
    expect(other.takenFor(settle)).toEqual(O.some('intent-1'));
    right(await other.take([hold, settle], 'intent-1')());
  });

  test('takes all or none', async () => {
    const [one, other] = books();
    right(await one.take([settle], 'intent-1')());
    expect(left(await other.take([hold, settle], 'intent-2')())).toEqual(reused);
    expect(other.takenFor(hold)).toEqual(O.none);
    right(await one.take([hold], 'intent-3')());
  });

  test('lets one of many who come at once have them', async () => {
    const [one, other] = books();
    const uses = Array.from({ length: 20 }, (_, at) =>
      (at % 2 === 0 ? one : other).take([hold], `intent-${at}`),
    );
    const taken = await Promise.all(uses.map((take) => take()));
    expect(taken.filter(({ _tag }) => _tag === 'Right').length).toBe(1);
  });

  test('is apart for each scope', async () => {
    const journal = memoryJournal(systemClock);
    right(await journalNonces(journal, 'account 1').take([hold], 'intent-1')());
    right(await journalNonces(journal, 'account 2').take([hold], 'intent-2')());
    expect(left(await journalNonces(journal, 'account 1').take([hold], 'intent-2')())).toEqual(reused);
  });

  test('takes nothing when the journal fails', async () => {
    const failed: JournalFailed = { _tag: 'JournalFailed', detail: 'a path of this machine' };
    const book = journalNonces({ claim: () => TE.left(failed) });
    expect(left(await book.take([hold], 'intent-1')())).toEqual({
      _tag: 'NoncesNotTaken',
      detail: 'the journal could not note the nonces',
    });
    expect(book.takenFor(hold)).toEqual(O.none);
  });

  test('remembers the latest ten thousand, and asks the journal about all', async () => {
    const asked: Array<string> = [];
    const book = journalNonces({
      claim: (_, names) => {
        asked.push(...names);
        return TE.right<JournalFailed, O.Option<Claimed>>(O.none);
      },
    });
    for (let at = 0; at <= 10_000; at += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the order counts
      right(await book.take([nonceOf(at)], 'intent-1')());
    }
    expect(asked.length).toBe(10_001);
    expect([0, 1].map((at) => book.takenFor(nonceOf(at)))).toEqual([O.none, O.some('intent-1')]);
  });
});

describe('processes with one journal', () => {
  test('sign a payload nonce for one thing only', async () => {
    const [one, other] = books();
    const first = scripted([built], { nonces: one });
    right(await first.venue.prepare(intentOf(create), observation([]))());
    expect(first.signed.length).toBe(1);
    const second = scripted([], { nonces: other });
    expect(left(await second.venue.prepare(intentOf(affirm), waiting)())).toMatchObject({
      _tag: 'NotAccepted',
      what: 'Nothing was signed: a nonce was taken before for another use.',
    });
    expect(second.signed).toEqual([]);
    expect(left(await second.venue.prepare(intentOf(affirm), waiting)()).what).toContain('NonceSeen');
    expect(second.requests).toEqual([]);
  });

  test('sign the payload of an affirmation again for the same affirmation', async () => {
    const [one, other] = books();
    const first = scripted([], { nonces: one });
    const prepared = right(await first.venue.prepare(intentOf(affirm), waiting)());
    first.venue.discard(prepared)();
    const second = scripted([], { nonces: other });
    right(await second.venue.prepare(intentOf(affirm, 'intent-2'), waiting)());
    expect([...first.signed, ...second.signed]).toEqual([payloadText(), payloadText()]);
  });
});
