import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { LogEntry } from '../../src/log/log-entry.js';
import { jsonLine } from '../../src/log/json-line.js';
import { logWatcher } from '../../src/log/log-watcher.js';
import { begin } from '../../src/engine/state.js';
import { settle } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { mandateOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import {
  account,
  cashLeg,
  intentId,
  leg,
  mandateId,
  settlement,
  settlementId,
  venue,
} from '../fixture/noun.js';

type Desk = ReturnType<typeof desk>;

/** Runs a mandate with a log, and gives what was logged. */
const logged = async (prepare: (it: Desk) => void = () => undefined, log?: (entry: LogEntry) => void) => {
  const it = desk(settlement({ legs: [leg(), cashLeg({ status: 'Settled' })] }));
  const entries: Array<LogEntry> = [];
  prepare(it);
  const watch = logWatcher((entry) => {
    entries.push(entry);
    log?.(entry);
  });
  const report = right(await settle({ ...it.ports, watch })(request())());
  return { it, entries, report };
};
const story = (entries: ReadonlyArray<LogEntry>) =>
  entries
    .filter(({ level }) => level !== 'Debug')
    .map(({ event, what }) => (O.isSome(what) ? `${event} ${what.value}` : event));

describe('the log of a run', () => {
  test('tells its story, each record once it is durable', async () => {
    const { entries } = await logged();
    expect(story(entries)).toStrictEqual([
      'RunBegun',
      'MandateGiven',
      'AttemptArmed',
      'OutcomeKnown Accepted',
      'IntentEnded Done',
      'RunOver Complete',
    ]);
  });

  test('names what it is about', async () => {
    const { entries } = await logged();
    expect(entries.find(({ event }) => event === 'OutcomeKnown')).toMatchObject({
      level: 'Info',
      venue,
      account,
      mandate: mandateId('M'),
      settlement: O.some(settlementId),
      intent: O.some(intentId('M/1')),
      attempt: O.some(1),
    });
    expect(entries.every(({ atMs }) => atMs > 1_700_000_000_000)).toBe(true);
  });

  test('warns of what is not known', async () => {
    const { entries } = await logged((it) => it.venue.fates.push('ReplyLost'));
    expect(story(entries)).toContain('OutcomeKnown Unknown');
    expect(entries.filter(({ event }) => event === 'OutcomeKnown')).toMatchObject([
      { level: 'Warning', detail: 'no answer' },
    ]);
  });

  test('calls a halt an error, and says who ordered it and why', async () => {
    const { entries } = await logged((it) => {
      it.venue.before.prepare = () => it.control.tell({ _tag: 'Halt', by: 'ann', why: 'a doubt' });
    });
    expect(entries.filter(({ level }) => level === 'Error')).toMatchObject([
      { event: 'AccountHalted', detail: 'ann: a doubt' },
    ]);
  });

  test('says nothing of a record that was refused', async () => {
    const { entries } = await logged((it) => {
      const { append } = it.ports.journal;
      let refusals = 1;
      Object.assign(it.ports.journal, {
        append: (entry: Parameters<typeof append>[0]) => {
          const arms = entry.records.some(({ _tag }) => _tag === 'AttemptArmed');
          if (!arms || refusals === 0) return append(entry);
          refusals -= 1;
          return append({ ...entry, lease: O.none });
        },
      });
    });
    const names = story(entries);
    expect(names).toContain('AppendRefused LeaseLost');
    expect(names.filter((name) => name === 'AttemptArmed')).toHaveLength(1);
    expect(names.indexOf('AppendRefused LeaseLost')).toBeLessThan(names.indexOf('AttemptArmed'));
  });

  test('never holds the text of a request, nor the venue’s raw object', async () => {
    const { it, entries } = await logged();
    const text = entries.map(jsonLine).join('\n');
    expect(it.venue.bodies).toHaveLength(1);
    for (const body of it.venue.bodies) expect(text).not.toContain(body);
  });

  test('does not lose the records of an append for an order that comes meanwhile', () => {
    const entries: Array<LogEntry> = [];
    const watch = logWatcher((entry) => entries.push(entry));
    const at = { monotonicMs: 1, wallMs: 1 };
    const state = begin(mandateOf(), at);
    const order = { _tag: 'Halt', by: 'ann', why: 'a doubt' } as const;
    watch(state, { _tag: 'Begun', at }, { _tag: 'Append', records: state.queue });
    watch(state, { _tag: 'Told', at, order }, undefined);
    watch(state, { _tag: 'Appended', at }, undefined);
    expect(story(entries)).toStrictEqual(['RunBegun', 'Told Halt', 'MandateGiven']);
  });

  test('that throws changes nothing, and still gets the next entry', async () => {
    const calm = await logged();
    const angry = await logged(undefined, () => {
      throw new Error('the disk is full');
    });
    expect(angry.report).toStrictEqual(calm.report);
    expect(story(angry.entries)).toStrictEqual(story(calm.entries));
  });

  test('cuts a detail that is too long', async () => {
    const { entries } = await logged((it) => {
      it.venue.before.prepare = () =>
        it.control.tell({ _tag: 'Withdraw', by: 'ann', why: 'x'.repeat(5_000) });
    });
    const ended = entries.find(({ event }) => event === 'IntentEnded');
    expect(ended?.detail).toHaveLength(500);
  });
});

describe('a line of JSON', () => {
  const entry: LogEntry = {
    atMs: 1,
    level: 'Info',
    event: 'Told',
    venue,
    account,
    mandate: mandateId('M'),
    settlement: O.none,
    intent: O.none,
    attempt: O.some(2),
    what: O.some('Halt'),
    detail: '',
  };

  test('has its fields in one order, and leaves out what is absent', () => {
    expect(jsonLine(entry)).toBe(
      '{"atMs":1,"level":"Info","event":"Told","venue":"paper","account":"acme","mandate":"M","attempt":2,"what":"Halt"}',
    );
  });

  test('is one line that steers no terminal, and says what was said', () => {
    const detail = 'a\nb\r\u2028c\u0085d\u001b[31me\u202ef\ud800';
    const text = jsonLine({ ...entry, detail });
    expect(text).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(text)).toMatchObject({ detail });
  });
});
