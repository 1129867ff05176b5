/** Turns the text of a good reply into one that must not be believed. */
export type Damage = (text: string) => string | Uint8Array;

const DEPTH = 100_000;

/** Ways in which any JSON reply can be broken. */
export const JSON_DAMAGE: Readonly<Record<string, Damage>> = {
  'not-json': (text) => text.replaceAll('"', "'"),
  empty: () => '',
  'cut-short': (text) => text.slice(0, -2),
  'two-values': (text) => text + text,
  array: (text) => `[${text}]`,
  null: () => 'null',
  deep: () => `{"error":[],"result":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}`,
  bom: (text) => `\uFEFF${text}`,
  'bad-utf8': (text) =>
    Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0x2c, 0x22, 0xff, 0xfe, 0x22])]),
  'duplicate-keys': (text) => text.replace('{', '{"error":["EGeneral:Internal error"],'),
  'proto-key': (text) => text.replace('{', '{"__proto__":{"error":[]},'),
};
