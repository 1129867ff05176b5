/** What is looked at in a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly type?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Target>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where an export leads: to a file, or to one file for each condition. */
type Target = string | Readonly<Record<string, string>>;

/** What a package brings along when it is installed, by name, with the versions that it takes. */
export const requirementsOf = (manifest: Manifest): ReadonlyArray<readonly [name: string, range: string]> =>
  [manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies].flatMap((some) =>
    Object.entries(some ?? {}),
  );

/** Every file that a package points to, from its own folder: `dist/src/index.js`. */
export const targetsOf = ({ exports = {}, bin = {} }: Manifest): ReadonlyArray<string> =>
  [...Object.values(exports), ...Object.values(bin)]
    .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
    .map((target) => target.replace(/^\.\//, ''));
