import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readTarball } from '../src/tarball.js';

const entry = (name: string, prefix: string, kind: string, text: string): Buffer => {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124);
  header.write(kind, 156);
  header.write(prefix, 345);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  body.write(text, 0);
  return Buffer.concat([header, body]);
};

describe('Reading a tarball', () => {
  test('finds every file under its own name, whatever its length', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'legwork-tarball-'));
    const file = path.join(folder, 'a.tgz');
    const long = 'ä'.repeat(700);
    const archive = [
      entry('package/package.json', '', '0', '{"name":"a","version":"1.0.0"}'),
      entry('package/src/', '', '5', ''),
      entry('long.ts', 'package/src', '0', long),
      entry('package/empty', '', '\0', ''),
      Buffer.alloc(1_024),
    ];
    writeFileSync(file, gzipSync(Buffer.concat(archive)));
    const { manifest, files, size } = readTarball(file);
    rmSync(folder, { recursive: true });
    expect(manifest.name).toBe('a');
    expect([...files.keys()]).toEqual(['package.json', 'src/long.ts', 'empty']);
    expect(files.get('src/long.ts')).toBe(long);
    expect(size).toBeGreaterThan(100);
  });
});
