import { describe, expect, test } from '@jest/globals';
import type { JournalRecord, MandateId } from '@legwork/core';
import { PaperStory, left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type PostgresJournal, openPostgresJournal } from '../src/index.js';
import { type Server, newSchema, withServer } from './fixture/server.js';

const { account, lane, place, venue } = PaperStory;
const [first, second] = [PaperStory.mandateOf('M1'), PaperStory.mandateOf('M2')];

/** A journal with a line and a card of most kinds. */
const fill = async ({ journal }: PostgresJournal): Promise<void> => {
  const append = async (mandate: MandateId, expected: number, record: JournalRecord, isArming: boolean) => {
    const lease = isArming ? right(await journal.acquire(lane, 'worker', 60_000)()) : O.none;
    const entry = { expected, records: [record], lease, limitsAsOf: O.none };
    right(await journal.append({ mandate, ...entry })());
  };
  await append(first.id, 0, PaperStory.given(first), false);
  await append(second.id, 0, PaperStory.given(second), false);
  await append(first.id, 1, PaperStory.armed(PaperStory.firstOf(first)), true);
  right(await journal.reserve(lane, 5n, 10n)());
  right(await journal.claim('nonces', ['n1', 'n2'], 'M1')());
  const scope = { _tag: 'Account', venue, account } as const;
  right(await journal.order({ _tag: 'Halt', scope, atMs: 3, by: 'ann', why: 'a doubt' })());
};

/** Everything that can be asked, so that every row is read. */
const readAll = async ({ journal }: PostgresJournal): Promise<ReadonlyArray<E.Either<unknown, unknown>>> =>
  Promise.all([
    journal.read(first.id)(),
    journal.read(second.id)(),
    journal.orders(),
    journal.halted(place)(),
    journal.committed(venue, account, 0)(),
    journal.claim('nonces', ['n1', 'n2'], 'M1')(),
    journal.acquire(lane, 'another', 1)(),
    journal.mandates({ open: false, after: O.none, limit: 10 })(),
  ]);

/** One character of every text, the number of every number. */
const spoiled = (column: string, type: string): string =>
  type === 'bigint'
    ? `${column} = ${column} + 1000`
    : `${column} = overlay(${column} placing (case when left(${column}, 1) = 'a' then 'b' else 'a' end) from 1 for 1)`;

const columnsOf = async ({ ask }: Server, schema: string, tables: ReadonlyArray<string>) =>
  ask(
    `select table_name::text as table, column_name::text as column, data_type::text as type
     from information_schema.columns where table_schema = $1 and table_name = any($2) and column_name <> 'one'`,
    [schema, tables],
  );

/** Changes something behind the journal's back, as somebody with all rights can. */
const behind = (server: Server, sql: string) => server.ask(`set session_replication_role = replica; ${sql}`);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

