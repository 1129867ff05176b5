import type { JournalRecord, Lease, Scope } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { SeededRandom } from '../world/seeded-random.js';
import { longMs } from './clerk.js';
import type { OpenJournal } from './journal-world.js';
import { lanes, mandates, randomGiving, randomRecord } from './random-record.js';

type Journal = OpenJournal['journal'];

/** One call of a random story, by its name; the same call is made of every journal. */
export interface RandomCall {
  readonly name: string;
  /** What it is answered, without what differs between clocks or is for people only. */
  readonly make: (journal: Journal) => Promise<unknown>;
}

/** What a random story remembers of its calls so far. */
export interface Memory {
  /** Every lease that was given, the last one last. */
  readonly leases: Array<Lease>;
  /** How many records each mandate has, by the answers. */
  readonly lengths: Map<string, number>;
  /** The version of what is committed that was heard last. */
  version: number;
}

/** An empty memory. */
export const newMemory = (): Memory => ({ leases: [], lengths: new Map(), version: 0 });

/** Draws the next call. */
export const randomCall = (random: SeededRandom, memory: Memory): RandomCall => {
  const { below, pick } = random;
  const dice = below(20);
  if (dice < 9) return appendCall(random, memory);
  if (dice < 11) return acquireCall(random, memory);
  if (dice < 13) return heldCall(random, memory);
  if (dice < 14) return orderCall(random);
  if (dice < 15) return reserveCall(random);
  if (dice < 16) return claimCall(random);
  const { id, venue, account } = pick(mandates);
  const lane = pick(lanes);
  const sinceMs = below(5) * 100 + below(2);
  const query = { open: below(2) === 0, after: O.fromNullable(pick([undefined, id])), limit: 1 + below(6) };
  return pick<RandomCall>([
    { name: `read ${id}`, make: (journal) => journal.read(id)() },
    {
      name: `committed since ${sinceMs}`,
      make: async (journal) => {
        const answer = await journal.committed(venue, account, sinceMs)();
        if (E.isRight(answer)) memory.version = answer.right.version;
        return answer;
      },
    },
    { name: `halted ${account} ${lane}`, make: (journal) => journal.halted({ venue, account, lane })() },
    { name: 'orders', make: (journal) => journal.orders() },
    { name: `mandates ${JSON.stringify(query)}`, make: (journal) => journal.mandates(query)() },
  ]);
};

const appendCall = (random: SeededRandom, memory: Memory): RandomCall => {
  const { below, pick } = random;
  const mandate = pick(mandates);
  const known = memory.lengths.get(mandate.id) ?? 0;
  const begins = known === 0 && below(8) > 0;
  const records: Array<JournalRecord> = begins ? [randomGiving(random, mandate)] : [];
  const lane = pick(lanes);
  while (records.length === 0 || below(4) === 0) records.push(randomRecord(random, mandate, lane));
  const expected = below(12) === 0 ? known + 1 - below(3) : known;
  const limitsAsOf = begins && below(3) > 0 ? O.some(memory.version + (below(4) === 0 ? 1 : 0)) : O.none;
  const lease =
    below(8) === 0 ? pick([undefined, ...memory.leases]) : memory.leases.findLast((one) => one.lane === lane);
  return {
    name: `append ${expected} ${JSON.stringify(records)}`,
    make: async (journal) => {
      const done = await journal.append({
        mandate: mandate.id,
        expected,
        records,
        lease: O.fromNullable(lease),
        limitsAsOf,
      })();
      if (E.isRight(done)) memory.lengths.set(mandate.id, known + records.length);
      return E.isRight(done) ? done : { ...done.left, detail: '' };
    },
  };
};

const timeless = (lease: O.Option<Lease>): unknown =>
  O.isSome(lease) ? { ...lease.value, untilMs: 0 } : 'none';

const acquireCall = ({ pick }: SeededRandom, memory: Memory): RandomCall => {
  const [lane, owner] = [pick(lanes), pick(['ann', 'bob'])];
  return {
    name: `acquire ${lane} ${owner}`,
    make: async (journal) => {
      const answer = await journal.acquire(lane, owner, longMs)();
      if (E.isRight(answer) && O.isSome(answer.right)) remember(memory, answer.right.value);
      return E.isRight(answer) ? timeless(answer.right) : answer;
    },
  };
};

/** A lease is remembered once, although more than one journal has given it. */
const remember = ({ leases }: Memory, lease: Lease): void => {
  if (!leases.some(({ lane, epoch }) => lane === lease.lane && epoch === lease.epoch)) leases.push(lease);
};

const heldCall = ({ below, pick }: SeededRandom, { leases }: Memory): RandomCall => {
  const last = leases.at(-1 - below(3)) ?? { lane: pick(lanes), owner: 'ann', epoch: below(3), untilMs: 0 };
  const lease = below(6) === 0 ? { ...last, owner: 'eve' } : last;
  return below(4) === 0
    ? { name: `release ${JSON.stringify(lease)}`, make: (journal) => journal.release(lease)() }
    : {
        name: `renew ${JSON.stringify(lease)}`,
        make: async (journal) => {
          const answer = await journal.renew(lease, longMs)();
          return E.isRight(answer) ? timeless(answer.right) : answer;
        },
      };
};

const orderCall = ({ below, pick }: SeededRandom): RandomCall => {
  const { venue, account } = pick(mandates);
  const scope = pick<Scope>([
    { _tag: 'Account', venue, account },
    { _tag: 'Lane', lane: pick(lanes) },
    { _tag: 'Everything' },
  ]);
  // More is resumed than halted, so that something can be armed.
  const tag = below(5) === 0 ? 'Halt' : 'Resume';
  const order = { _tag: tag, scope, atMs: below(1_000), by: 'ann', why: `doubt ${below(3)}` } as const;
  return { name: `order ${JSON.stringify(order)}`, make: (journal) => journal.order(order)() };
};

const reserveCall = ({ below, pick }: SeededRandom): RandomCall => {
  const [lane, atLeast, count] = [pick(lanes), BigInt(below(200)), BigInt(1 + below(9))];
  return {
    name: `reserve ${lane} ${atLeast} ${count}`,
    make: (journal) => journal.reserve(lane, atLeast, count)(),
  };
};

const claimCall = ({ below, pick }: SeededRandom): RandomCall => {
  const names = Array.from({ length: 1 + below(3) }, () => `name ${below(12)}`);
  const use = `use ${below(3)}`;
  const scope = pick(['a', 'b']);
  return {
    name: `claim ${scope} ${names.join(', ')} for ${use}`,
    make: (journal) => journal.claim(scope, names, use)(),
  };
};
