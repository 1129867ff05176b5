import {
  type BitgoAnswer,
  type BitgoCallNote,
  BitgoMachine,
  type BitgoTrade,
  type SettlementTruth,
  type WireAffirmation,
  type WireSettlement,
} from '../../src/index.js';

export const START_MS = 1_700_000_000_000;

/** Who is who, in every machine of this seed. */
export interface Ids {
  readonly requester: string;
  readonly counterparty: string;
  readonly agent: string;
  readonly stranger: string;
}

/** A machine that checks no signatures, with a clock that moves by itself. */
export interface Driver {
  readonly machine: BitgoMachine.Machine;
  readonly ids: Ids;
  readonly now: () => number;
  readonly pass: (ms: number) => void;
  readonly call: (
    account: string,
    method: string,
    path: string,
    body?: unknown,
    note?: BitgoCallNote,
  ) => BitgoAnswer;
  /** The payload that the venue builds for an account out of a trade. */
  readonly build: (account: string, made: BitgoTrade, note?: BitgoCallNote) => string;
  /** Builds and creates. */
  readonly create: (
    account: string,
    made: BitgoTrade,
    over?: Readonly<Record<string, unknown>>,
    note?: BitgoCallNote,
  ) => BitgoAnswer;
  readonly put: (account: string, id: string, body: unknown, note?: BitgoCallNote) => BitgoAnswer;
  /** Affirms with the payload that waits. */
  readonly affirm: (account: string, settlement: WireSettlement, note?: BitgoCallNote) => BitgoAnswer;
  readonly get: (account: string, id: string, note?: BitgoCallNote) => WireSettlement;
  readonly only: () => SettlementTruth;
}

export const drive = (options: BitgoMachine.Options = {}): Driver => {
  const machine = BitgoMachine.make({
    ...options,
    switches: { checkSignatures: false, ...options.switches },
  });
  let nowMs = START_MS;
  const idOf = (name: string): string =>
    machine.overview().accounts.find((account) => account.name === name)?.accountId ?? '';
  const ids = {
    requester: idOf('requester'),
    counterparty: idOf('counterparty'),
    agent: idOf('agent'),
    stranger: idOf('stranger'),
  };
  const call: Driver['call'] = (account, method, path, body = null, note = {}) =>
    machine.call({ account, method, path: under(machine, account, path), body }, nowMs, note);
  const build: Driver['build'] = (account, made, note) => {
    const answer = call(account, 'POST', '/payload', buildBody(made), note);
    return textAt(answer.body, 'payload');
  };
  const put: Driver['put'] = (account, id, body, note) =>
    call(account, 'PUT', `/affirmations/${id}`, body, note);
  return {
    machine,
    ids,
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
      machine.advance(nowMs);
    },
    call,
    build,
    create: (account, made, over = {}, note = {}) => {
      const body = { payload: build(account, made), signature: 'none', trades: [made], ...over };
      return call(account, 'POST', '/settlements', body, note);
    },
    put,
    affirm: (account, settlement, note) => {
      const { id, payload } = affirmationOf(settlement, account);
      return put(account, id, { status: 'affirmed', payload, signature: 'none' }, note);
    },
    get: (account, id, note) => settlementOf(call(account, 'GET', `/settlements/${id}`, null, note)),
    only: () => {
      const [first, ...more] = machine.truth().settlements;
      if (first === undefined || more.length > 0) throw new Error('not one settlement');
      return first;
    },
  };
};

/** Paths under an account are written without their beginning. */
const under = (machine: BitgoMachine.Machine, account: string, path: string): string =>
  path.startsWith('/api/')
    ? path
    : `/api/trade/v1/enterprise/${machine.enterpriseId}/account/${account}${path}`;

/** The requester sends 0.01 BTC for 10,000 dollars of the counterparty. */
export const direct = ({ requester, counterparty }: Ids): BitgoTrade => ({
  baseAccountId: requester,
  quoteAccountId: counterparty,
  status: 'pending',
  timestamp: '2023-11-14T22:13:20.000Z',
  baseAmount: '1000000',
  quoteAmount: '1000001',
  baseCurrency: 'ofctbtc',
  quoteCurrency: 'ofctusd',
  externalId: 'trade-1',
});

