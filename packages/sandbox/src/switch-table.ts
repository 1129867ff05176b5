import { type Checked, bad, good } from './checked.js';
import { invariant } from './invariant.js';
import type { Switch } from './switch.js';

/** What a switch can stand at. */
type SwitchValue = string | number | boolean | bigint;

/** The switches of a venue by name. */
export type SwitchTable = Readonly<Record<string, Switch<SwitchValue>>>;

/** A value for every switch of a table. */
export type ValuesOf<T extends SwitchTable> = { readonly [K in keyof T]: T[K]['default'] };

/** A value for some switches of a table. */
export type ChangesOf<T extends SwitchTable> = { readonly [K in keyof T]?: T[K]['default'] };

/** A switch and its value, for people. */
interface SwitchDescription {
  readonly name: string;
  readonly value: string;
  readonly default: string;
  readonly takes: string;
  readonly says: string;
  readonly source: string;
}

/** What can be done with a table of switches. */
export interface Switchboard<T extends SwitchTable> {
  /** The defaults with some values changed. An unknown name is a mistake of the program and stops it. */
  readonly complete: (changes?: ChangesOf<T>) => ValuesOf<T>;
  /** Reads values written as text, as the command line and scenario files give them. */
  readonly parse: (pairs: Readonly<Record<string, string>>) => Checked<ChangesOf<T>>;
  readonly describe: (values: ValuesOf<T>) => ReadonlyArray<SwitchDescription>;
}

/** Makes the board of a table. */
export const make = <T extends SwitchTable>(table: T): Switchboard<T> => {
  const isName = (name: string): boolean => Object.hasOwn(table, name);
  // The entries are made from the table, each value by its own switch.
  const isComplete = (entries: Readonly<Record<string, unknown>>): entries is ValuesOf<T> =>
    Object.keys(table).every((name) => Object.hasOwn(entries, name));
  const isChanges = (entries: Readonly<Record<string, unknown>>): entries is ChangesOf<T> =>
    Object.keys(entries).every(isName);

  const defaults = Object.fromEntries(Object.entries(table).map(([name, spec]) => [name, spec.default]));
  invariant(isComplete(defaults), 'every switch has a default');
  Object.freeze(defaults);

  const complete = (changes?: ChangesOf<T>): ValuesOf<T> => {
    if (changes === undefined) return defaults;
    for (const name of Object.keys(changes)) invariant(isName(name), `unknown switch ${name}`);
    return { ...defaults, ...changes };
  };

  const parse = (pairs: Readonly<Record<string, string>>): Checked<ChangesOf<T>> => {
    const changes: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(pairs)) {
      const spec = isName(name) ? table[name] : undefined;
      if (spec === undefined) return bad(`There is no switch named ${name}`);
      const read = spec.parse(text);
      if (!read.ok) return bad(`The switch ${name} ${read.why}`);
      changes[name] = read.value;
    }
    invariant(isChanges(changes), 'only known switches are changed');
    return good(changes);
  };

  const describe = (values: ValuesOf<T>): ReadonlyArray<SwitchDescription> =>
    Object.entries(table).map(([name, spec]) => ({
      name,
      value: `${values[name]}`,
      default: `${spec.default}`,
      takes: spec.takes,
      says: spec.says,
      source: spec.source,
    }));
  return { complete, parse, describe };
};
