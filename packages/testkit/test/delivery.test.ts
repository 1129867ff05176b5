import { describe, expect, test } from '@jest/globals';
import { faultsAt } from '../src/index.js';
import { deliveryUnder } from '../src/world/delivery.js';
import { emptyNetwork } from '../src/world/network.js';

describe('What the network makes of a request', () => {
  const local = new Set(['NotSent', 'PausedBefore', 'CrashBefore', 'CrashAfter']);

  test.each(faultsAt.Send.filter((kind) => !local.has(kind)))('%s changes the delivery', (kind) => {
    expect(deliveryUnder(kind)).not.toEqual(deliveryUnder(undefined));
  });

  test.each(faultsAt.Send.filter((kind) => local.has(kind)))(
    '%s strikes this side and leaves the network alone',
    (kind) => {
      expect(deliveryUnder(kind)).toEqual(deliveryUnder(undefined));
    },
  );

  test('requests arrive in the order of their time, those of one time in the order of their sending', () => {
    const network = emptyNetwork();
    const arrived: Array<string> = [];
    const send = (atMs: number, name: string): void => network.later(atMs, () => void arrived.push(name));
    send(30, 'c');
    send(10, 'a');
    send(30, 'd');
    send(20, 'b');
    expect(network.nextMs()).toBe(10);
    network.advance(29);
    expect(arrived).toEqual(['a', 'b']);
    network.advance(30);
    expect(arrived).toEqual(['a', 'b', 'c', 'd']);
    expect(network.nextMs()).toBeUndefined();
  });
});
