import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type JobProgress, type JobView, type MandateId, mandateId } from '@legwork/core';
import type { Fault } from '../postgres/fault.js';
import type { AskJobs, JobPool, JobTransaction, Row } from './job-pool.js';

// The jobs, one row each. A row says what is known of a job; the engine's own rows only make that somebody works on it. Who takes a job
// up counts its takes up, and whatever is written about a job on behalf of a taking holds for that taking alone.

/** A job in the hands of a worker. `take` tells this taking of it from every other one. */
export interface Taken {
  readonly id: string;
  readonly round: number;
  readonly take: number;
  readonly input: string;
}

/** What a job comes to in the hands of a worker. */
interface Finding {
  readonly progress: JobProgress;
  readonly note: string;
}

type Result<A> = Promise<E.Either<Fault, A>>;

/** The jobs, and all that happens to their rows. */
export interface JobTable {
  readonly submit: (
    id: string,
    input: string,
    fingerprint: string,
  ) => Result<'Created' | 'Existing' | 'Conflict'>;
  readonly view: (id: string) => Result<O.Option<JobView>>;
  readonly list: (after: string, limit: number) => Result<ReadonlyArray<JobView>>;
  /** Has a job looked at: its worker is told, or it is queued again if it had stopped. */
  readonly wake: (id: string) => Result<void>;
  /** Notes that a job was taken back, and tells its worker. */
  readonly cancelled: (id: string, note: string) => Result<void>;
  /** Takes up one round of a job; `none` when there is nothing to do in that round any more. */
  readonly take: (id: string, round: number, worker: string) => Result<O.Option<Taken>>;
  /** Whether the job still is in the hands of this taking. */
  readonly isStill: (taken: Taken) => Result<boolean>;
  readonly note: (taken: Taken, text: string) => Result<void>;
  /** Ends a round with what it came to; a job that was woken meanwhile is queued again. */
  readonly finish: (taken: Taken, finding: Finding, isWoken: boolean) => Result<void>;
  /** Ends a round before it came to anything, and queues the next one. */
  readonly again: (taken: Pick<Taken, 'id' | 'round'>, note: string) => Result<void>;
  /** Which jobs of a worker were woken since it last asked. */
  readonly hear: (worker: string) => Result<ReadonlyArray<string>>;
  /** Notes that the worker that had these jobs is gone. */
  readonly orphan: (worker: string) => Result<void>;
  /** Has the engine forget a round that is over. */
  readonly forget: (id: string, round: number) => Result<void>;
  /** Finds jobs that the engine does not work on although they are not over, and sees to them; how many there were. */
  readonly mend: (engineTable: string) => Result<number>;
}

const now = `trunc(extract(epoch from clock_timestamp()) * 1000)::bigint`;
const viewed = 'id, fingerprint, progress, since_ms::text, note, takes::text, worker';
const mendMax = 200;

