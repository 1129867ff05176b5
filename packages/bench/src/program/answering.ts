// A server of its own process that answers every call with the same small batch: what a call costs its client shows, and nothing else.
import { createServer } from 'node:http';
import { batchText } from '../fixture/batch-text.js';

const answer = Buffer.from(batchText({ legs: 2, trades: 3 }));
const head = { 'content-type': 'application/json', 'content-length': answer.length };

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.writeHead(200, head).end(answer));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.once('disconnect', () => process.exit(0));
