import type {
  Job,
  JobView,
  NotBegun,
  OpenJob,
  Runner,
  RunnerParts,
  Session,
  Turn,
  Worker,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { RunnerBends } from '../fixture/memory-runner-world.js';
import { changing, forget, ranging, reaching, telling } from './bent-store.js';
import { interleaved } from './stores.js';

/** A runner that is wrong in one thing, and the cases that must fail by it. */
export interface PlantedRunner extends RunnerBends {
  readonly wrong: string;
  readonly caughtBy: ReadonlyArray<string>;
}

type Bend = NonNullable<RunnerBends['runner']>;

const runner = (wrong: string, caughtBy: ReadonlyArray<string>, bend: Bend): PlantedRunner => ({
  wrong,
  caughtBy,
  runner: bend,
});

/** One whose workers open jobs otherwise. */
const opening = (
  wrong: string,
  caughtBy: ReadonlyArray<string>,
  bend: (open: OpenJob) => OpenJob,
): PlantedRunner =>
  runner(wrong, caughtBy, ({ start }) => ({ start: (work) => start({ ...work, open: bend(work.open) }) }));

/** One whose sessions have other turns. */
const turning = (
  wrong: string,
  caughtBy: ReadonlyArray<string>,
  bend: (session: Session, job: Job) => Session['turn'],
): PlantedRunner =>
  opening(
    wrong,
    caughtBy,
    (open) => (job) => TE.map((session: Session) => ({ ...session, turn: bend(session, job) }))(open(job)),
  );

/** One whose turns come to something else. */
const saying = (wrong: string, caughtBy: ReadonlyArray<string>, bend: (turn: Turn) => Turn): PlantedRunner =>
  turning(
    wrong,
    caughtBy,
    ({ turn }) =>
      async () =>
        bend(await turn()),
  );

/** One whose openings fail otherwise. */
const failing = (
  wrong: string,
  caughtBy: ReadonlyArray<string>,
  bend: (error: NotBegun) => NotBegun,
): PlantedRunner => opening(wrong, caughtBy, (open) => (job) => TE.mapLeft(bend)(open(job)));

const parts = (
  wrong: string,
  caughtBy: ReadonlyArray<string>,
  bend: NonNullable<RunnerBends['parts']>,
): PlantedRunner => ({ wrong, caughtBy, parts: bend });

const input = 'opens a job with its id and the very input that was submitted';
const same = 'takes a job once: the same again is the same job, for ever, and another input a conflict';
const lists = 'lists jobs in the order of their ids, each once, over pages of any size';
const tells = 'tells what is known of a job, and nothing of one that was never submitted';
const carries = 'tells who carries a job on';
const turns = 'carries a job on turn by turn, also what was submitted before and after the worker began';
const person = 'leaves a job to a person with what is known and what would resolve it, until it is woken';
const notBegun = 'says why a job could not begin, and leaves it until it is woken; nothing is in its journal';
const again = 'tries a job again by itself when what kept it from beginning may pass, and leaves it when not';
const cut = 'cuts a wait short when the job is woken';
const lastTurn = 'loses no waking that comes during the turn after which a person would be needed';
const names = 'refuses a second worker of a name that lives, and takes it once the first has stopped';
const elsewhere = 'refuses a name that lives in another process';
const givesBack = 'gives every job back when it stops, and another worker goes on with it';
const shares = 'shares jobs between two workers, and never has two carry one on at once';
const before = 'takes a job back before anybody took it up: nothing is ever opened or sent';
const given = 'takes a mandate back that was given and waits for its lane: nothing is ever sent';
const tooLate = 'is too late once everything is done';
const out = 'is too late while an attempt is out, which is followed to its end';
const exactly =
  'cancels exactly, at whatever instant it comes: nothing was sent, or it was too late and all is done';
const stops = 'settles every leg once when its worker stops at any instant and another one goes on (D2)';
const dies = 'settles every leg once when its worker dies at any instant and another one takes over (M2, D2)';
const lost = 'settles every leg of every job once, with some replies lost (M2)';
const takesOver = 'takes over what a worker had that died, and its name';

const done = (mandate: Job['id']): Turn => ({
  _tag: 'Over',
  report: { mandate, because: 'Complete', lines: [], settlement: O.none, status: O.none, halted: O.none },
});

const afterStop =
  (start: Runner['start'], bend: (stop: () => Promise<void>) => () => Promise<void>): Runner['start'] =>
  (work) =>
    TE.map((worker: Worker) => ({ ...worker, stop: bend(worker.stop) }))(start(work));

/** Makes a job wait for a worker, whatever had become of it. */
const requeue = ({ store }: RunnerParts, id: string) =>
  store.perform(function* ({ wallMs }) {
    const key = `job/${encodeURIComponent(id)}`;
    const card = (yield { keys: [key], range: undefined }).cards.get(key);
    const ready = `ready/${String(wallMs).padStart(16, '0')}/${encodeURIComponent(id)}`;
    const changes =
      card === undefined
        ? []
        : [
            { key, value: JSON.stringify({ ...JSON.parse(card), progress: 'Queued', ready }) },
            { key: ready, value: '""' },
          ];
    return { answer: undefined, changes, lines: [] };
  });

/** Runners that are wrong in what they take, list and tell. */
const clerks: ReadonlyArray<PlantedRunner> = [
  parts('takes every input for the same', [same], () => ({ digest: () => 'the same' })),
  runner('takes a job anew each time', [same], ({ submit }) => ({
    submit: (job) => TE.map((): 'Created' => 'Created')(submit(job)),
  })),
  parts(
    'lets others write between what it sees and what it writes',
    ['takes a job once of several who submit it at the same time, and one input only'],
    ({ store }) => ({ store: interleaved(store) }),
  ),
  runner('trims inputs', [input], ({ submit }) => ({
    submit: (job) => submit({ ...job, input: job.input.trim() }),
  })),
  runner('cuts inputs', ['takes no job whose input is too long'], ({ submit }) => ({
    submit: (job) => submit({ ...job, input: job.input.slice(0, 1_000_000) }),
  })),
  runner('knows nothing of a job', [tells], () => ({ status: () => TE.right(O.none) })),
  runner('tells no reasons', [person, notBegun], ({ status }) => ({
    status: (id) => TE.map(O.map((one: JobView) => ({ ...one, note: '' })))(status(id)),
  })),
  runner('does not tell who it is', [carries], ({ status }) => ({
    status: (id) => TE.map(O.map((one: JobView) => ({ ...one, worker: O.none })))(status(id)),
  })),
  runner('lists jobs backwards', [lists], ({ list }) => ({
    list: (query) => TE.map((all: ReadonlyArray<JobView>) => all.toReversed())(list(query)),
  })),
  runner('lists everything on every page', [lists], ({ list }) => ({
    list: (query) => list({ ...query, after: O.none }),
  })),
  runner('lists more than was asked for', [lists], ({ list }) => ({
    list: (query) => list({ ...query, limit: query.limit + 1 }),
  })),
];

/** Runners that are wrong in how they carry jobs on. */
const carriers: ReadonlyArray<PlantedRunner> = [
  turning('does two turns at once', [turns, shares], ({ turn }) => async () => {
    const [first] = await Promise.all([turn(), turn()]);
    return first;
  }),
  turning('takes waiting for the end', [turns, lost], ({ turn }, { id }) => async () => {
    const one = await turn();
    return one._tag === 'Waits' ? done(id) : one;
  }),
  runner('hears no waking', [person, notBegun, cut, lastTurn], () => ({ wake: () => TE.right(undefined) })),
  runner('hears no waking while a job is carried on', [cut, lastTurn], ({ wake, status }) => ({
    wake: (id) => async () => {
      const known = await status(id)();
      const busy = E.isRight(known) && O.isSome(known.right) && known.right.value.progress === 'Running';
      return busy ? E.right(undefined) : wake(id)();
    },
  })),
  runner('wakes what is over', ['wakes nothing that is over or that nobody knows'], (_, made) => ({
    wake: (id) =>
      TE.mapLeft(({ detail }: { readonly detail: string }) => ({ _tag: 'RunnerFailed' as const, detail }))(
        requeue(made, id),
      ),
  })),
  runner(
    'hears what is woken in its own process only',
    ['hears from another process what is submitted and woken there'],
    ({ wake }, _made, at) => ({ wake: (id) => (at === 0 ? wake(id) : TE.right(undefined)) }),
  ),
  failing('tries everything again by itself', [notBegun, again], (error) =>
    error._tag === 'Declined' || error._tag === 'ReadFailed' ? { _tag: 'LimitsContended' } : error,
  ),
  failing('tries nothing again by itself', [again], (error) =>
    error._tag === 'ReadFailed' ? { ...error, lasts: 'Lasting' } : error,
  ),
  opening(
    'tells whatever was thrown',
    ['goes on with all other jobs when the opening of one breaks off, and calls that one no success'],
    (open) => (job) => async () => {
      try {
        return await open(job)();
      } catch (error) {
        return E.left({ _tag: 'Declined', by: 'the runner', why: String(error) });
      }
    },
  ),
  turning(
    'takes a turn that broke off for the end',
    ['takes a job up anew from the journal when a turn of it breaks off'],
    ({ turn }, { id }) =>
      async () => {
        const one = await TE.tryCatch(turn, String)();
        return E.isRight(one) ? one.right : done(id);
      },
  ),
  saying(
    'takes it for the end that somebody else wrote',
    ['takes a job up anew from the journal when somebody else wrote to it'],
    (turn) =>
      turn._tag === 'Over' && turn.report.because === 'TakenOver'
        ? { ...turn, report: { ...turn.report, because: 'Complete' } }
        : turn,
  ),
  saying(
    'goes on when the journal is lost',
    ['ends as lost when the journal is, and leaves what it had to others (D3)'],
    (turn) =>
      turn._tag === 'Over' && turn.report.because === 'JournalLost'
        ? { ...turn, report: { ...turn.report, because: 'Complete' } }
        : turn,
  ),
  runner(
    'carries on as many jobs as there are',
    ['carries on no more jobs at once than it was told'],
    ({ start }) => ({
      start: (work) => start({ ...work, jobsMax: 1_000 }),
    }),
  ),
  runner(
    'carries on one job at a time',
    ['carries on no more jobs at once than it was told'],
    ({ start }) => ({
      start: (work) => start({ ...work, jobsMax: 1 }),
    }),
  ),
  parts('never sees some of many jobs', ['ends 200 jobs, each carried on once'], ({ store }) => ({
    store: ranging((range) => range.filter(({ key }) => !/^ready.*J15\d$/.test(key)))(store),
  })),
  {
    wrong: 'keeps the lane',
    caughtBy: ['holds nothing of the lane while a settlement waits for its transfer'],
    journal: (right) => ({
      append: ({ releases: _kept, ...entry }) => right.append(entry),
      release: () => TE.right(undefined),
    }),
  },
];

/** Runners that are wrong in how workers come, go and share. */
const crews: ReadonlyArray<PlantedRunner> = [
  runner('takes every name', [names, elsewhere], ({ start }, { random }) => ({
    start: (work) => start({ ...work, worker: `${work.worker} ${random.bytes(4).join(' ')}` }),
  })),
  parts('never frees a name', [names, elsewhere], ({ store }) => ({
    store: changing((change) =>
      change.key.startsWith('worker/') && change.value === undefined ? undefined : change,
    )(store),
  })),
  runner('loses what it had when it stops', [givesBack, stops], ({ start }, { store }) => ({
    start: afterStop(start, (stop) => async () => {
      await stop();
      await forget(store, 'ready/');
    }),
  })),
  runner(
    'stops before its turns are over',
    ['ends the turn that is under way before it has stopped, and begins no other one'],
    ({ start }) => ({
      start: afterStop(start, (stop) => async () => {
        void stop();
      }),
    }),
  ),
  runner('does not stop', ['takes no job when it has stopped', givesBack], ({ start }) => ({
    start: afterStop(start, () => async () => undefined),
  })),
  parts(
    'falls silent when it is stopped',
    ['keeps a job to itself until its last turn is over, however long that takes after it was stopped'],
    ({ store }) => {
      let beats = 0;
      return {
        store: changing((change) => {
          if (!change.key.startsWith('worker/') || change.value === undefined) return change;
          beats += 1;
          return beats > 2 ? undefined : change;
        })(store),
      };
    },
  ),
  parts('takes the living for dead', [shares], ({ store }, at) => ({
    store: telling((now) => ({ ...now, monotonicMs: now.monotonicMs + 10_000 * at }))(store),
  })),
  parts('never takes over', [takesOver, dies], ({ store }) => ({
    store: ranging((range) => range.filter(({ key }) => !key.startsWith('worker/')))(store),
  })),
  parts(
    'gives two hundred jobs back at the most',
    ['loses none of several hundred jobs of a worker that died and comes back under its name'],
    ({ store }) => ({
      store: reaching((range) =>
        range.from.startsWith('held/') ? { ...range, limit: Math.min(range.limit, 200) } : range,
      )(store),
    }),
  ),
];

/** Runners that are wrong in how they cancel. */
const cancellers: ReadonlyArray<PlantedRunner> = [
  runner('says that it cancelled whatever it is', [tooLate, out, exactly], ({ cancel }) => ({
    cancel: (...word) => TE.map((): 'Cancelled' => 'Cancelled')(cancel(...word)),
  })),
  runner('says that it is too late whatever it is', [before, given], ({ cancel }) => ({
    cancel: (...word) => TE.map((): 'TooLate' => 'TooLate')(cancel(...word)),
  })),
  parts('cancels jobs, and nothing in the journal', [before, given], ({ journal }) => ({
    journal: { ...journal, append: () => TE.right(undefined) },
  })),
  runner(
    'cancels what was never submitted',
    ['finds no job that was never submitted, and writes nothing about it'],
    ({ cancel, submit }) => ({
      cancel:
        (id, ...word) =>
        async () => {
          await submit({ id, input: 'the input of nobody' })();
          return cancel(id, ...word)();
        },
    }),
  ),
];

/** All of them. */
export const runners: ReadonlyArray<PlantedRunner> = [...clerks, ...carriers, ...crews, ...cancellers];
