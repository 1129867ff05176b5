import { describe, expect, test } from '@jest/globals';
import { type Ending, Leg, Ledger } from '@legwork/core';
import { PaperStory } from '@legwork/testkit';
import { SpanStatusCode } from '@opentelemetry/api';
import { attributesOf } from '../src/fact.js';
import { moneyOfLedger, statusOf } from '../src/money.js';

/** A mandate of as many intents as there are phases. */
const ledgerOf = (...phases: ReadonlyArray<Ledger.Phase>): Ledger.Ledger => {
  const legs = phases.map((_, at) => PaperStory.settleLeg(`L${at}`, '1.5'));
  const open = Ledger.open(PaperStory.mandateOf('M', legs));
  return {
    ...open,
    intents: open.intents.map((one, at) => ({ ...one, phase: phases[at] ?? one.phase })),
  };
};

const waiting: Ledger.Phase = { _tag: 'Waiting' };
const ended = (ending: Ending): Ledger.Phase => ({ _tag: 'Ended', ending });
const done = ended(PaperStory.endings.Done);
const part = ended(PaperStory.endings.PartlyDone);
const not = ended(PaperStory.endings.NotDone);
const failed = ended(PaperStory.endings.Failed);
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
