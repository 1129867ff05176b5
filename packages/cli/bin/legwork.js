#!/usr/bin/env node
// oxlint-disable-next-line no-restricted-imports -- the package's own build, which no package name reaches
import { main } from '../dist/src/cli.js';

process.exitCode = await main(process.argv.slice(2));
