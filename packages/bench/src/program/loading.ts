// Loads modules in a process of their own, and says how much processor time that took and how much larger the process became. Each word: a folder and a module as it is found from there.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { millisecondsSince } from '../harness/contender.js';

const before = process.memoryUsage.rss();
const begun = process.cpuUsage();
for (const word of process.argv.slice(2)) {
  const [folder = '', name = ''] = word.split('#');
  await import(pathToFileURL(createRequire(`${folder}/`).resolve(name)).href);
}
const ms = millisecondsSince(begun);
process.stdout.write(JSON.stringify({ ms, bytes: process.memoryUsage.rss() - before }));
