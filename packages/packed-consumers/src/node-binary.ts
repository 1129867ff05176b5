import { run } from './command.js';

/** A Node of one major version, or why there is none. */
export type NodeBinary =
  | { readonly _tag: 'Found'; readonly major: string; readonly file: string; readonly version: string }
  | { readonly _tag: 'NotHad'; readonly major: string; readonly why: string };

const script = 'process.stdout.write(process.execPath + " " + process.versions.node)';

/** Finds a Node: this process's own if it is of that version, otherwise the one that npm's registry has. */
export const nodeBinary = async (major: string, cwd: string): Promise<NodeBinary> => {
  if (process.versions.node.startsWith(`${major}.`))
    return { _tag: 'Found', major, file: process.execPath, version: process.versions.node };
  const found = await run('npx', ['-y', `node@${major}`, '-e', script], { cwd });
  const [file = '', version = ''] = found.out.trim().split(' ');
  return found.ok && version.startsWith(`${major}.`)
    ? { _tag: 'Found', major, file, version }
    : {
        _tag: 'NotHad',
        major,
        why: found.said
          .split('\n')
          .filter((line) => line.startsWith('npm error'))
          .slice(0, 2)
          .join('; '),
      };
};
