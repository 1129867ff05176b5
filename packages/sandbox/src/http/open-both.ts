import type { OffsetClock } from '../offset-clock.js';
import { type Handler, listen } from './loopback.js';

/** A venue's two servers, listening. */
export interface OpenServers {
  readonly baseUrl: string;
  readonly controlUrl: string;
  /** Stops the clock and both servers and destroys their connections. */
  readonly close: () => Promise<void>;
}

/** What each server answers, and where. */
export interface Servers {
  readonly venue: Handler;
  readonly control: Handler;
  readonly port: number | undefined;
  readonly controlPort: number | undefined;
  readonly clock: OffsetClock;
}

/** Starts the server of a venue and its control server, or neither. Errors: rejects where a port cannot be had. */
export const openBoth = async (servers: Servers): Promise<OpenServers> => {
  const venue = await listen(servers.venue, servers.port ?? 0);
  const control = await listen(servers.control, servers.controlPort ?? 0).catch(async (cause: unknown) => {
    await venue.close();
    throw cause;
  });
  const close = async (): Promise<void> => {
    servers.clock.stop();
    await Promise.all([venue.close(), control.close()]);
  };
  return { baseUrl: venue.url, controlUrl: control.url, close };
};
