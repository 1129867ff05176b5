/**
 * The little that the suite needs of a test framework. Jest's and vitest's own functions fit as they are; for `node:test`,
 * `expect` is `(actual) => ({ toEqual: (expected) => assert.deepEqual(actual, expected) })`.
 */
export interface TestApi {
  /** Groups cases under a name. */
  readonly describe: (name: string, body: () => void) => unknown;
  /** Registers one case. */
  readonly test: (name: string, body: () => Promise<void>) => unknown;
  /** Begins an assertion. */
  readonly expect: (actual: unknown) => Matcher;
}

/** Fails the test unless both are the same all the way down. */
export interface Matcher {
  /** Fails the test unless both are the same. */
  readonly toEqual: (expected: unknown) => unknown;
}
