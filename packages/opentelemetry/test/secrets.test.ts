import { describe, expect, test } from '@jest/globals';
import { type JournalRecord, Report, create, mandateId, settle } from '@legwork/core';
import { right, some } from '@legwork/testkit';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { factNames, traceWatcher } from '../src/index.js';
import { bitgoDesk } from './fixture/bitgo-desk.js';
import { krakenDesk } from './fixture/kraken-desk.js';
import { tracing } from './fixture/tracing.js';
import type { VenueDesk } from './fixture/venue-desk.js';

/** Everything that leaves with a span. */
const carried = ({
  name,
  attributes,
  events,
  status,
  links,
  resource,
  instrumentationScope,
}: ReadableSpan): string =>
  JSON.stringify([name, attributes, events, status, links, resource.attributes, instrumentationScope]);

const spellings = (secret: string): ReadonlyArray<string> => [
  secret,
  Buffer.from(secret, 'utf8').toString('base64'),
  Buffer.from(secret, 'utf8').toString('hex'),
];

/** Twelve characters or more of any spelling of a secret; a short secret as a whole. */
const leaksOf = (text: string, secrets: ReadonlyArray<string>): ReadonlyArray<string> =>
  secrets.flatMap(spellings).flatMap((spelling) => {
    const width = Math.min(12, spelling.length);
    const windows = Array.from({ length: spelling.length - width + 1 }, (_, at) =>
      spelling.slice(at, at + width),
    );
    return windows.filter((window) => text.includes(window));
  });

/** A creation and a settling with their spans, and everything that was journaled. */
const runBoth = async (open: (watch: ReturnType<typeof traceWatcher>) => Promise<VenueDesk>) => {
  const { tracer, spans } = tracing();
  const desk = await open(() => undefined);
  try {
    const { ports, creation } = desk;
    const created = right(await create({ ...ports, watch: traceWatcher(tracer) })(creation)());
    const settlement = some(Report.settlementOf(created));
    const id = right(mandateId(`${creation.id}-2`));
    const settled = right(
      await settle({ ...ports, watch: traceWatcher(tracer) })({
        ...creation,
        id,
        settlement,
        expect: { _tag: 'Waived', by: 'ops', reason: 'a test' },
        policy: { ...creation.policy, until: 'AllLegs' },
      })(),
    );
    const records: ReadonlyArray<JournalRecord> = [
      ...right(await ports.journal.read(creation.id)()),
      ...right(await ports.journal.read(id)()),
    ];
    return {
      spans: spans(),
      records,
      settlement,
      secrets: desk.secrets,
      legs: some(settled.settlement).legs,
    };
  } finally {
    await desk.close();
  }
};

describe.each([
  ['Kraken Prime', krakenDesk],
  ['BitGo', bitgoDesk],
] as const)('the spans of a creation and a settling at the sandbox of %s', (_, open) => {
  test('carry ids and words of closed lists, and nothing of a key, a request, an account or an amount', async () => {
    const { spans, records, settlement, secrets, legs } = await runBoth(open);
    const bodies = records.flatMap((record) => (record._tag === 'AttemptArmed' ? [record.body] : []));
    const given = records.flatMap((record) => (record._tag === 'MandateGiven' ? [record.mandate] : []));
    const amounts = legs.map(({ quantity }) => quantity).filter((quantity) => quantity.length > 3);
    expect(bodies.length).toBeGreaterThan(0);
    expect(amounts.length).toBeGreaterThan(0);
    expect(spans.filter(({ name }) => name === 'legwork.attempt').length).toBe(bodies.length);

    const text = spans.map(carried).join('\n');
    expect(text).toContain(settlement);
    expect(leaksOf(text, secrets)).toStrictEqual([]);
    expect([...bodies, ...amounts].filter((one) => text.includes(one))).toStrictEqual([]);

    const ids = new Set<unknown>([
      settlement,
      ...given.flatMap(({ id, venue, intents }) => [id, venue, ...intents.map((one) => one.id)]),
    ]);
    const all = spans.flatMap(({ attributes, events }) => [
      attributes,
      ...events.map((one) => one.attributes ?? {}),
    ]);
    const entries = all.flatMap((one) => Object.entries(one));
    const names = new Set<string>(factNames);
    expect(entries.filter(([name]) => !names.has(name))).toStrictEqual([]);
    expect(
      entries.filter(
        ([, value]) => !ids.has(value) && typeof value === 'string' && !/^[A-Z][A-Za-z]{2,24}$/.test(value),
      ),
    ).toStrictEqual([]);
  }, 60_000);
});

test('the scan finds what is planted', () => {
  const secret = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow';
  expect(leaksOf('{"legwork.mandate":"p1uGOVjbgWA7FunA"}', [secret])).not.toStrictEqual([]);
  expect(leaksOf(Buffer.from(secret).toString('base64'), [secret])).not.toStrictEqual([]);
  expect(leaksOf('{"legwork.mandate":"M"}', [secret])).toStrictEqual([]);
});
