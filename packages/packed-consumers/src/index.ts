export { type Site, type Tried, install } from './consumer.js';
export type { Manifest } from './manifest.js';
export { packAll } from './pack.js';
export type { Tarball } from './tarball.js';
