import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { peersFolder } from './peer.js';

const lock = path.join(peersFolder, 'package-lock.json');
const installed = path.join(peersFolder, 'node_modules', '.installed.json');

/**
 * Installs what we compare with, unless it is there as the lock file says. Nothing of it runs while it is installed but the build
 * of one curve, without which bitcoinjs-message would be measured in JavaScript; where it cannot be built, the page says so.
 */
export const installPeers = (tell: (what: string) => void): void => {
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(lock, 'utf8')) return;
  tell('installing what we compare with');
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  try {
    npm('rebuild', 'secp256k1');
  } catch {
    tell('the native part of bitcoinjs-message could not be built');
  }
  copyFileSync(lock, installed);
};

const npm = (...words: ReadonlyArray<string>): void => {
  execFileSync('npm', words, { cwd: peersFolder, stdio: ['ignore', 'ignore', 'pipe'] });
};
