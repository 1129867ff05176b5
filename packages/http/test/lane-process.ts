import { ok } from 'node:assert/strict';
import type { Lease } from '@legwork/core';
import type { Ticket } from '../src/index.js';
import type { LaneSettings } from '../src/lane-config.js';
import { type LaneEffect, type LaneEvent, type LaneState, newSharedLane } from '../src/lane-state.js';
import { isValid, stepLane } from '../src/lane-step.js';
import type { LaneNow } from '../src/lane-tenure.js';

/** What processes share: one lease and one floor, on the clock of the journal's machine. */
export interface Books {
  nowMs: number;
  lease: { epoch: number; untilMs: number };
  floor: bigint;
}

/** A question on its way to the books, or an answer on its way back. */
interface Call {
  readonly effect: Exclude<LaneEffect, { _tag: 'Give' | 'Refuse' }>;
  readonly askedMs: number;
  answer: LaneEvent | 'Nothing' | undefined;
}

/** One process of several on a key: the pure machine, clocks of its own, and calls that nobody hurries. */
export class LaneProcess {
  state: LaneState = newSharedLane;
  calls: Array<Call> = [];
  tickets: Array<Ticket> = [];
  waiting = new Set<number>();
  clocks: { monotonicMs: number; wallMs: number };
  private id = 0;
  private readonly settings: LaneSettings;
  private readonly books: Books;

  constructor(settings: LaneSettings, books: Books, startMs: number) {
    this.settings = settings;
    this.books = books;
    this.clocks = { monotonicMs: startMs, wallMs: 1_700_000_000_000 };
  }

  now(): LaneNow {
    return { ...this.clocks };
  }

  holds(ticket: Ticket): boolean {
    return isValid(this.settings, this.state, ticket, this.now());
  }

  enter(least: bigint): void {
    this.id += 1;
    this.waiting.add(this.id);
    this.happen({ _tag: 'Entered', id: this.id, least });
  }

  happen(event: LaneEvent): void {
    const [state, effects] = stepLane(this.settings, this.state, event, this.now());
    this.state = state;
    for (const effect of effects) {
      if (effect._tag === 'Give' || effect._tag === 'Refuse') {
        ok(this.waiting.delete(effect.id), 'nobody is answered twice');
        if (effect._tag === 'Give') this.tickets.unshift(effect.ticket);
      } else {
        this.calls.push({ effect, askedMs: this.clocks.monotonicMs, answer: undefined });
      }
    }
    for (const kind of ['Reserve', 'Acquire'])
      ok(this.calls.filter(({ effect }) => effect._tag === kind).length <= 1, `one ${kind} at a time`);
  }

  /** Carries a call to the books, or its answer back. */
  progress(which: number): void {
    const call = this.calls[which % Math.max(1, this.calls.length)];
    if (call === undefined) return;
    if (call.answer === undefined) {
      call.answer = this.perform(call);
      return;
    }
    this.calls = this.calls.filter((other) => other !== call);
    if (call.answer !== 'Nothing') this.happen(call.answer);
  }

  /** The process dies; what it reserved and holds stays in the books, and calls that were on their way may still arrive. */
  restart(): void {
    this.state = newSharedLane;
    for (const call of this.calls) if (call.answer === undefined) this.perform(call);
    this.calls = [];
    this.tickets = [];
    this.waiting = new Set();
  }

  private perform({ effect, askedMs }: Call): LaneEvent | 'Nothing' {
    const { books } = this;
    const isFree = books.lease.untilMs <= books.nowMs;
    if (effect._tag === 'Reserve') {
      const first = effect.atLeast > books.floor ? effect.atLeast : books.floor;
      books.floor = first + effect.count;
      return { _tag: 'Reserved', first, count: effect.count };
    }
    if (effect._tag === 'Acquire') {
      if (!isFree) return { _tag: 'TenureElsewhere' };
      books.lease = { epoch: books.lease.epoch + 1, untilMs: books.nowMs + effect.ttlMs };
      return { _tag: 'TenureTaken', lease: leaseOf(books.lease.epoch, askedMs + effect.ttlMs) };
    }
    const isOurs = !isFree && books.lease.epoch === effect.lease.epoch;
    if (effect._tag === 'Release') {
      if (isOurs) books.lease.untilMs = 0;
      return 'Nothing';
    }
    if (!isOurs) return { _tag: 'TenureLost', lease: effect.lease };
    books.lease.untilMs = books.nowMs + effect.ttlMs;
    return { _tag: 'TenureRenewed', lease: leaseOf(effect.lease.epoch, askedMs + effect.ttlMs) };
  }
}

const leaseOf = (epoch: number, untilMs: number): Lease => ({ lane: 'k', owner: 'p', epoch, untilMs });
