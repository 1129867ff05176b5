import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { unlimited } from '../../src/plan/limits.js';
import { type Issue, issue } from '../../src/plan/mandate.js';
import { creating, settling } from '../../src/plan/plan.js';
import { right } from '../fixture/must.js';
import {
  account,
  amount,
  asset,
  intentId,
  leg,
  legId,
  mandateId,
  settlement,
  venue,
} from '../fixture/noun.js';
import { paperRules } from '../fixture/paper-rules.js';

const plan = right(
  settling(paperRules, (text) => text)(settlement({ legs: [leg(), leg({ id: legId('L3') })] }), {
    _tag: 'Waived',
    by: 'ops',
    reason: 'first day',
  }),
);
const request: Issue = {
  id: mandateId('M-1'),
  plan,
  approval: { digest: plan.digest, by: 'ann', atMs: 5 },
  limits: unlimited,
  committed: [],
};
const issued = issue(paperRules);

describe('a mandate', () => {
  test('is the approved plan, with its intents numbered under its own id', () => {
    const mandate = right(issued(request));
    expect(mandate).toStrictEqual({
      id: 'M-1',
      venue,
      account,
      subject: plan.subject,
      intents: plan.instructions.map((instruction, at) => ({ id: `M-1/${at + 1}`, instruction })),
      approval: { digest: plan.digest, by: 'ann', atMs: 5 },
      substance: plan.substance,
      trades: plan.trades,
    });
  });

  test('may have no intents, when nothing is left for us to do', () => {
    const done = { ...plan, instructions: [] };
    expect(right(issued({ ...request, plan: done })).intents).toStrictEqual([]);
  });

  test('keeps the scope of a creation', () => {
    const creation = creating(paperRules, (text) => text)('spot', O.none, []);
    const approval = { ...request.approval, digest: creation.digest };
    expect(right(issued({ ...request, plan: creation, approval })).subject).toStrictEqual(creation.subject);
  });
});

describe('is refused', () => {
  test.each(['', `${plan.digest} `, plan.digest.toUpperCase()])(
    'when something else was approved: %#',
    (approved) => {
      expect(issued({ ...request, approval: { ...request.approval, digest: approved } })).toStrictEqual(
        E.left({ _tag: 'ApprovalDiffers', approved, planned: plan.digest }),
      );
    },
  );

  test('when two of its instructions would change the same thing (M1)', () => {
    const [first] = plan.instructions;
    const twice = { ...plan, instructions: [...plan.instructions, ...(first === undefined ? [] : [first])] };
    expect(issued({ ...request, plan: twice })).toStrictEqual(
      E.left({ _tag: 'InstructionsOverlap', name: 'settle S1 L1' }),
    );
  });

  test('when a limit would be exceeded, also by what is committed already (M10)', () => {
    const cap = { asset: asset('BTC'), over: 'Day', receiver: O.none, quantity: amount('3') } as const;
    const limits = { caps: [cap], others: 'Refused' } as const;
    expect(E.isRight(issued({ ...request, limits }))).toBe(true);
    const committed = [
      { intent: intentId('M-0/1'), asset: asset('BTC'), receiver: account, quantity: amount('0.1') },
    ];
    expect(issued({ ...request, limits, committed })).toMatchObject(E.left({ _tag: 'LimitExceeded' }));
  });

  test('when its id leaves no room to number the intents', () => {
    expect(E.isRight(issued({ ...request, id: mandateId('x'.repeat(126)) }))).toBe(true);
    expect(issued({ ...request, id: mandateId('x'.repeat(127)) })).toStrictEqual(
      E.left({ _tag: 'MandateIdTooLong' }),
    );
  });
});
