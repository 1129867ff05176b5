import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Card } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { sumOf } from '../file/sum.js';
import { type Trouble, damaged } from '../file/trouble.js';
import type { LinePlace, Sealing } from './sealing.js';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Texts under AES-256-GCM, bound to their place; names as HMAC-SHA-256, cut to 128 bits.
 *
 * What still shows: how many lines and cards there are, their sizes, what kind a card is, and the instants that cards are
 * sorted by. Cards that core sorts by a name come in the order of the blinded names.
 */
export const aesGcm = (key: Uint8Array, file: string): Sealing => {
  const derived = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, file, `legwork-journal ${use}`, 32));
  const [sealing, blinding] = [derived('seal'), derived('blind')];

  const seal = (place: string, text: string): string => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  };

  const open = (place: string, text: string): E.Either<Trouble, readonly [string, string]> => {
    const opened = E.tryCatch(
      (): unknown => {
        const all = Buffer.from(text, 'base64');
        const [nonce, rest] = [all.subarray(0, nonceBytes), all.subarray(nonceBytes)];
        const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagBytes })
          .setAAD(Buffer.from(place))
          .setAuthTag(rest.subarray(0, tagBytes));
        return JSON.parse(
          Buffer.concat([decipher.update(rest.subarray(tagBytes)), decipher.final()]).toString('utf8'),
        );
      },
      () => 'unopened',
    );
    return E.isRight(opened) && isPair(opened.right)
      ? E.right(opened.right)
      : damaged('a sealed text cannot be opened');
  };

  const blind = (use: string, name: string): string =>
    name === '' ? '' : createHmac('sha256', blinding).update(sumOf(use, name)).digest('hex').slice(0, 32);

  const cardKey = (name: string): string => {
    const parts = name.split('/');
    return parts.map((part, at) => (isShown(parts, at) ? part : blind(`${parts[0]} ${at}`, part))).join('/');
  };

  // Whatever ends a bound is no part of a name: '/' and '0' begin and end the names below one, ' ' follows a whole key.
  const ended = (bound: string): string => cardKey(bound.slice(0, -1)) + bound.slice(-1);

  return {
    proof: derived('proof').toString('hex'),
    cardKey,
    from: (bound) => (bound.endsWith(' ') ? ended(bound) : cardKey(bound)),
    before: (bound) =>
      isShown(bound.split('/'), bound.split('/').length - 1) ? cardKey(bound) : ended(bound),
    stream: (stream) => blind('stream', stream),
    card: (card) => seal(cardPlace(cardKey(card.key)), JSON.stringify([card.key, card.value])),
    line: (place, line) =>
      seal(linePlace(place, blind('stream', line.stream)), JSON.stringify([line.stream, line.text])),
    openCard: (name, value) =>
      E.map(([own, text]: readonly [string, string]): Card => ({ key: own, value: text }))(
        open(cardPlace(name), value),
      ),
    openLine: (place, stream, text) =>
      E.map(([own, line]: readonly [string, string]) => ({ stream: own, text: line }))(
        open(linePlace(place, stream), text),
      ),
  };
};

/** Parts of keys that stay as they are: the kind, and the instants that decide the order. */
const isShown = (parts: ReadonlyArray<string>, at: number): boolean =>
  at === 0 || (parts[0] === 'over' && at === 2) || (parts[0] === 'ready' && at === 1);

const cardPlace = (key: string): string => `card ${key}`;
const linePlace = ({ seq, n }: LinePlace, stream: string): string => `line ${seq} ${n} ${stream}`;

const isPair = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
