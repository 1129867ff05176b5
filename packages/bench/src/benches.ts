import type { GrowthBench } from './growth/bench.js';
import { journal } from './growth/journal.js';
import { legs } from './growth/legs.js';
import { trades } from './growth/trades.js';
import { watchers } from './growth/watchers.js';
import type { Bench } from './harness/bench.js';
import { apiSign } from './row/api-sign.js';
import { calls } from './row/call.js';
import { bitgoDecoding } from './row/decode-bitgo.js';
import { decoding } from './row/decode.js';
import { durable } from './row/durable.js';
import { engine } from './row/engine.js';
import { failing } from './row/failing.js';
import { imports } from './row/imports.js';
import { installing } from './row/installing.js';
import { netting } from './row/netting.js';
import { payloads } from './row/payload.js';
import { units } from './row/units.js';

/** Every comparison. */
export const benches: ReadonlyArray<Bench> = [
  decoding,
  bitgoDecoding,
  failing,
  netting,
  units,
  apiSign,
  payloads,
  calls,
  imports,
  installing,
  engine,
  durable,
];

/** Everything whose growth is measured. */
export const growthBenches: ReadonlyArray<GrowthBench> = [legs, trades, journal, watchers];
