/**
 * Stops the program when something that cannot be is. The only throw of this package: it marks a mistake of the
 * programmer, never of a request.
 */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`sandbox invariant broken: ${what}`);
}
