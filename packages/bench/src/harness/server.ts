import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../program/answering.js', import.meta.url));

/** Starts the server that answers every call alike, gives its address to what is done with it, and stops it. */
export const withServer = async <A>(doing: (url: string) => Promise<A>): Promise<A> => {
  const server = fork(program);
  try {
    const [port]: ReadonlyArray<unknown> = await once(server, 'message');
    return await doing(`http://127.0.0.1:${String(port)}`);
  } finally {
    server.disconnect();
  }
};
