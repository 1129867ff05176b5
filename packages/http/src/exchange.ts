import * as E from 'fp-ts/lib/Either.js';
import type { Got } from 'got';
import type { Outgoing } from './outgoing.js';
import { type ReplyHead, readReply, tooLarge } from './reply.js';
import { systemCode } from './system-code.js';
import { type Outcome, openVerdict } from './verdict.js';
import { type Wire, requestOver } from './wire.js';

/** Runs one call to its verdict, over got. Never rejects; ends at the latest after `totalMs`. */
export const exchange = (got: Got, wire: Wire, out: Outgoing): Promise<Outcome> =>
  new Promise((resolve) => {
    const { settings, totals } = wire;
    const { totalMs, responseBytesMax } = settings.limits;
    const verdict = openVerdict(resolve);
    const overdue = (): void => verdict.fail('Timeout', 'Timeout', `no whole response within ${totalMs} ms`);
    const total = totals.begin(overdue);
    verdict.onSettled(() => totals.cancel(total));

    const chunks: Array<Buffer> = [];
    let bytes = 0;
    let head: ReplyHead | undefined;
    const stream = got.stream(settings.origin.href + out.path, {
      ...(out.method === 'GET' ? {} : { body: out.body }),
      method: out.method,
      headers: out.headers,
      request: requestOver(wire)(out, verdict, (began) => {
        head = began;
      }),
    });
    verdict.onSettled((succeeded) => {
      if (!succeeded || out.effect === 'Write') stream.destroy();
    });
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= responseBytesMax) chunks.push(chunk);
      else verdict.settle(E.left(tooLarge(responseBytesMax, head?.status)));
    });
    // One turn later, so that whatever came in the same breath as the end has been seen.
    stream.once('end', () =>
      setImmediate(() => {
        if (head !== undefined) verdict.settle(readReply(head, chunks));
      }),
    );
    stream.on('error', (error) => {
      const code = systemCode(error);
      if (head === undefined) verdict.fail('Internal', 'Internal', `the HTTP client gave up (${code})`);
      else verdict.fail('Internal', 'Truncated', `the response broke off (${code})`);
    });
  });
