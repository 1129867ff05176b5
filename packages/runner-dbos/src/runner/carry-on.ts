import { type JobTurn, carry, mandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Fault } from '../postgres/fault.js';
import { makeHand } from './hand.js';
import type { Taken } from './job-table.js';
import type { Held, Station } from './station.js';

/** What a recorded step is: its result is stored, and comes back instead of the step when the round is continued elsewhere. */
export type RunStep = (step: () => Promise<Turned>) => Promise<Turned>;

/** A turn as it is stored. `Superseded`: the job is in other hands, or over. */
type Turned = Exclude<JobTurn, { readonly _tag: 'Lost' }> | { readonly _tag: 'Superseded' };

/**
 * How many turns one round of a job has at most. The engine keeps a row for each, so a job that waits for weeks begins a new
 * round now and then, and the rows of the one before are forgotten.
 */
const turnsMax = 200;

/** For ever. Whoever waits for it keeps what he has under way as it is, until his process ends or others take it over. */
const never = <A>(): Promise<A> => new Promise<A>(() => undefined);

/**
 * Carries on one round of a job. This is the whole workflow, and it has to stay as it is: a step a turn, and nothing else recorded.
 *
 * What it knows beyond the journal is in `carrying`. When another process continues the round, the recorded turns come back at
 * once and the next one opens the job from the journal: what may have been sent is resolved by reads before anything else is.
 * Between turns it waits in this process' memory and holds nothing: no transaction, no lock, no lease, no connection.
 */
export const carryOn = async (
  station: Station,
  id: string,
  round: number,
  runStep: RunStep,
): Promise<void> => {
  const hand = makeHand(station.clock);
  const held: Held = { hand, isWoken: false, nudge: hand.wake };
  // Whoever had this job here before finds out that it is in other hands.
  station.held.get(id)?.hand.wake();
  station.held.set(id, held);
  try {
    await rounds(station, id, round, runStep, held);
  } catch (error) {
    // What the engine throws after the worker has ended is about its own connections; it is not to be recorded.
    if (station.ended() !== undefined) await never();
    return await Promise.reject(error instanceof Error ? error : new Error('the engine failed'));
  } finally {
    if (station.held.get(id) === held) station.held.delete(id);
  }
};

const rounds = async (
  station: Station,
  id: string,
  round: number,
  runStep: RunStep,
  held: Held,
): Promise<void> => {
  const { table, worker, open, clock } = station;
  const mandate = mandateId(id);
  if (E.isLeft(mandate)) return;
  if (station.ended() !== undefined) return leave(station, { id, round });
  const taken = await insist(station, () => table.take(id, round, worker));
  if (O.isNone(taken)) return;
  const job = taken.value;
  // The rounds before the last one are of no use to anybody; one that stays longer takes up room, and does no harm.
  if (round > 1) void station.table.forget(id, round - 2);
  const carrying = carry(clock, open, { id: mandate.right, input: job.input });
  carrying.listen(held.hand.wake);
  held.nudge = carrying.nudge;
  for (let turns = 0; turns < turnsMax; turns += 1) {
    let isHere = false;
    // Turns follow each other.
    // oxlint-disable-next-line no-await-in-loop
    const turn = await runStep(async () => {
      isHere = true;
      held.isWoken = false;
      return oneTurn(station, job, carrying.turn);
    });
    switch (turn._tag) {
      case 'Superseded':
        return;
      case 'Stops':
        return insist(station, () => table.finish(job, turn, held.isWoken));
      case 'Rests':
        // What another process waited for is over.
        // oxlint-disable-next-line no-await-in-loop
        if (isHere) await rest(station, job, turn, held);
    }
    if (station.ended() !== undefined) return leave(station, job);
  }
  return insist(station, () => table.again(job, ''));
};

/** One turn, if the job still is ours. That a worker was lost is not recorded: it would be lost for whoever continues. */
const oneTurn = async (station: Station, job: Taken, turn: () => Promise<JobTurn>): Promise<Turned> => {
  const isOurs = await insist(station, () => station.table.isStill(job));
  if (!isOurs) return { _tag: 'Superseded' };
  station.turning.add(job);
  const turned = await turn();
  station.turning.delete(job);
  if (turned._tag !== 'Lost') return turned;
  station.lose(turned.why);
  return never();
};

const rest = async (
  { table }: Station,
  job: Taken,
  { ms, note }: Extract<JobTurn, { _tag: 'Rests' }>,
  { hand }: Held,
): Promise<void> => {
  // A note that is not written is missing in a display, and nowhere else.
  if (note !== '') await table.note(job, note);
  await hand.rest(ms);
};

/** Gives the job back: to whoever takes it next if the worker stops in order, and by its death otherwise. */
const leave = (station: Station, job: Pick<Taken, 'id' | 'round'>): Promise<void> =>
  station.ended()?._tag === 'Lost'
    ? never()
    : insist(station, () => station.table.again(job, 'its worker stopped'));

const triesMax = 4;
const pauseMs = 150;

/** Asks the database, which may be away for a moment; what is asked does nothing when it was done already. Without an answer the worker is lost. */
const insist = async <A>(station: Station, ask: () => Promise<E.Either<Fault, A>>): Promise<A> => {
  for (let tries = 1; ; tries += 1) {
    // Tries follow each other.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await ask();
    if (E.isRight(answer)) return answer.right;
    if (answer.left.kind === 'Wrong' || tries >= triesMax) {
      station.lose(`the database failed: ${answer.left.detail}`);
      return never();
    }
    // oxlint-disable-next-line no-await-in-loop
    await station.clock.sleep(pauseMs * tries).done();
  }
};
