export { httpTransport } from './http-transport.js';
export type { HttpRequest, HttpResponse, Transport } from './transport.js';
export type { NotSent, NotSentCause, ReplyLost, ReplyLostCause, TransportError } from './transport-error.js';
export type { TransportConfig, TransportLimits } from './transport-config.js';
export type { ConfigRefused } from './config-refused.js';
