/** The part of an `AbortSignal` that a watch uses; any `AbortSignal` will do. Core knows no runtime. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Has a listener called once it is aborted. */
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  /** Forgets a listener. */
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}
