import * as O from 'fp-ts/lib/Option.js';
import type { Lease } from '../port/journal.js';
import type { Deed, Looking, StoreTime } from '../port/store.js';
import { leaseCard } from './card-key.js';
import { leases } from './card.js';
import { type Draft, newDraft } from './draft.js';

/** A lease as it is noted. */
type Noted = ReturnType<typeof leases.parse>;

/** Takes a lane's lease for so long; `none` while somebody else's has not run out. Answers its epoch. */
export const acquire = (lane: string, owner: string, ttlMs: number): Deed<O.Option<number>> =>
  function* (now) {
    const draft = newDraft();
    const held = yield* leases.read(draft, leaseCard(lane));
    if (held !== undefined && !isOver(held, now)) return draft.nothing(O.none);
    const epoch = (held?.epoch ?? 0) + 1;
    leases.write(draft, leaseCard(lane), { owner, epoch, ...until(now, ttlMs) });
    return draft.done(O.some(epoch));
  };

/** Makes a lease last from now; whether it could still be. */
export const renew = (lease: Lease, ttlMs: number): Deed<boolean> =>
  function* (now) {
    const draft = newDraft();
    if (!(yield* isCurrent(draft, lease, now))) return draft.nothing(false);
    const { owner, epoch } = lease;
    leases.write(draft, leaseCard(lease.lane), { owner, epoch, ...until(now, ttlMs) });
    return draft.done(true);
  };

/** Gives a lease back, if it is still held. */
export const release = (lease: Lease): Deed<void> =>
  function* (now) {
    const draft = newDraft();
    yield* giveBack(draft, lease, now);
    return draft.done(undefined);
  };

/** Notes that a lease is held no more; one that is not current changes nothing. */
export const giveBack = function* (draft: Draft, lease: Lease, now: StoreTime): Looking<void> {
  if (!(yield* isCurrent(draft, lease, now))) return;
  const { owner, epoch } = lease;
  leases.write(draft, leaseCard(lease.lane), { owner, epoch, era: now.era, untilMs: 0, untilWallMs: 0 });
};

/** Whether this very lease is held at this instant. What the journal noted decides, never what the holder believes. */
export const isCurrent = function* (draft: Draft, lease: Lease, now: StoreTime): Looking<boolean> {
  const held = yield* leases.read(draft, leaseCard(lease.lane));
  return held !== undefined && held.epoch === lease.epoch && held.owner === lease.owner && !isOver(held, now);
};

const until = ({ era, monotonicMs, wallMs }: StoreTime, ttlMs: number): Omit<Noted, 'owner' | 'epoch'> => ({
  era,
  untilMs: monotonicMs + ttlMs,
  untilWallMs: wallMs + ttlMs,
});

/** Within one era the monotonic clock decides; a lease from another one lasts by the wall clock, which may err to either side. */
export const isOver = (
  { era, untilMs, untilWallMs }: Pick<Noted, 'era' | 'untilMs' | 'untilWallMs'>,
  now: StoreTime,
): boolean => (era === now.era ? untilMs <= now.monotonicMs : untilWallMs <= now.wallMs);
