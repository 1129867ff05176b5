/**
 * SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits.
 *
 * A plan is approved, and the trades of a settlement are compared, by this value. Core has no cryptography of its own.
 */
export type Digest = (text: string) => string;
