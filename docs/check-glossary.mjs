// Run by `npm run docs` once the reference is made: every word of the glossary has to lead to its page.
import { existsSync, readFileSync } from 'node:fs';

const glossary = new URL('explanation/glossary.md', import.meta.url);
const links = [...readFileSync(glossary, 'utf8').matchAll(/\]\((\.\.\/api\/[^)]+)\)/g)].map(([, to]) => to);
const dead = links.filter((to) => !existsSync(new URL(to, glossary)));
for (const to of dead) process.stderr.write(`The glossary leads to ${to}, which the reference has not.\n`);
process.exitCode = links.length > 0 && dead.length === 0 ? 0 : 1;
