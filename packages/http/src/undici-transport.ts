import { type MakeTransport, transportOver } from './transport-over.js';

/**
 * The transport of `httpTransport` with its reads over undici: the same rules, the same errors, and a fraction of the
 * processor's time, for those who read thousands of times a minute.
 *
 * Writes go as they always do, each on a connection of its own: they are few, and what decides about money stays on one
 * way only. undici (7 or later) is a peer dependency that is loaded at the first read; without it every read is
 * `NotSent`.
 *
 * Errors: `ConfigRefused`, with the setting that cannot be used.
 */
export const undiciTransport: MakeTransport = transportOver(async () => {
  const { overUndici } = await import('./undici-exchange.js');
  return overUndici;
});
