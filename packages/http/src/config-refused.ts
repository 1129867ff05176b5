/** A setting that cannot be used, found before anything was opened or sent. */
export interface ConfigRefused {
  readonly _tag: 'ConfigRefused';
  /** The name of the setting, or of the environment variable. */
  readonly setting: string;
  /** For people; never parsed. */
  readonly detail: string;
}

export const configRefused = (setting: string, detail: string): ConfigRefused => ({
  _tag: 'ConfigRefused',
  setting,
  detail,
});
