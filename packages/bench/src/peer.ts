import { fileURLToPath } from 'node:url';

const folder = new URL('../../peers/', import.meta.url);

/** The folder with what we compare with; it is installed by itself. */
export const peersFolder: string = fileURLToPath(folder);

/** Loads one of the programs that show how a peer is used. `A` is what the program exports. */
export const loadPeer = async <A>(file: string): Promise<A> => import(new URL(file, folder).href);
