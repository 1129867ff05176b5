const lengthMax = 16_384;

/**
 * Whether every reader of a JSON text must see the same in it.
 *
 * A name that stands twice, or anything else that a reader could take differently, does not survive being written again. A
 * text of more than 16,384 characters is not looked at, and said to be ambiguous.
 */
export const isUnambiguous = (text: string, json: unknown): boolean =>
  text.length <= lengthMax && text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1') === JSON.stringify(json);
