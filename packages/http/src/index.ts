export { httpTransport } from './http-transport.js';
export { undiciTransport } from './undici-transport.js';
export type { MakeTransport } from './transport-over.js';
export type { HttpRequest, HttpResponse, Transport } from './transport.js';
export type { NotSent, NotSentCause, ReplyLost, ReplyLostCause, TransportError } from './transport-error.js';
export type { TransportConfig, TransportLimits } from './transport-config.js';
export type { ConfigRefused } from './config-refused.js';

export { nonceLane } from './nonce-lane.js';
export type { LanePorts, LaneTenure, NonceLane } from './nonce-lane.js';
export type { LaneConfig, LaneLimits } from './lane-config.js';
export type {
  LaneEntryWithdrawn,
  LaneError,
  LaneHeldElsewhere,
  LaneLockedOut,
  LanePoisoned,
  LaneTenureFailed,
  LaneTooManyWaiting,
  LaneWaitTooLong,
  NoncesExhausted,
} from './lane-error.js';
export type { NonceSeen, Ticket } from './lane-state.js';

export { rateGovernor } from './rate-governor.js';
export type { GovernorConfig, RateGovernor } from './rate-governor.js';
export type { GovernorError } from './governor-state.js';

export { type Gates, type NoTurn, holdsTurn, passGovernor, takeTurn } from './turn.js';
/** What may be said of the money when a call comes to nothing, in one wording for every adapter. */
export * as CallError from './call-error.js';
export { newOutbox, type Outbox, type Outgoing } from './outbox.js';

export { isPrintable } from './json/printable.js';
export { isUnambiguous } from './json/unambiguous.js';
