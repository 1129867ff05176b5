import { type Checked, bad, good } from '../checked.js';
import type { FaultQueue } from '../fault/fault-queue.js';
import * as FaultSpec from '../fault/fault-spec.js';
import type { Json } from '../json-text.js';
import type { OffsetClock } from '../offset-clock.js';
import { type Reader, listOf, record, whole } from '../reader.js';
import type { ControlRoutes } from './control-server.js';

/** What the common routes need of a venue. */
export interface Controlled<Tune> {
  readonly advance: (nowMs: number) => void;
  readonly truth: () => unknown;
  readonly overview: () => unknown;
  readonly switches: () => unknown;
  readonly faults: FaultQueue<Tune>;
  readonly clock: OffsetClock;
}

const faultList = record({ faults: listOf(FaultSpec.read, 10_000) }, {});
const clockMove = record({ advanceMs: whole(0, 3_153_600_000_000) }, {});

/** The control routes that every venue has: truth, state, switches, faults and clock. */
export const commonRoutes = <Tune>(venue: Controlled<Tune>): ControlRoutes => {
  const { faults, clock } = venue;
  const upToDate = (give: () => unknown): Checked<unknown> => {
    venue.advance(clock.nowMs());
    return good(give());
  };
  return {
    'GET /truth': () => upToDate(venue.truth),
    'GET /state': () => upToDate(venue.overview),
    'GET /switches': () => good(venue.switches()),
    'GET /faults': () => good(faults.list()),
    'POST /faults': (body) => reading(faultList, body, (given) => named('added', faults.add(given.faults))),
    'DELETE /faults': () => good({ removed: faults.clear() }),
    'POST /clock': (body) =>
      reading(clockMove, body, ({ advanceMs }) => {
        clock.advance(advanceMs);
        return upToDate(() => ({ nowMs: clock.nowMs() }));
      }),
  };
};

/** Reads a body and goes on with what was read. */
export const reading = <A>(
  reader: Reader<A>,
  body: Json,
  go: (given: A) => Checked<unknown>,
): Checked<unknown> => {
  const read = reader(body, 'The body');
  return read.ok ? go(read.value) : bad(`${read.why}.`);
};

/** Puts what was done under a name. */
export const named = (name: string, done: Checked<unknown>): Checked<unknown> =>
  done.ok ? good({ [name]: done.value }) : done;
