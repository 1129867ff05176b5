/** Unpredictable bytes, for nonces that must never repeat. The implementation is a CSPRNG. */
export interface Random {
  /** `count` fresh bytes; `count` is between 1 and 1024. */
  readonly bytes: (count: number) => Uint8Array;
}
