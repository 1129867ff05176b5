import { describe, expect, test } from '@jest/globals';
import {
  type AssetId,
  Group,
  type GroupRun,
  type MandateId,
  Quantity,
  assetId,
  memoryStore,
  runGroup,
} from '@legwork/core';
import { systemClock } from '@legwork/node';
import { right } from '@legwork/testkit';
import { type Business, type Office, loss, openOffice, purchase } from './group/office.js';
import {
  type Sandboxes,
  bitgoCalls,
  bitgoFinalAtMs,
  bitgoSignedAtMs,
  krakenSettlesAtMs,
  paid,
  startSandboxes,
} from './group/sandboxes.js';

const inBoth = async (
  use: (sandboxes: Sandboxes) => Promise<void>,
  { won = false, completeAfterMs = 20 } = {},
): Promise<void> => {
  const sandboxes = await startSandboxes(won, completeAfterMs);
  try {
    await use(sandboxes);
  } finally {
    await sandboxes.close();
  }
};

const usd: AssetId = right(assetId('USD'));
const groupOf = (businesses: ReadonlyArray<Business>, changes: Partial<Group.Terms> = {}): Group.Group =>
  right(
    Group.make({
      name: 'monday',
      // Whoever sends stands first, so that nothing but the sequencing puts it last.
      members: businesses.map(({ id, plan }) => ({ id, plan, after: [] })),
      sequencing: 'ReceiveFirst',
      limits: [{ asset: usd, most: right(Quantity.parse('11000')) }],
      others: 'Refused',
      onFailure: 'HoldRest',
      ...changes,
    }),
  );

/** Runs a group in an office with one worker, until it is over or has taken `waitMs`. */
const run = async (
  office: Office,
  businesses: ReadonlyArray<Business>,
  group: Group.Group,
  waitMs = 20_000,
): Promise<GroupRun> => {
  const worker = await office.work(businesses);
  const ended = right(
    await runGroup(systemClock, office.carrier(businesses))(group, { pollMs: 10, waitMs })(),
  );
  await worker.stop();
  return ended;
};

const phases = ({ report }: GroupRun): ReadonlyArray<string> =>
  report.standings.map(({ member, phase }) => `${member} ${phase}`).toSorted();
const heldForGood = ({ report }: GroupRun): ReadonlyArray<MandateId> =>
  report.decision.held.filter(({ forGood }) => forGood).map(({ member }) => member);

/** The affirmation takes effect so much later than it is taken, and its reply is lost as well. */
const affirmsLate = (sandboxes: Sandboxes, ms: number): Promise<void> =>
  sandboxes.control(sandboxes.bitgo, '/faults', {
    faults: [
      { kind: 'async-apply', on: { method: 'UpdateAffirmation' }, with: { ms } },
      { kind: 'drop-after', on: { method: 'UpdateAffirmation' } },
    ],
  });

/** Time passes at both venues. */
const passes = async ({ control, kraken, bitgo }: Sandboxes, advanceMs: number): Promise<void> => {
  await control(kraken, '/clock', { advanceMs });
  await control(bitgo, '/clock', { advanceMs });
};

const counterpartyCancels = async (sandboxes: Sandboxes): Promise<void> => {
  const { bitgo, control } = sandboxes;
  const them = bitgo.credentials.accounts.find(({ name }) => name === 'counterparty');
  const [settlement] = bitgo.machine.truth().settlements;
  const theirs = settlement?.affirmations.find(({ partyAccountId }) => partyAccountId === them?.accountId);
  await control(bitgo, '/act', { affirmationId: theirs?.id, act: 'cancel' });
};

const all = [
  'bitgo: counterparty pays 1000000 ofctbtc',
  'bitgo: requester pays 1000000 ofctusd',
  'kraken: client pays 1000 USD',
];

/** Both are final, each by one call, and the one was sent when the other was final: by the books of both venues. */
const expectInTurn = (sandboxes: Sandboxes, ended: GroupRun): void => {
  expect(phases(ended)).toEqual([`${purchase} Final`, `${loss} Final`]);
  expect(paid(sandboxes)).toEqual(all);
  expect(bitgoCalls(sandboxes)).toBe(1);
  const [sentAtMs, ...more] = krakenSettlesAtMs(sandboxes);
  expect(more).toEqual([]);
  expect(sentAtMs).toBeGreaterThanOrEqual(bitgoFinalAtMs(sandboxes) ?? Number.POSITIVE_INFINITY);
};