/** BitGo's agency fixture: the agent keeps 811 of what the quote account sends. */
export const agency = ({ requester, counterparty }: Ids): BitgoTrade => ({
  baseAccountId: requester,
  quoteAccountId: counterparty,
  status: 'pending',
  timestamp: '2023-11-14T22:13:20.000Z',
  baseAmount: '115087',
  quoteAmount: '942777',
  baseCurrency: 'ofctbtc',
  quoteCurrency: 'ofctusd',
  baseReceiveAmount: '941966',
  baseReceiveCurrency: 'ofctusd',
  quoteReceiveAmount: '115087',
  quoteReceiveCurrency: 'ofctbtc',
});

export const buildBody = (made: BitgoTrade): unknown => ({
  version: '1.2.0',
  amounts: [
    {
      accountId: made.baseAccountId,
      sendAmount: made.baseAmount,
      sendCurrency: made.baseCurrency,
      receiveAmount: made.baseReceiveAmount ?? made.quoteAmount,
      receiveCurrency: made.quoteCurrency,
    },
    {
      accountId: made.quoteAccountId,
      sendAmount: made.quoteAmount,
      sendCurrency: made.quoteCurrency,
      receiveAmount: made.quoteReceiveAmount ?? made.baseAmount,
      receiveCurrency: made.baseCurrency,
    },
  ],
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text under a name; empty where there is none. */
export const textAt = (value: unknown, name: string): string => {
  const found = isRecord(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : '';
};

const isSettlement = (value: unknown): value is WireSettlement => isRecord(value) && 'affirmations' in value;

const isAffirmation = (value: unknown): value is WireAffirmation =>
  isRecord(value) && 'partyAccountId' in value;

export const settlementOf = (answer: BitgoAnswer): WireSettlement => {
  if (!isSettlement(answer.body)) throw new Error(`no settlement: ${JSON.stringify(answer)}`);
  return answer.body;
};

export const affirmationIn = (answer: BitgoAnswer): WireAffirmation => {
  if (!isAffirmation(answer.body)) throw new Error(`no affirmation: ${JSON.stringify(answer)}`);
  return answer.body;
};

export const affirmationOf = (settlement: WireSettlement, account: string): WireAffirmation => {
  const found = settlement.affirmations.find((held) => held.partyAccountId === account);
  if (found === undefined) throw new Error('no such party');
  return found;
};

/** The items of a list under a name. */
export const listAt = (answer: BitgoAnswer, name: string): ReadonlyArray<unknown> => {
  const found = isRecord(answer.body) ? answer.body[name] : undefined;
  if (!Array.isArray(found)) throw new Error(`no list: ${JSON.stringify(answer)}`);
  return found;
};

/** Status and errorName of a refusal; the status alone of anything else. */
export const verdict = (answer: BitgoAnswer): string => {
  const errorName = textAt(answer.body, 'errorName');
  return errorName === '' ? `${answer.status}` : `${answer.status} ${errorName}`;
};

/** A direct settlement that waits for the counterparty. */
export const pending = (
  options: BitgoMachine.Options = {},
): { readonly venue: Driver; readonly settlement: WireSettlement; readonly id: string } => {
  const venue = drive(options);
  const settlement = settlementOf(venue.create(venue.ids.requester, direct(venue.ids)));
  return { venue, settlement, id: settlement.id };
};

/** An agency settlement that waits for both clients. */
export const pendingAgency = (
  options: BitgoMachine.Options = {},
): { readonly venue: Driver; readonly settlement: WireSettlement; readonly id: string } => {
  const venue = drive(options);
  const settlement = settlementOf(venue.create(venue.ids.agent, agency(venue.ids)));
  return { venue, settlement, id: settlement.id };
};

/** What an account has of a currency, as `available+held`. */
export const balance = (venue: Driver, accountId: string, currency: string): string => {
  const found = venue.machine
    .truth()
    .balances.find((held) => held.accountId === accountId && held.currency === currency);
  return found === undefined ? '0+0' : `${found.available}+${found.held}`;
};
