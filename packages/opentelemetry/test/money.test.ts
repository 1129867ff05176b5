import { describe, expect, test } from '@jest/globals';
import {
  type Ending,
  Leg,
  Ledger,
  type Mandate,
  Quantity,
  accountId,
  assetId,
  intentId,
  legId,
  mandateId,
  settlementId,
  venueId,
} from '@legwork/core';
import { right } from '@legwork/testkit';
import { SpanStatusCode } from '@opentelemetry/api';
import * as O from 'fp-ts/lib/Option.js';
import { attributesOf } from '../src/fact.js';
import { moneyOfLedger, statusOf } from '../src/money.js';

const account = right(accountId('a'));
const settlement = right(settlementId('S1'));

/** A mandate of as many intents as there are phases. */
const ledgerOf = (...phases: ReadonlyArray<Ledger.Phase>): Ledger.Ledger => {
  const intents = phases.map((_, at) => ({
    id: right(intentId(`M/${at}`)),
    instruction: {
      _tag: 'SettleLeg',
      settlement,
      leg: right(legId('L1')),
      asset: right(assetId('BTC')),
      quantity: Quantity.zero,
      flow: { payer: { role: 'Us', account }, receiver: { role: 'Venue', account } },
    } as const,
  }));
  const mandate: Mandate.Mandate = {
    id: right(mandateId('M')),
    venue: right(venueId('v')),
    account,
    subject: { _tag: 'Existing', settlement },
    intents,
    approval: { digest: 'd', by: 'ann', atMs: 1 },
    substance: 's',
    trades: O.none,
  };
  const open = Ledger.open(mandate);
  return {
    ...open,
    intents: open.intents.map((one, at) => ({ ...one, phase: phases[at] ?? one.phase })),
  };
};

const waiting: Ledger.Phase = { _tag: 'Waiting' };
const ended = (ending: Ending): Ledger.Phase => ({ _tag: 'Ended', ending });
const done = ended({ _tag: 'Done', settlement });
const part = ended({ _tag: 'PartlyDone', residual: O.none });
const not = ended({ _tag: 'NotDone', because: 'Withdrawn', why: '' });
const failed = ended({ _tag: 'Failed', why: '' });
const armed: Ledger.Phase = {
  _tag: 'Armed',
  attempt: { number: 1, order: 1n, body: '', before: Leg.mark('none') },
};

describe('what is known of the money of a mandate', () => {
  test.each([
    [[done], 'Moved', SpanStatusCode.OK],
    [[done, done], 'Moved', SpanStatusCode.OK],
    [[done, not], 'MovedInPart', SpanStatusCode.UNSET],
    [[done, waiting], 'MovedInPart', SpanStatusCode.UNSET],
    [[part], 'MovedInPart', SpanStatusCode.UNSET],
    [[not, failed, waiting], 'NothingMoved', SpanStatusCode.UNSET],
    [[], 'NothingMoved', SpanStatusCode.UNSET],
    [[armed], 'MayHaveMoved', SpanStatusCode.ERROR],
    [[done, armed], 'MayHaveMoved', SpanStatusCode.ERROR],
  ] as const)('%#', (phases, money, code) => {
    const found = moneyOfLedger(ledgerOf(...phases));
    expect([found, statusOf(found).code]).toStrictEqual([money, code]);
  });
});

test('what is not on the list is not carried, whatever the types were told', () => {
  const facts = { 'legwork.mandate': 'M', 'legwork.amount': '1.5' };
  expect(attributesOf(facts)).toStrictEqual({ 'legwork.mandate': 'M' });
});