withServer(
  (server) => {
    const filled = async (): Promise<{ readonly schema: string; readonly it: PostgresJournal }> => {
      const schema = newSchema();
      const it = right(await openPostgresJournal({ url: server.url(), schema })());
      await fill(it);
      return { schema, it };
    };
    const reopen = (schema: string) => openPostgresJournal({ url: server.url(), schema })();

    /** Whether a journal is refused, when it is opened or when it is verified; and then for good. */
    const verdict = async (schema: string): Promise<string> => {
      const opened = await reopen(schema);
      if (E.isLeft(opened)) return opened.left.why === 'Damaged' ? 'refused' : opened.left.why;
      const verified = await opened.right.verify();
      const after = await opened.right.journal.orders();
      await opened.right.close();
      if (E.isRight(verified)) return 'verified';
      return E.isLeft(after) ? 'refused' : 'goes on';
    };

    describe('damage', () => {
      test('of any column of any row is found when everything is verified, and shuts the journal (D4)', async () => {
        const { schema, it } = await filled();
        const before = right(await it.verify());
        await it.close();
        expect([before.lines, before.mandates]).toEqual([4, 2]);
        let tried = 0;
        for (const { table, column, type } of await columnsOf(server, schema, [
          'line',
          'card',
          'stream',
          'head',
        ])) {
          const name = `${schema}.${textOf(table)}`;
          // One damage after the other, each undone before the next.
          // oxlint-disable-next-line no-await-in-loop
          const rows = await server.ask(`select ctid::text as at from ${name}`);
          // Of the cards every third: they are alike.
          const step = table === 'card' ? 3 : 1;
          for (let at = 0; at < rows.length; at += step) {
            // oxlint-disable-next-line no-await-in-loop
            await server.ask(`create table ${schema}.kept as select * from ${name}`);
            // oxlint-disable-next-line no-await-in-loop
            await behind(
              server,
              `update ${name} set ${spoiled(textOf(column), textOf(type))}
               where ctid = (select ctid from ${name} order by ctid offset ${at} limit 1)`,
            );
            // oxlint-disable-next-line no-await-in-loop
            expect([table, column, at, await verdict(schema)]).toEqual([table, column, at, 'refused']);
            // oxlint-disable-next-line no-await-in-loop
            await behind(
              server,
              `delete from ${name}; insert into ${name} select * from ${schema}.kept; drop table ${schema}.kept`,
            );
            tried += 1;
          }
        }
        expect(tried).toBeGreaterThan(50);
        const whole = right(await reopen(schema));
        expect(right(await whole.verify())).toEqual(before);
        await whole.close();
      });

      test('of what is read is found by reading it', async () => {
        const found = new Set<string>();
        const { schema, it } = await filled();
        await it.close();
        for (const { table, column, type } of await columnsOf(server, schema, [
          'line',
          'card',
          'stream',
          'head',
        ])) {
          const name = `${schema}.${textOf(table)}`;
          // oxlint-disable-next-line no-await-in-loop
          await server.ask(`create table ${schema}.kept as select * from ${name}`);
          // oxlint-disable-next-line no-await-in-loop
          await behind(server, `update ${name} set ${spoiled(textOf(column), textOf(type))}`);
          // oxlint-disable-next-line no-await-in-loop
          const opened = await reopen(schema);
          // oxlint-disable-next-line no-await-in-loop
          if (E.isLeft(opened) || (await readAll(opened.right)).some(E.isLeft))
            found.add(`${textOf(table)}.${textOf(column)}`);
          // oxlint-disable-next-line no-await-in-loop
          if (E.isRight(opened)) await opened.right.close();
          // oxlint-disable-next-line no-await-in-loop
          await behind(
            server,
            `delete from ${name}; insert into ${name} select * from ${schema}.kept; drop table ${schema}.kept`,
          );
        }
        expect([...found].toSorted()).toEqual([
          'card.id',
          'card.key',
          'card.sum',
          'card.value',
          'head.cards',
          'head.hash',
          'head.journal',
          'head.seq',
          'head.sum',
          'line.hash',
          'line.n',
          'line.seq',
          'line.stream',
          'line.text',
          'stream.n',
          'stream.stream',
          'stream.sum',
        ]);
      });

      test('by taking away or adding a row is found when everything is verified', async () => {
        const changes = [
          'delete from S.line where seq = 4',
          'delete from S.line where seq = 2',
          `delete from S.card where key like 'floor/%'`,
          `delete from S.card where key like 'taken/%'`,
          `delete from S.card where key like 'name/%'`,
          `insert into S.card select 'x', key || 'x', value, sum from S.card limit 1`,
          `delete from S.stream where stream = 'M1'`,
        ];
        for (const change of changes) {
          // oxlint-disable-next-line no-await-in-loop
          const { schema, it } = await filled();
          // oxlint-disable-next-line no-await-in-loop
          await behind(server, change.replaceAll('S.', `${schema}.`));
          // oxlint-disable-next-line no-await-in-loop
          expect([change, (await it.verify())._tag]).toEqual([change, 'Left']);
          // oxlint-disable-next-line no-await-in-loop
          await it.close();
        }
      });
    });

    test('an older copy in the place of the journal is refused by whoever knows of a later line', async () => {
      const { schema, it } = await filled();
      const tables = ['line', 'card', 'stream', 'head'];
      for (const table of tables)
        // oxlint-disable-next-line no-await-in-loop
        await server.ask(`create table ${schema}.old_${table} as select * from ${schema}.${table}`);
      right(
        await it.journal.order({
          _tag: 'Halt',
          scope: { _tag: 'Everything' },
          atMs: 4,
          by: 'ann',
          why: 'more',
        })(),
      );
      const restore = tables.map(
        (table) =>
          `delete from ${schema}.${table}; insert into ${schema}.${table} select * from ${schema}.old_${table};`,
      );
      await behind(server, restore.join(' '));
      expect(left(await it.journal.halted(place)()).detail).toContain('acknowledged');
      await it.close();
      // By itself the copy is whole: only somebody who knows more can tell.
      const copy = right(await reopen(schema));
      right(await copy.verify());
      await copy.close();
    });

    test('nobody changes or takes away a line by accident', async () => {
      const { schema, it } = await filled();
      for (const change of [
        `update ${schema}.line set text = ''`,
        `delete from ${schema}.line`,
        `truncate ${schema}.line`,
      ])
        // oxlint-disable-next-line no-await-in-loop
        await expect(server.ask(change)).rejects.toThrow('lines are only ever added');
      await it.close();
    });
  },
  { own: true, isQuick: true },
);
