import { posix } from 'node:path';
import type { SourceFile } from './repository.js';

/** A link in a Markdown file to something of this repository. */
export interface Link {
  /** The file that it leads to, from the root. */
  readonly target: string;
  /** The heading in it; empty for the file itself. */
  readonly heading: string;
  readonly text: string;
}

/** The text outside of its blocks of code. */
export const proseOf = ({ text }: SourceFile): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '');

/** The links that lead to somewhere in the repository. */
export const linksOf = (file: SourceFile): ReadonlyArray<Link> =>
  [...proseOf(file).matchAll(/\[(?<text>[^\]]*)\]\((?<to>[^)\s]+)\)/g)]
    .map(({ groups }) => ({ text: groups?.['text'] ?? '', to: groups?.['to'] ?? '' }))
    .filter(({ to }) => !/^[a-z]+:/.test(to))
    .map(({ text, to }) => {
      const [path = '', heading = ''] = to.split('#');
      const target = path === '' ? file.name : posix.join(posix.dirname(file.name), path);
      return { target: target.replace(/\/$/, ''), heading, text };
    });

/** What its headings are called in links, as GitHub does it (2026-11-21). */
const headingsOf = (file: SourceFile): ReadonlyArray<string> =>
  [...proseOf(file).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The links of a file that lead nowhere. `names`: every file and folder of the repository. */
export const deadLinks = (
  file: SourceFile,
  pages: ReadonlyMap<string, SourceFile>,
  names: ReadonlySet<string>,
): ReadonlyArray<string> =>
  linksOf(file)
    .filter(({ target }) => !target.startsWith('docs/api/'))
    .filter(({ target, heading }) => {
      if (!names.has(target)) return true;
      const page = pages.get(target);
      return heading !== '' && (page === undefined || !headingsOf(page).includes(heading));
    })
    .map(
      ({ target, heading, text }) =>
        `${file.name}: [${text}] leads to ${target}${heading === '' ? '' : `#${heading}`}`,
    );
