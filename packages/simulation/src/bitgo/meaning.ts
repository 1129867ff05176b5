import { type Parties, sale } from './trade.js';

/**
 * Whether a signed text says that the trade of the simulation takes place, and nothing else. It shares no code with the
 * library's verifier and writes down what the text would have to be.
 *
 * `signer` signs; at most `fee` is charged to it, in the smallest unit of what it sends.
 */
export const saysTheTrade = (text: string, signer: string, parties: Parties, fee: bigint): boolean => {
  const payload = plain(text);
  if (!isRecord(payload) || payload['accountId'] !== signer || payload['version'] !== '1.2.0') return false;
  const { nonceHold, nonceSettle, amounts } = payload;
  if (Object.keys(payload).length !== 5 || !isNonce(nonceHold) || !isNonce(nonceSettle)) return false;
  if (nonceHold === nonceSettle || !Array.isArray(amounts) || amounts.length !== 2) return false;
  const seller = sideOf(parties.requester, ['ofctbtc', sale.btc], ['ofctusd', sale.usd]);
  const buyer = sideOf(parties.counterparty, ['ofctusd', sale.usd], ['ofctbtc', sale.btc]);
  return [seller, buyer].every(
    (side) =>
      amounts.filter((entry) => saysSide(entry, side, side.accountId === signer ? fee : 0n)).length === 1,
  );
};

interface Side {
  readonly accountId: string;
  readonly sendSubtotal: string;
  readonly sendCurrency: string;
  readonly receiveAmount: string;
  readonly receiveCurrency: string;
}

const sideOf = (
  accountId: string,
  [sendCurrency, sent]: readonly [string, bigint],
  [receiveCurrency, received]: readonly [string, bigint],
): Side => ({
  accountId,
  sendSubtotal: `${sent}`,
  sendCurrency,
  receiveAmount: `${received}`,
  receiveCurrency,
});

const saysSide = (entry: unknown, side: Side, feeMax: bigint): boolean => {
  if (!isRecord(entry)) return false;
  const { fees = [], sendAmount, ...rest } = entry;
  if (
    !Array.isArray(fees) ||
    fees.length > 1 ||
    JSON.stringify(sorted(rest)) !== JSON.stringify(sorted(side))
  )
    return false;
  const fee = fees.length === 0 ? 0n : feeIn(fees[0]);
  return fee !== undefined && fee <= feeMax && sendAmount === `${BigInt(side.sendSubtotal) + fee}`;
};

const feeIn = (fee: unknown): bigint | undefined => {
  if (!isRecord(fee) || Object.keys(fee).length !== 2 || fee['feeType'] !== 'SETTLEMENT_FEE')
    return undefined;
  const { feeAmount } = fee;
  return typeof feeAmount === 'string' && /^(0|[1-9]\d{0,18})$/.test(feeAmount)
    ? BigInt(feeAmount)
    : undefined;
};

const sorted = (record: object): ReadonlyArray<unknown> =>
  Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** A text that is not written back as it was can be read in two ways. */
const plain = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
};

const isNonce = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z0-9+/]{21}[AQgw]==$/.test(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
