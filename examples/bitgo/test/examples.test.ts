import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const run = async (script: string): Promise<string> => {
  const file = fileURLToPath(new URL(`../src/${script}.js`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 60_000 });
  return stdout;
};

/** What the venue's own books say moved between accounts. */
const moved = (out: string): ReadonlyArray<string> =>
  out
    .split('\n')
    .filter((line) => / (pay|fee): /.test(line))
    .map((line) => line.trim())
    .toSorted();

const altered = (out: string): ReadonlyArray<string> =>
  out.split('\n').filter((line) => line.includes('(Nothing was signed: '));

describe('The BitGo examples', () => {
  test('the requester gets what it pays for, once', async () => {
    const out = await run('requester');
    expect(out).toMatch(/create a settlement: we pay 0\.5 BTC, we receive 46250\.5 USD: done\./);
    expect(out).toMatch(/The settlement is Final\./);
    expect(moved(out)).toEqual([
      '4625050 ofctusd pay: counterparty -> requester',
      '50000000 ofctbtc pay: requester -> counterparty',
    ]);
  }, 60_000);

  test('the counterparty affirms what its books have, and refuses what they have not', async () => {
    const out = await run('counterparty');
    expect(out).toMatch(
      /affirm \S+: we receive 0\.01 BTC, we pay 10000 USD: done\.\n {2}The settlement is Final/,
    );
    expect(out).toMatch(/reject \S+: done\.\n {2}The settlement is Stopped/);
    expect(out).toMatch(/payloads that we signed: 1,/);
    expect(moved(out)).toEqual([
      '1000000 ofctbtc pay: counterparty -> requester',
      '1000000 ofctusd pay: requester -> counterparty',
    ]);
  }, 60_000);

  test('the agent keeps its spread and nothing else', async () => {
    const out = await run('agency');
    expect(out).toMatch(/The settlement is Final\./);
    expect(moved(out).filter((line) => line.endsWith('-> agent'))).toEqual([
      '811 ofctusd pay: counterparty -> agent',
    ]);
  }, 60_000);

  test('no altered payload is signed; the honest one is', async () => {
    const out = await run('lying-payload');
    // The report's lines; the story before it says the same of each.
    const refused = altered(out).filter(
      (line) => line.includes('nothing of it moved') && !line.includes('legwork:'),
    );
    expect(refused.map((line) => /\(([^()]*)\)\.\)/.exec(line)?.[1])).toEqual([
      'amounts[0].sendSubtotal: Differs',
      'amounts[0].sendSubtotal: Differs',
      'amounts[1]: EntryUnexpected',
      'amounts[0].receiveAmount: Differs',
      'amounts[0].fees: FeeAboveMax',
      'amounts[0].sendAmount: KeyRepeated',
    ]);
    expect(out).toMatch(
      /payloads altered by the venue: 6; payloads that we signed: 1,\n {2}of which altered: 0/,
    );
    expect(out).toMatch(/create a settlement: we pay 0\.5 BTC, we receive 46250\.5 USD: done\./);
  }, 60_000);
});
