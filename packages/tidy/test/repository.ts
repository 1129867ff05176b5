import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

/** One file of the repository. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly name: string;
  readonly text: string;
  readonly lines: number;
}

/** Files that git tracks, or would: those it does not ignore. */
const names: ReadonlyArray<string> = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  },
)
  .split('\n')
  .filter((name) => name !== '');

/** The text of one file. */
export const textOf = (name: string): string => readFileSync(path.join(root, name), 'utf8');

/** The files whose name matches. */
export const filesLike = (pattern: RegExp): ReadonlyArray<SourceFile> =>
  names
    .filter((name) => pattern.test(name))
    .flatMap((name) => {
      try {
        const text = textOf(name);
        return [{ name, text, lines: text.trimEnd().split('\n').length }];
      } catch {
        // Deleted in the work tree and not yet in the index.
        return [];
      }
    });

/** What a TypeScript file imports, by specifier; examples in comments do not count. */
export const importsOf = ({ text }: SourceFile): ReadonlyArray<string> => {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const statements =
    /^(?:import|export)\b[^'";=]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;
  return [...code.matchAll(statements)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
};
