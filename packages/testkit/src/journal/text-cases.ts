import { type JournalRecord, accountId, mandateId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { clerkOf, longMs } from './clerk.js';
import { firstOf, given, mandateOf, settleLeg, venue } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

/** Texts that something between here and the disk may change, cut or choke on. */
const texts = {
  'no text': '',
  'NUL and other controls': '\u0000\u0001\b\t\n\r\u001b\u007f\u0085',
  'quotes and escapes': `"'\`\\\\n\\u0041;--$1?%s%%\${x}`,
  'separators of lines': 'a\nb\r\nc\u2028d\u2029e',
  'letters of two bytes and of four': 'äßçñ \u4e2d\u6587 \u{1f600}\u{10ffff}',
  'the same letter, composed and decomposed': '\u00e9e\u0301',
  'halves of a letter': '\ud800 \udfff a\udc00\ud800b',
  'a mark of byte order': '\ufefftext\ufeff',
  'spaces at both ends': '  \u00a0 text \u00a0  ',
  'a million characters': 'ab\u00e9\u{1f600}'.repeat(200_000),
} as const;

/** Texts of any kind and size. */
export const textCases = ({ test, expect }: TestApi, within: Within): void => {
  for (const [kind, text] of Object.entries(texts))
    test(
      `keeps texts letter by letter, after it was opened again: ${kind}`,
      within(async (view, world) => {
        const clerk = clerkOf(view);
        const mandate = mandateOf('M', undefined, { substance: text, trades: O.some(text) });
        const intent = firstOf(mandate);
        const records: ReadonlyArray<JournalRecord> = [
          given(mandate),
          Paper.halted(text),
          { ...Paper.parked(intent), known: text, wouldResolve: text },
        ];
        expect(await clerk.add(mandate.id, records)).toEqual('Added');
        const order = {
          _tag: 'Halt',
          scope: { _tag: 'Lane', lane: text },
          atMs: 1,
          by: text,
          why: text,
        } as const;
        right(await view.journal.order(order)());
        await view.close();
        const { journal } = await world.open();
        expect(right(await journal.read(mandate.id)())).toEqual(records);
        expect(right(await journal.orders())).toEqual([order]);
      }),
    );

  test(
    'keeps a lane, an exclusion and the use of a name by their exact texts',
    within(async (view) => {
      const clerk = clerkOf(view);
      const names = Object.values(texts)
        .filter(isWellFormed)
        .filter(({ length }) => length < 1_000);
      for (const [at, name] of [
        ...names,
        'lane',
        'lane ',
        'Lane',
        'lane\u0000',
        '%',
        '%25',
        'a/b',
        'a',
        'b',
      ].entries()) {
        // oxlint-disable-next-line no-await-in-loop
        const mandate = await clerk.give(mandateOf(`M${at}`));
        // oxlint-disable-next-line no-await-in-loop
        const lease = right(await view.journal.acquire(name, name, longMs)());
        expect([O.isSome(lease), O.isSome(lease) && lease.value.owner]).toEqual([true, name]);
        if (O.isNone(lease)) return;
        const record = Paper.armed(firstOf(mandate), {
          lane: name,
          exclusion: { name, once: true },
          body: name,
        });
        // oxlint-disable-next-line no-await-in-loop
        expect(await clerk.add(mandate.id, [record], { lease: lease.value })).toEqual('Added');
        // oxlint-disable-next-line no-await-in-loop
        expect(right(await view.journal.claim(name, [name], name)())).toEqual(O.none);
        // oxlint-disable-next-line no-await-in-loop
        expect(right(await view.journal.claim(name, [name], 'another use')())).toEqual(
          O.some({ name, use: name }),
        );
      }
    }),
  );

  test(
    'keeps ids of every length, and mandates of many intents',
    within(async (view, world) => {
      const clerk = clerkOf(view);
      const long = right(accountId('~'.repeat(128)));
      const legs = Array.from({ length: 300 }, (_, at) => settleLeg(`L${at}`, '0.000000000000000001'));
      const mandate = mandateOf('M', legs, { account: long, id: right(mandateId('/'.repeat(128))) });
      const records = [given(mandate), ...mandate.intents.map(({ id }) => Paper.parked(id))];
      expect(await clerk.add(mandate.id, records)).toEqual('Added');
      const other = await world.open();
      expect(right(await other.journal.read(mandate.id)())).toEqual(records);
      const committed = right(await other.journal.committed(venue, long, 0)());
      expect(committed.commitments.map(({ intent }) => intent).toSorted()).toEqual(
        mandate.intents.map(({ id }) => id).toSorted(),
      );
    }),
  );
};

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
