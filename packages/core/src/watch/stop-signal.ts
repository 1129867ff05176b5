/** The part of an `AbortSignal` that a watch uses; any `AbortSignal` will do. Core knows no runtime. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}
