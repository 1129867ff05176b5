import { type Scope, type StandingOrder, accountId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { clerkOf } from './clerk.js';
import type { OpenJournal } from './journal-world.js';
import { account, firstOf, lane, mandateOf, place, venue } from './paper-mandate.js';
import { armed, halted } from './paper-record.js';
import type { Within } from './within.js';

const other = right(accountId('other'));
const otherLane = 'paper key 2';

const scopes: ReadonlyArray<Scope> = [
  { _tag: 'Account', venue, account },
  { _tag: 'Lane', lane },
  { _tag: 'Everything' },
];

const order = (tag: StandingOrder['_tag'], scope: Scope, why: string, atMs = 1): StandingOrder => ({
  _tag: tag,
  scope,
  atMs,
  by: 'ann',
  why,
});

/** What arming comes to for both accounts on both lanes, and whether `halted` says the same. */
const sendingIn = async (view: OpenJournal, round: string): Promise<ReadonlyArray<string>> => {
  const clerk = clerkOf(view);
  const answers: Array<string> = [];
  for (const of of [account, other])
    for (const on of [lane, otherLane]) {
      const name = `${round} ${of} ${on}`.replaceAll(' ', '-');
      // oxlint-disable-next-line no-await-in-loop
      const mandate = await clerk.give(mandateOf(name, undefined, { account: of }));
      // oxlint-disable-next-line no-await-in-loop
      const lease = await clerk.take(on);
      // oxlint-disable-next-line no-await-in-loop
      const added = await clerk.add(mandate.id, [armed(firstOf(mandate), { lane: on })], { lease });
      // oxlint-disable-next-line no-await-in-loop
      right(await view.journal.release(lease)());
      // oxlint-disable-next-line no-await-in-loop
      const why = right(await view.journal.halted({ venue, account: of, lane: on })());
      answers.push(O.isSome(why) === (added === 'AccountHalted') ? added : `${added}, but halted differs`);
    }
  return answers;
};

const [added, stopped] = ['Added', 'AccountHalted'];
const all = [added, added, added, added];

/** Which of the four an order of each scope stops. */
const stops = {
  Account: [stopped, stopped, added, added],
  Lane: [stopped, added, stopped, added],
  Everything: [stopped, stopped, stopped, stopped],
} as const;

/** What holds while somebody wants nothing to be sent. */
export const haltCases = ({ test, expect }: TestApi, within: Within): void => {
  for (const scope of scopes)
    test(
      `arms nothing where a person halted, until the same is resumed: ${scope._tag} (L2)`,
      within(async (view) => {
        const { journal } = view;
        expect(await sendingIn(view, 'before')).toEqual(all);
        right(await journal.order(order('Halt', scope, 'a doubt'))());
        expect(await sendingIn(view, 'halted')).toEqual(stops[scope._tag]);
        expect(right(await journal.halted(place)())).toEqual(O.some('ann: a doubt'));
        for (const one of scopes.filter((each) => each !== scope))
          // oxlint-disable-next-line no-await-in-loop
          right(await journal.order(order('Resume', one, 'something else'))());
        expect(await sendingIn(view, 'still')).toEqual(stops[scope._tag]);
        right(await journal.order(order('Resume', scope, 'it was nothing'))());
        expect(await sendingIn(view, 'resumed')).toEqual(all);
      }),
    );

  test(
    'arms nothing for an account that a record halted, and says the first reason, until it is resumed',
    within(async (view) => {
      const { journal } = view;
      const clerk = clerkOf(view);
      const mandate = await clerk.give(mandateOf('M'));
      expect(await clerk.add(mandate.id, [halted('the first reason')])).toEqual('Added');
      expect(await clerk.add(mandate.id, [halted('the second reason')])).toEqual('Added');
      expect(right(await journal.halted(place)())).toEqual(O.some('the first reason'));
      const lease = await clerk.take();
      const refusal = await clerk.refusal(mandate.id, [armed(firstOf(mandate))], { lease });
      expect([refusal?.why, refusal?.detail]).toEqual(['AccountHalted', 'the first reason']);
      right(await journal.release(lease)());
      expect(await sendingIn(view, 'halted')).toEqual(stops.Account);
      right(await journal.order(order('Resume', { _tag: 'Account', venue, account }, 'compared'))());
      expect(await sendingIn(view, 'resumed')).toEqual(all);
    }),
  );

  test(
    'keeps what people ordered, in order, with who and why',
    within(async ({ journal }) => {
      expect(right(await journal.orders())).toEqual([]);
      const orders = scopes.flatMap((scope, at) => [
        order('Halt', scope, 'a "doubt"\n', at * 10),
        order('Halt', scope, 'the same doubt again', at * 10 + 1),
        order('Resume', scope, '', at * 10 + 2),
      ]);
      for (const one of orders)
        // oxlint-disable-next-line no-await-in-loop
        right(await journal.order(one)());
      expect(right(await journal.orders())).toEqual(orders);
    }),
  );
};
