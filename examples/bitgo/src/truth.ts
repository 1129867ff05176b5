import { say } from '@legwork/example-stage';
import type { Bitgo } from './sandbox.js';

interface Move {
  readonly kind: string;
  readonly accountId: string;
  readonly toAccountId: string;
  readonly currency: string;
  readonly amount: string;
  readonly settlementId: string | null;
}

interface Truth {
  readonly moves: ReadonlyArray<Move>;
  readonly signatures: ReadonlyArray<{ readonly accountId: string; readonly lie: string | null }>;
  readonly lies: ReadonlyArray<{ readonly lie: string }>;
}

const isTruth = (said: unknown): said is Truth =>
  typeof said === 'object' && said !== null && 'moves' in said && 'signatures' in said && 'lies' in said;

/** What really happened, from the sandbox's own books. */
export const readTruth = async (sandbox: Bitgo): Promise<Truth> => {
  const truth = await sandbox.control('GET /truth');
  if (!isTruth(truth)) throw new Error('the sandbox tells no truth');
  return truth;
};

/** Prints it. Answers how often each of an account's currencies left it for each settlement. */
export const printTruth = async (sandbox: Bitgo, us: string): Promise<ReadonlyMap<string, number>> => {
  const { moves, signatures, lies } = await readTruth(sandbox);
  const names = new Map(sandbox.credentials.accounts.map(({ accountId, name }) => [accountId, name]));
  const counts = new Map<string, number>();
  say("\nWhat really happened, from BitGo's own books (in smallest units):");
  for (const { kind, accountId, toAccountId, currency, amount, settlementId } of moves) {
    if ((kind !== 'pay' && kind !== 'fee') || amount === '0') continue;
    const to = names.get(toAccountId) ?? 'the venue';
    say(`  ${amount.padStart(14)} ${currency} ${kind}: ${names.get(accountId) ?? '?'} -> ${to}`);
    const key = `${currency} ${settlementId ?? ''}`;
    if (accountId === us && kind === 'pay') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const ours = signatures.filter(({ accountId }) => accountId === us);
  say(`  payloads altered by the venue: ${lies.length}; payloads that we signed: ${ours.length},`);
  say(`  of which altered: ${ours.filter(({ lie }) => lie !== null).length}`);
  return counts;
};
