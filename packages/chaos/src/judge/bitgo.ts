import type { BitgoTruth, SettlementTruth } from '@legwork/sandbox';
import type { Trade } from '../job.js';
import type { Claim } from './claim.js';
import type { Violation } from './violation.js';

/** A job at BitGo, what is said of it, and whether it was taken back. */
export interface TradeJob {
  readonly trade: Trade;
  /** `Affirm` names the settlement. */
  readonly settlement: string | undefined;
  readonly isCancelled: boolean;
  readonly claim: Claim;
}

/** Base units of a decimal text, counted by hand: not by the code that is judged. */
const unitsOf = (text: string, decimals: number): string => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(decimals, '0')}`).toString();
};

/** Holds what was submitted and what is said of it against the books of BitGo. */
export const judgeBitgo = (truth: BitgoTruth, jobs: ReadonlyArray<TradeJob>): ReadonlyArray<Violation> => {
  const creations = jobs.filter(({ settlement }) => settlement === undefined);
  const names = new Set(creations.map(({ trade }) => trade.trade));
  return [
    ...creations.flatMap((job) => judgeCreation(truth, job)),
    ...jobs.flatMap((job) => judgeAffirmation(truth, job)),
    ...truth.settlements
      .filter(({ externalIds }) => !externalIds.some((id) => names.has(id)))
      .map(({ id }): Violation => ({
        rule: 'Lost',
        what: `settlement ${id} is of a trade that no job is for`,
      })),
    ...truth.settlements.flatMap((one) => judgePayments(truth, one)),
    ...judgeSignatures(truth, creations),
  ];
};

const judgeCreation = (
  { settlements }: BitgoTruth,
  { trade, claim, isCancelled }: TradeJob,
): ReadonlyArray<Violation> => {
  const made = settlements.filter(({ externalIds }) => externalIds.includes(trade.trade));
  const found: Array<Violation> = [];
  if (made.length > 1)
    found.push({ rule: 'Double', what: `${claim.id}: ${made.length} settlements were created` });
  const [saying] = claim.sayings;
  if (saying?.says === 'Done' && made.length === 0)
    found.push({ rule: 'FalseDone', what: `${claim.id}: said to be created, and is not there` });
  const isDenied = isCancelled || saying === undefined || saying.says === 'NotDone';
  if (isDenied && made.length > 0)
    found.push({
      rule: 'LateEffect',
      what: `${claim.id}: ${isCancelled ? 'taken back' : (saying?.why ?? 'never begun')}, and was created`,
    });
  for (const one of made)
    if (!isAsAgreed(one, trade))
      found.push({ rule: 'SignedOther', what: `${claim.id}: settlement ${one.id} is for something else` });
  return found;
};

const isAsAgreed = ({ obligations }: SettlementTruth, trade: Trade): boolean => {
  const [btc, usd] = [unitsOf(trade.btc, 8), unitsOf(trade.usd, 2)];
  const ours = obligations.find(({ accountId }) => accountId === trade.requester);
  const theirs = obligations.find(({ accountId }) => accountId === trade.counterparty);
  return (
    obligations.length === 2 &&
    ours?.sendCurrency === 'ofctbtc' &&
    ours.gross === btc &&
    ours.receiveAmount === usd &&
    theirs?.sendCurrency === 'ofctusd' &&
    theirs.gross === usd &&
    theirs.receiveAmount === btc
  );
};

const judgeAffirmation = (
  { settlements, signatures }: BitgoTruth,
  { trade, settlement, claim, isCancelled }: TradeJob,
): ReadonlyArray<Violation> => {
  if (settlement === undefined) return [];
  const shown = settlements.find(({ id }) => id === settlement);
  const ours = shown?.affirmations.find(({ partyAccountId }) => partyAccountId === trade.counterparty);
  const isGiven = ours?.status === 'affirmed';
  const signed = signatures.filter(
    (one) => one.settlementId === settlement && one.accountId === trade.counterparty,
  );
  const found: Array<Violation> = [];
  if (signed.length > 1) found.push({ rule: 'Double', what: `${claim.id}: affirmed ${signed.length} times` });
  const [saying] = claim.sayings;
  if (saying?.says === 'Done' && !isGiven)
    found.push({
      rule: 'FalseDone',
      what: `${claim.id}: said to be affirmed, and is ${ours?.status ?? 'not there'}`,
    });
  const isDenied = isCancelled || saying === undefined || saying.says === 'NotDone';
  if (isDenied && (isGiven || signed.length > 0))
    found.push({
      rule: 'LateEffect',
      what: `${claim.id}: ${isCancelled ? 'taken back' : (saying?.why ?? 'never begun')}, and was affirmed`,
    });
  return found;
};

/** Nobody pays more for a settlement than he owes by it. */
const judgePayments = (
  { moves }: BitgoTruth,
  { id, obligations }: SettlementTruth,
): ReadonlyArray<Violation> =>
  obligations.flatMap(({ accountId, gross, sendCurrency }): ReadonlyArray<Violation> => {
    const paid = moves
      .filter(
        (move) =>
          move.settlementId === id &&
          move.accountId === accountId &&
          move.currency === sendCurrency &&
          (move.kind === 'pay' || move.kind === 'fee'),
      )
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    return paid > BigInt(gross)
      ? [{ rule: 'Double', what: `settlement ${id}: ${accountId} paid ${paid} of ${gross} ${sendCurrency}` }]
      : [];
  });

/** Everything that was signed, read anew: it says what the trade says, and no payload was signed for two things. */
const judgeSignatures = (
  { signatures, settlements }: BitgoTruth,
  creations: ReadonlyArray<TradeJob>,
): ReadonlyArray<Violation> => {
  const trades = new Map(creations.map(({ trade }) => [trade.trade, trade]));
  return signatures.flatMap(({ settlementId, accountId, payload, lie }): ReadonlyArray<Violation> => {
    const settlement = settlements.find(({ id }) => id === settlementId);
    const trade = settlement?.externalIds.map((id) => trades.get(id)).find((one) => one !== undefined);
    if (lie === null && trade !== undefined && saysTrade(payload, accountId, trade)) return [];
    return [{ rule: 'SignedOther', what: `${accountId} signed something else for ${settlementId}` }];
  });
};

interface Entry {
  readonly accountId: string;
  readonly sendAmount: string;
  readonly sendCurrency: string;
  readonly receiveAmount: string;
  readonly receiveCurrency: string;
}

const saysTrade = (payload: string, signer: string, trade: Trade): boolean => {
  const said: { readonly accountId?: string; readonly amounts?: ReadonlyArray<Entry> } = JSON.parse(payload);
  const [btc, usd] = [unitsOf(trade.btc, 8), unitsOf(trade.usd, 2)];
  const { amounts = [] } = said;
  const says = (
    account: string,
    send: readonly [string, string],
    receive: readonly [string, string],
  ): boolean =>
    amounts.some(
      (one) =>
        one.accountId === account &&
        one.sendAmount === send[0] &&
        one.sendCurrency === send[1] &&
        one.receiveAmount === receive[0] &&
        one.receiveCurrency === receive[1],
    );
  return (
    said.accountId === signer &&
    amounts.length === 2 &&
    says(trade.requester, [btc, 'ofctbtc'], [usd, 'ofctusd']) &&
    says(trade.counterparty, [usd, 'ofctusd'], [btc, 'ofctbtc'])
  );
};