/** The jobs of a schema. */
export const jobTable = ({ schema, ask, transact, forget }: JobPool): JobTable => {
  const job = `${schema}.job`;
  const done = async (sql: string, values: ReadonlyArray<string>): Result<boolean> =>
    ask(async (asking) => (await asking(`${sql} returning id`, values)).length > 0);

  /** Queues the next round of the job that a statement changed, if it did. */
  const requeue = async (
    { ask: asking, enqueue }: JobTransaction,
    sql: string,
    values: ReadonlyArray<string>,
  ): Promise<boolean> => {
    const [row] = await asking(`${sql} returning id, round::text, progress`, values);
    const [id = '', round = '', progress = ''] = row ?? [];
    if (progress === 'Queued') await enqueue(id, Number(round));
    return row !== undefined;
  };

  const submit: JobTable['submit'] = (id, input, fingerprint) =>
    transact(async ({ ask: asking, enqueue }) => {
      const added = await asking(
        `insert into ${job} (id, fingerprint, input, progress, since_ms, note, takes, worker, round, woken)
         values ($1, $2, $3, 'Queued', ${now}, $4, 0, '', 0, false) on conflict (id) do nothing returning id`,
        [id, fingerprint, JSON.stringify(input), quiet],
      );
      if (added.length > 0) {
        await enqueue(id, 0);
        return 'Created';
      }
      const [known = []] = await asking(`select fingerprint from ${job} where id = $1`, [id]);
      return known[0] === fingerprint ? 'Existing' : 'Conflict';
    });

  const wake: JobTable['wake'] = (id) =>
    transact(async (transaction) => {
      const told = await transaction.ask(
        `update ${job} set woken = true where id = $1 and progress = 'Running' returning id`,
        [id],
      );
      if (told.length > 0) return;
      await requeue(
        transaction,
        `update ${job} set progress = 'Queued', round = round + 1, since_ms = ${now}
         where id = $1 and progress in ('NotBegun', 'NeedsPerson')`,
        [id],
      );
    });

  const take: JobTable['take'] = (id, round, worker) =>
    ask(async (asking) => {
      const [row] = await asking(
        `update ${job} set progress = 'Running', takes = takes + 1, worker = $3, note = $4, woken = false, since_ms = ${now}
         where id = $1 and round = $2::bigint and progress in ('Queued', 'Running') returning takes::text, input`,
        [id, String(round), worker, quiet],
      );
      if (row === undefined) return O.none;
      const [takes = '', input = ''] = row;
      return O.some({ id, round, take: Number(takes), input: textOf(input) });
    });

  const ours = `id = $1 and takes = $2::bigint and progress = 'Running'`;
  const keyOf = ({ id, take: number }: Taken): ReadonlyArray<string> => [id, String(number)];

  const finish: JobTable['finish'] = (taken, { progress, note }, isWoken) =>
    transact(async (transaction) => {
      const again = `((woken or $5::boolean) and $3 <> 'Ended')`;
      await requeue(
        transaction,
        `update ${job} set progress = case when ${again} then 'Queued' else $3 end, note = $4, worker = '',
           round = case when ${again} then round + 1 else round end, woken = false, since_ms = ${now}
         where ${ours}`,
        [...keyOf(taken), progress, JSON.stringify(note), String(isWoken)],
      );
    });

  const again: JobTable['again'] = ({ id, round }, note) =>
    transact(async (transaction) => {
      await requeue(
        transaction,
        `update ${job} set progress = 'Queued', note = $3, worker = '', round = round + 1, woken = false, since_ms = ${now}
         where id = $1 and round = $2::bigint and progress in ('Queued', 'Running')`,
        [id, String(round), JSON.stringify(note)],
      );
    });

  return {
    submit,
    wake,
    take,
    finish,
    again,
    forget,
    view: (id) =>
      ask(async (asking) => {
        const [row] = await asking(`select ${viewed} from ${job} where id = $1`, [id]);
        return row === undefined ? O.none : viewOf(row);
      }),
    list: (after, limit) =>
      ask(async (asking) => {
        const sql = `select ${viewed} from ${job} where id > $1 order by id limit $2::bigint`;
        return (await asking(sql, [after, String(limit)])).flatMap((row) => {
          const view = viewOf(row);
          return O.isSome(view) ? [view.value] : [];
        });
      }),
    cancelled: async (id, note) =>
      nothing(
        await done(
          `update ${job} set progress = 'Cancelled', note = $2, woken = true, since_ms = ${now}
           where id = $1 and progress <> 'Cancelled'`,
          [id, JSON.stringify(note)],
        ),
      ),
    isStill: (taken) =>
      ask(async (asking) => (await asking(`select id from ${job} where ${ours}`, keyOf(taken))).length > 0),
    note: async (taken, text) =>
      nothing(
        await done(`update ${job} set note = $3 where ${ours} and note <> $3`, [
          ...keyOf(taken),
          JSON.stringify(text),
        ]),
      ),
    hear: (worker) =>
      ask(async (asking) => {
        const sql = `update ${job} set woken = false where worker = $1 and woken returning id`;
        return (await asking(sql, [worker])).map(([id = '']) => id);
      }),
    orphan: async (worker) =>
      nothing(
        await done(
          `update ${job} set progress = 'Queued', worker = '', note = $2, since_ms = ${now}
           where worker = $1 and progress = 'Running'`,
          [worker, JSON.stringify('the worker that had it is gone')],
        ),
      ),
    mend: (engineTable) => transact((transaction) => mendAll(transaction, job, engineTable)),
  };
};

/**
 * What the engine says of its own work never says anything of money. Work that it gave up is left to a person, who wakes the job; work that
 * it forgot, or took for done, is begun again.
 */
const mendAll = async (
  { ask, enqueue }: JobTransaction,
  job: string,
  engineTable: string,
): Promise<number> => {
  const idle = await ask(
    `select j.id, j.round::text, coalesce(w.status, '') from ${job} j
     left join ${engineTable} w on w.workflow_uuid = j.id || '#' || j.round
     where j.progress in ('Queued', 'Running')
       and coalesce(w.status, '') not in ('ENQUEUED', 'DELAYED', 'PENDING')
     order by j.id limit ${mendMax} for update of j skip locked`,
    [],
  );
  for (const [id = '', round = '', status = ''] of idle) {
    const isGivenUp = status !== '' && status !== 'SUCCESS';
    // oxlint-disable-next-line no-await-in-loop
    await setIdle(ask, job, id, isGivenUp ? status : '');
    // oxlint-disable-next-line no-await-in-loop
    if (!isGivenUp) await enqueue(id, Number(round) + 1);
  }
  return idle.length;
};

const setIdle = (ask: AskJobs, job: string, id: string, status: string): Promise<unknown> =>
  status === ''
    ? ask(
        `update ${job} set progress = 'Queued', worker = '', round = round + 1, since_ms = ${now} where id = $1`,
        [id],
      )
    : ask(
        `update ${job} set progress = 'NeedsPerson', worker = '', note = $2, since_ms = ${now} where id = $1`,
        [
          id,
          JSON.stringify(
            `The engine gave this job up (${status}). What was sent for it stands in the journal. Wake it to go on.`,
          ),
        ],
      );

const quiet = '""';

const textOf = (json: string): string => {
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' ? text : '';
};

const nothing = (done: E.Either<Fault, unknown>): E.Either<Fault, void> =>
  E.isLeft(done) ? done : E.right(undefined);

const progresses: ReadonlyArray<JobProgress> = [
  'Queued',
  'Running',
  'NotBegun',
  'NeedsPerson',
  'Ended',
  'Cancelled',
];

const viewOf = ([
  id = '',
  fingerprint = '',
  progress = '',
  sinceMs = '',
  note = '',
  takes = '',
  worker = '',
]: Row): O.Option<JobView> => {
  const mandate: E.Either<unknown, MandateId> = mandateId(id);
  const known = progresses.find((one) => one === progress);
  if (E.isLeft(mandate) || known === undefined) return O.none;
  return O.some({
    id: mandate.right,
    fingerprint,
    progress: known,
    sinceMs: Number(sinceMs),
    note: textOf(note),
    takes: Number(takes),
    worker: known === 'Running' ? O.some(worker) : O.none,
  });
};
