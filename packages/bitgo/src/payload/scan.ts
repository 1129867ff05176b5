import * as E from 'fp-ts/lib/Either.js';
import { type PayloadRefused, refuse } from './payload-refused.js';

/** What a text of the payload's grammar is made of: texts, lists and records, and nothing else. */
export type Node =
  | { readonly _tag: 'Text'; readonly text: string }
  | { readonly _tag: 'List'; readonly items: ReadonlyArray<Node> }
  | { readonly _tag: 'Record'; readonly fields: ReadonlyMap<string, Node> };

/** The longest payload that is read. Units: characters, which are bytes, since all are ASCII. */
const lengthMax = 65_536;
const depthMax = 5;
const itemsMax = 64;
const fieldsMax = 16;
const keyForm = /^[A-Za-z_]\w{0,31}$/;
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

type Scanned<A> = E.Either<PayloadRefused, { readonly value: A; readonly end: number }>;

/**
 * Reads a text as JSON of a narrower grammar, in which every text has one meaning for every reader.
 *
 * No whitespace, no escape, no character outside printable ASCII, no number, no literal, no key twice even in another
 * case. The venue writes its payloads so; what it has no need to write is not understood here, and so is not signed.
 * Plain characters and no `JSON.parse`, whose last duplicate wins (catalogue, signing S3).
 *
 * Errors: `PayloadRefused` with a reason of the grammar.
 */
export const scan = (text: string): E.Either<PayloadRefused, Node> => {
  if (text.length > lengthMax) return refuse('payload', 'TooLong');
  const node = scanNode(text, 0, 'payload', 0);
  if (E.isLeft(node)) return node;
  return node.right.end === text.length ? E.right(node.right.value) : refuse('payload', 'TrailingText');
};

const scanNode = (text: string, at: number, path: string, depth: number): Scanned<Node> => {
  switch (text.charAt(at)) {
    case '"': {
      const scanned = scanText(text, at, path);
      if (E.isLeft(scanned)) return scanned;
      return E.right({ value: { _tag: 'Text', text: scanned.right.value }, end: scanned.right.end });
    }
    case '[':
      return depth === depthMax ? refuse(path, 'TooDeep') : scanList(text, at + 1, path, depth + 1);
    case '{':
      return depth === depthMax ? refuse(path, 'TooDeep') : scanRecord(text, at + 1, path, depth + 1);
    default:
      return refuse(path, unexpected(text, at, 'NotText'));
  }
};

const scanList = (text: string, start: number, path: string, depth: number): Scanned<Node> => {
  const items: Array<Node> = [];
  if (text[start] === ']') return E.right({ value: { _tag: 'List', items }, end: start + 1 });
  for (let at = start; ; at += 1) {
    if (items.length === itemsMax) return refuse(path, 'TooMany');
    const item = scanNode(text, at, `${path}[${items.length}]`, depth);
    if (E.isLeft(item)) return item;
    items.push(item.right.value);
    at = item.right.end;
    if (text[at] === ']') return E.right({ value: { _tag: 'List', items }, end: at + 1 });
    if (text[at] !== ',') return refuse(path, unexpected(text, at, 'NotJson'));
  }
};

const scanRecord = (text: string, start: number, path: string, depth: number): Scanned<Node> => {
  const fields = new Map<string, Node>();
  const taken = new Set<string>();
  if (text[start] === '}') return E.right({ value: { _tag: 'Record', fields }, end: start + 1 });
  for (let at = start; ; at += 1) {
    if (fields.size === fieldsMax) return refuse(path, 'TooMany');
    const key = scanKey(text, at, path, taken);
    if (E.isLeft(key)) return key;
    const field = scanNode(text, key.right.end, inside(path, key.right.value), depth);
    if (E.isLeft(field)) return field;
    fields.set(key.right.value, field.right.value);
    at = field.right.end;
    if (text[at] === '}') return E.right({ value: { _tag: 'Record', fields }, end: at + 1 });
    if (text[at] !== ',') return refuse(path, unexpected(text, at, 'NotJson'));
  }
};

const scanKey = (text: string, at: number, path: string, taken: Set<string>): Scanned<string> => {
  if (text[at] !== '"') return refuse(path, unexpected(text, at, 'NotJson'));
  const key = scanText(text, at, path);
  if (E.isLeft(key)) return key;
  const { value, end } = key.right;
  if (forbiddenKeys.has(value)) return refuse(path, 'KeyForbidden');
  if (!keyForm.test(value)) return refuse(path, 'KeyUnknown');
  const folded = value.toLowerCase();
  if (taken.has(folded)) return refuse(inside(path, value), 'KeyRepeated');
  taken.add(folded);
  if (text[end] !== ':') return refuse(inside(path, value), unexpected(text, end, 'NotJson'));
  return E.right({ value, end: end + 1 });
};

const scanText = (text: string, quote: number, path: string): Scanned<string> => {
  for (let at = quote + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return E.right({ value: text.slice(quote + 1, at), end: at + 1 });
    if (character === '\\') return refuse(path, 'Escaped');
    if (character === ' ') return refuse(path, 'Whitespace');
    if (character < '!' || character > '~') return refuse(path, 'NotPrintable');
  }
  return refuse(path, 'Unfinished');
};

const unexpected = (
  text: string,
  at: number,
  otherwise: 'NotText' | 'NotJson',
): 'Unfinished' | 'Whitespace' | 'NotText' | 'NotJson' => {
  if (at >= text.length) return 'Unfinished';
  return /^[ \t\r\n]$/.test(text.charAt(at)) ? 'Whitespace' : otherwise;
};

const inside = (path: string, key: string): string => (path === 'payload' ? key : `${path}.${key}`);
