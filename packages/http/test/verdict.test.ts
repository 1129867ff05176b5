import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { openVerdict } from '../src/verdict.js';

describe('a verdict', () => {
  test('is announced once, and tidied up after once, whatever else goes wrong', () => {
    const announce = jest.fn();
    const tidy = jest.fn();
    const verdict = openVerdict(announce);
    verdict.onSettled(tidy);
    verdict.fail('Connect', 'Reset', 'first');
    verdict.bytesLeft();
    verdict.fail('Connect', 'Reset', 'second');
    verdict.settle(E.right({ status: 200, headers: {}, body: '' }));
    expect(announce.mock.calls).toEqual([[E.left({ _tag: 'NotSent', cause: 'Connect', detail: 'first' })]]);
    expect(tidy.mock.calls).toEqual([[false]]);
    expect(verdict.isOpen()).toBe(false);
  });

  test('depends on whether a byte may have left', () => {
    const announce = jest.fn();
    const verdict = openVerdict(announce);
    verdict.bytesLeft();
    verdict.replyBegan(502);
    verdict.fail('Connect', 'Truncated', 'x');
    expect(announce).toHaveBeenCalledWith(
      E.left({ _tag: 'ReplyLost', cause: 'Truncated', detail: 'x', status: 502 }),
    );
  });

  test('that is given already is tidied up after at once', () => {
    const tidy = jest.fn();
    const verdict = openVerdict(() => {});
    verdict.settle(E.right({ status: 200, headers: {}, body: '' }));
    verdict.onSettled(tidy);
    expect(tidy.mock.calls).toEqual([[true]]);
  });
});
