const smallMax = 1_000;
const probesPerText = 8;

/**
 * Whether a text stands there twice.
 *
 * A hot path in plain code: a batch may have 1,000,000 trade ids, and a `Set` takes five times as long. Texts made to fall
 * into the same slots only cost what a `Set` costs; the `Set` is also what the tests hold this against.
 */
export const hasRepeats = (texts: ReadonlyArray<string>): boolean => {
  if (texts.length <= smallMax) return hasRepeatsBySet(texts);
  const size = 2 ** (33 - Math.clz32(texts.length));
  const slots = new Uint32Array(size);
  const hashes = new Int32Array(size);
  let probes = probesPerText * texts.length;
  for (const [at, text] of texts.entries()) {
    const hash = hashOf(text);
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 0) % size;
    for (let other = slots[slot] ?? 0; other !== 0; other = slots[slot] ?? 0) {
      if (hashes[slot] === hash && texts[other - 1] === text) return true;
      probes -= 1;
      if (probes < 0) return hasRepeatsBySet(texts);
      slot = (slot + 1) % size;
    }
    slots[slot] = at + 1;
    hashes[slot] = hash;
  }
  return false;
};

/** The plain version. */
export const hasRepeatsBySet = (texts: ReadonlyArray<string>): boolean =>
  new Set(texts).size !== texts.length;

const hashOf = (text: string): number => {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
};
