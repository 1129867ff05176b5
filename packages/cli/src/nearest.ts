/** The one of the words that is nearest to a mistyped one; `undefined` when none is near. */
export const nearest = (wrong: string, words: ReadonlyArray<string>): string | undefined => {
  const most = wrong.length < 4 ? 1 : Math.max(2, Math.floor(wrong.length / 3));
  const [best] = words
    .map((word) => ({ word, distance: distanceOf(wrong.slice(0, wordMax), word) }))
    .toSorted((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= most ? best.word : undefined;
};

const wordMax = 40;

/** How many letters have to be changed, added or taken away. */
const distanceOf = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [i, letter] of from.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of to.split('').entries())
      next.push(
        Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
};
