import { choice, count, flag, ticks } from '../switch.js';
import * as SwitchTable from '../switch-table.js';

const WEEK_MS = 604_800_000;

/**
 * Every switch of the Kraken Prime venue. `§` numbers are those of the project's notes on the venue: §8 lists the
 * open questions, §5 the contradictions inside Kraken's own pages (read November 2026).
 */
export const SWITCHES = {
  nonceWindow: ticks(
    0n,
    'how far below the highest nonce an unseen nonce may be; 0 is strict',
    '§2.4, §8.12',
  ),
  nonceType: choice(['integer', 'integer-or-string'], 'the JSON types in which a nonce is taken', '§2.4'),
  lockoutAfter: count(5, 1000, 'invalid nonces that lock a key out; 0 never locks', '§2.4'),
  lockoutWithinMs: count(60_000, WEEK_MS, 'the time within which those invalid nonces count', '§2.4'),
  lockoutMs: count(900_000, WEEK_MS, 'how long a lockout lasts after the last call', '§3.3'),
  rateMax: count(20, 1_000_000, 'the height of the rate counter of a key', '§3.4, §8.8'),
  rateDecayMilliPerSecond: count(
    1000,
    1_000_000_000,
    'thousandths by which it sinks each second',
    '§3.4, §8.8',
  ),
  rateBeforeNonce: flag(true, 'the rate counter is asked before the nonce', '§3.4, §8.8'),
  rateRefusedCounts: flag(false, 'a call refused for its rate raises the counter too', '§3.4'),
  activeUntil: choice(['completed', 'settled'], 'the status that ends the one active batch', '§5.3, §8.4'),
  zeroLegs: choice(['omit', 'include'], 'what becomes of an asset whose trades cancel out', '§7, §8.10'),
  emptyCreate: choice(['refused', 'empty-batch'], 'what Create does when no trade is unsettled', '§7'),
  confirmAfterMs: count(2000, WEEK_MS, 'the time from creation to confirmation', '§8.5'),
  transferMs: count(1500, WEEK_MS, 'the time that a transfer takes', '§7'),
  venueSettles: choice(
    ['independently', 'after-client-legs'],
    'when the venue pays the legs that the client receives',
    '§7',
  ),
  venueSettlesAfterMs: count(1000, WEEK_MS, 'the time that the venue lets pass before it pays', '§7'),
  completeAfterMs: count(1000, WEEK_MS, 'the time from settled to completed', '§8.4'),
  direction: choice(
    ['client-perspective', 'venue-perspective'],
    'whose view `direction` takes; in the client’s, outgoing is what the client owes',
    '§5.1, §8.1',
  ),
  applyDelayMs: count(
    0,
    WEEK_MS,
    'the time from an accepted write to its effect and to its visibility',
    '§8.9',
  ),
  guardSeesQueued: flag(
    true,
    'a write that waits for its effect already refuses a second one',
    '§5.15, §8.9',
  ),
  partialAmount: choice(
    ['original', 'remaining'],
    'what `amount` shows on a partly settled leg',
    '§5.14, §8.10',
  ),
  partialLegCounts: flag(false, 'a partly settled leg alone makes the batch partially_settled', '§5.12'),
  spotTransfer: choice(['described', 'null', 'opaque'], 'the shape of `latest_spot_transfer`', '§5.7, §8.3'),
  nullFields: choice(['null', 'absent'], 'how a nullable field without a value is written', '§5.6'),
  amountForm: choice(['plain', 'padded'], 'padded writes at least eight decimals', '§4, §8.10'),
  listTradeIds: flag(false, 'List shows `trade_ids` as Get does', '§5.5, §8.11'),
  failureResult: choice(['absent', 'empty', 'null'], 'what stands under `result` in a failure', '§5.10'),
  historyMs: count(60_000, WEEK_MS, 'how far back a stale read can look', '§8.11'),
  historyVersionsMax: count(64, 1024, 'how many versions of a batch are kept for stale reads', '§8.11'),
} as const;

/** The name of a switch. */
export type SwitchName = keyof typeof SWITCHES;

/** A value for every switch. */
export type Switches = SwitchTable.ValuesOf<typeof SWITCHES>;

/** A value for some switches. */
export type SwitchChanges = SwitchTable.ChangesOf<typeof SWITCHES>;

/** Completes, parses and describes the switches of this venue. */
export const SWITCHBOARD: SwitchTable.Switchboard<typeof SWITCHES> = SwitchTable.make(SWITCHES);
