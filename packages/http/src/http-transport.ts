import { type MakeTransport, transportOver } from './transport-over.js';

/**
 * Makes a transport to one origin. Nothing is opened, loaded or sent yet.
 *
 * The environment cannot weaken it: authorities are explicit, verification is always on, and proxies are not read.
 * There is nothing to close: a write's connection ends with its call, a read's after four idle seconds, and neither
 * holds the process while it is idle.
 *
 * Errors: `ConfigRefused`, with the setting that cannot be used.
 *
 * @example
 * ```ts
 * import { httpTransport } from '@legwork/http';
 * httpTransport({ baseUrl: 'http://example.com', allowedHosts: ['example.com'] }); // => left({ _tag: 'ConfigRefused', ... })
 * ```
 */
export const httpTransport: MakeTransport = transportOver(async () => {
  const { overGot, wireOf } = await import('./got-exchange.js');
  return (settings) => overGot(wireOf(settings));
});