describe('a group over both venues', () => {
  test(
    'sends by the one nothing before the other is final, by the books of both',
    () =>
      inBoth(async (sandboxes) => {
        await affirmsLate(sandboxes, 300);
        const office = await openOffice(sandboxes, memoryStore(systemClock), 'one');
        const businesses = await office.businesses();
        const ended = await run(office, businesses, groupOf(businesses));
        expect(ended.because).toBe('Over');
        expectInTurn(sandboxes, ended);
      }),
    30_000,
  );

  test.each([
    ['before Kraken has paid', 0],
    ['when Kraken has paid, and may still take it back', 100],
  ])(
    'planned %s, affirms at BitGo only once that is final',
    (_, passMs) =>
      inBoth(
        async (sandboxes) => {
          await passes(sandboxes, passMs);
          const office = await openOffice(sandboxes, memoryStore(systemClock), 'one');
          const businesses = await office.businesses();
          const ended = await run(office, businesses, groupOf(businesses));
          expect(ended.because).toBe('Over');
          expect(phases(ended)).toEqual([`${purchase} Final`, `${loss} Final`]);
          expect(paid(sandboxes)).toEqual([...all.slice(0, 2), 'kraken: venue pays 1000 USD']);
          expect(krakenSettlesAtMs(sandboxes)).toEqual([]);
          const [transfer] = sandboxes.kraken.machine.truth().transfers;
          const [signedAtMs] = bitgoSignedAtMs(sandboxes);
          expect(signedAtMs).toBeGreaterThanOrEqual(
            (transfer?.finishedAtMs ?? Number.POSITIVE_INFINITY) + 500,
          );
        },
        { won: true, completeAfterMs: 500 },
      ),
    30_000,
  );

  test(
    'holds the rest for good when a member lapses: nothing of it is ever sent',
    () =>
      inBoth(async (sandboxes) => {
        const office = await openOffice(sandboxes, memoryStore(systemClock), 'one');
        const businesses = await office.businesses();
        await counterpartyCancels(sandboxes);
        const ended = await run(office, businesses, groupOf(businesses, { sequencing: 'Independent' }));
        expect(ended.because).toBe('Over');
        expect(phases(ended)).toEqual([`${purchase} Lapsed`, `${loss} Held`]);
        expect(heldForGood(ended)).toContain(loss);
        expect(paid(sandboxes)).toEqual([]);
        expect([...krakenSettlesAtMs(sandboxes), ...bitgoSignedAtMs(sandboxes)]).toEqual([]);
      }),
    30_000,
  );

  test(
    'goes on with the rest where that was agreed, so that it is the rule which held it',
    () =>
      inBoth(async (sandboxes) => {
        const office = await openOffice(sandboxes, memoryStore(systemClock), 'one');
        const businesses = await office.businesses();
        await counterpartyCancels(sandboxes);
        const rules = { sequencing: 'Independent', onFailure: 'Continue' } as const;
        const ended = await run(office, businesses, groupOf(businesses, rules));
        expect(phases(ended)).toEqual([`${purchase} Lapsed`, `${loss} Final`]);
        expect(paid(sandboxes)).toEqual(['kraken: client pays 1000 USD']);
        expect(bitgoSignedAtMs(sandboxes)).toEqual([]);
      }),
    30_000,
  );

  test(
    'holds the rest when a member that was let go comes to nothing at the venue',
    () =>
      inBoth(async (sandboxes) => {
        const on = { method: 'UpdateAffirmation' };
        await sandboxes.control(sandboxes.bitgo, '/faults', { faults: [{ kind: 'fail-settle', on }] });
        const office = await openOffice(sandboxes, memoryStore(systemClock), 'one');
        const businesses = await office.businesses();
        const ended = await run(office, businesses, groupOf(businesses));
        expect(phases(ended)).toEqual([`${purchase} Failed`, `${loss} Held`]);
        expect(heldForGood(ended)).toContain(loss);
        expect(paid(sandboxes)).toEqual([]);
        expect(krakenSettlesAtMs(sandboxes)).toEqual([]);
        expect(bitgoSignedAtMs(sandboxes)).toHaveLength(1);
      }),
    30_000,
  );

  test(
    'is taken up in the middle by another process, which works everything out anew',
    () =>
      inBoth(async (sandboxes) => {
        await affirmsLate(sandboxes, 500);
        const store = memoryStore(systemClock);
        const first = await openOffice(sandboxes, store, 'one');
        const businesses = await first.businesses();
        const terms = groupOf(businesses);
        const stopped = await run(first, businesses, terms, 200);
        expect(stopped.because).toBe('WaitedLongEnough');
        expect(phases(stopped)).toEqual([`${purchase} UnderWay`, `${loss} Held`]);
        expect(bitgoCalls(sandboxes)).toBe(1);
        expect(bitgoFinalAtMs(sandboxes)).toBeUndefined();
        expect(krakenSettlesAtMs(sandboxes)).toEqual([]);

        // Another process has nothing of the first but the store, and what was approved, as it was kept.
        const kept: ReadonlyArray<Business> = JSON.parse(JSON.stringify(businesses));
        const second = await openOffice(sandboxes, store, 'two');
        const ended = await run(second, kept, groupOf(kept));
        expect(ended.because).toBe('Over');
        expectInTurn(sandboxes, ended);
      }),
    30_000,
  );
});
