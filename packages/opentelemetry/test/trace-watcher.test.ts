import { setImmediate } from 'node:timers';
import { describe, expect, test } from '@jest/globals';
import { type Watcher, settle } from '@legwork/core';
import { defined, right } from '@legwork/testkit';
import { ProxyTracerProvider, ROOT_CONTEXT, type Tracer, context, trace } from '@opentelemetry/api';
import * as E from 'fp-ts/lib/Either.js';
import { factNames, traceWatcher } from '../src/index.js';
import { memoryDesk } from './fixture/memory-desk.js';
import { stackOfContexts } from './fixture/stack-of-contexts.js';
import { tracing, treeOf } from './fixture/tracing.js';

type Desk = ReturnType<typeof memoryDesk>;

/** Settles at the venue in memory, and gives the spans. */
const traced = async (prepare: (it: Desk) => void = () => undefined) => {
  const { tracer, spans } = tracing();
  const it = memoryDesk(traceWatcher(tracer));
  prepare(it);
  const report = right(await settle(it.ports)(it.request)());
  return { it, report, spans: spans() };
};

describe('the spans of a run', () => {
  test('are the run, its attempt, and what was done for it', async () => {
    const { spans } = await traced();
    const tree = treeOf(spans);
    expect(tree.slice(0, 8)).toStrictEqual([
      'run: Moved OK',
      '  append',
      '  read',
      '  attempt: Moved Done OK',
      '    prepare',
      '    append',
      '    send',
      '    append',
    ]);
    expect(tree.filter((one) => one.includes('read')).length).toBeGreaterThan(2);
    expect(tree.filter((one) => one.startsWith('    read')).length).toBeGreaterThan(1);
  });

  test('carry ids and words', async () => {
    const { it, spans } = await traced();
    const run = defined(spans.find(({ name }) => name === 'legwork.run'));
    const attempt = defined(spans.find(({ name }) => name === 'legwork.attempt'));
    expect(run.attributes).toStrictEqual({
      'legwork.mandate': 'M',
      'legwork.venue': 'memory',
      'legwork.settlement': it.settlement,
      'legwork.money': 'Moved',
      'legwork.because': 'Complete',
      'legwork.reads': spans.filter(({ name }) => name === 'legwork.read').length,
    });
    expect(attempt.attributes).toStrictEqual({
      'legwork.mandate': 'M',
      'legwork.venue': 'memory',
      'legwork.intent': 'M/1',
      'legwork.attempt': 1,
      'legwork.instruction': 'SettleLeg',
      'legwork.money': 'Moved',
      'legwork.outcome': 'Done',
    });
    expect(
      attempt.events.map(({ name, attributes }) => [name, attributes?.['legwork.outcome']]),
    ).toStrictEqual([
      ['OutcomeKnown', 'Accepted'],
      ['IntentEnded', 'Done'],
    ]);
  });

  test('say when it is not known what came of a sending, and what it came to', async () => {
    const { spans } = await traced(({ venue }) => venue.loseNext('Reply'));
    const tree = treeOf(spans);
    expect(tree).toContain('    send: Unknown ERROR');
    expect(tree).toContain('  attempt: Moved Done OK');
    const lost = await traced(({ venue }) => venue.loseNext('Request'));
    expect(treeOf(lost.spans).filter((one) => one.startsWith('  attempt'))).toStrictEqual([
      '  attempt: NothingMoved Void',
      '  attempt: Moved Done OK',
    ]);
  });

  test('end in error while money is out and nobody knows', async () => {
    const { spans } = await traced(({ venue, ports }) => {
      venue.loseNext('Reply');
      const { observe } = ports.venue;
      let reads = 0;
      Object.assign(ports.venue, {
        observe: (...asked: Parameters<typeof observe>) => {
          reads += 1;
          return reads <= 2
            ? observe(...asked)
            : async () =>
                E.left({ _tag: 'ReadFailed', lasts: 'Passing', what: 'secret words', money: '', todo: '' });
        },
      });
    });
    const tree = treeOf(spans);
    expect(tree[0]).toBe('run: MayHaveMoved ERROR');
    expect(tree).toContain('  attempt: MayHaveMoved ERROR');
    expect(tree).toContain('    read: ReadFailed ERROR');
    expect(
      JSON.stringify(spans.map(({ attributes, events, status }) => [attributes, events, status])),
    ).not.toContain('secret words');
  });

  test('end in error when sending has stopped, although nothing moved', async () => {
    const { spans } = await traced(({ control, venue }) => {
      const { prepare } = venue;
      Object.assign(venue, {
        prepare: (...asked: Parameters<typeof prepare>) => {
          control.tell({ _tag: 'Halt', by: 'ann', why: 'a doubt' });
          return prepare(...asked);
        },
      });
    });
    const run = defined(spans.find(({ name }) => name === 'legwork.run'));
    expect(treeOf(spans)[0]).toBe('run: NothingMoved ERROR');
    expect(treeOf(spans)).toContain('  attempt: NothingMoved NotSent');
    expect(run.status.message).toBe('Halted');
    expect(run.events.map(({ name }) => name)).toContain('AccountHalted');
  });

  test('are neither in order nor in error when nothing was to move', async () => {
    const { spans } = await traced(({ control }) =>
      control.tell({ _tag: 'Withdraw', by: 'ann', why: 'a mistake' }),
    );
    expect(treeOf(spans)[0]).toBe('run: NothingMoved');
  });

  test('tell an attempt that could not be prepared, or was given back, from one that left', async () => {
    const { spans } = await traced(({ venue, clock }) => {
      const { prepare } = venue;
      let prepared = 0;
      Object.assign(venue, {
        prepare: (...asked: Parameters<typeof prepare>) => {
          prepared += 1;
          if (prepared === 1) return async () => E.left({ _tag: 'NotAccepted', left: false, what: 'busy' });
          // The second one takes so long that what it was checked against is too old.
          if (prepared === 2) clock.advance(60_000);
          return prepare(...asked);
        },
      });
    });
    expect(treeOf(spans).filter((one) => one.startsWith('  attempt'))).toStrictEqual([
      '  attempt: NothingMoved NotAccepted',
      '  attempt: NothingMoved Discarded',
      '  attempt: Moved Done OK',
    ]);
    expect(treeOf(spans)).toContain('    prepare: PrepareFailed ERROR');
  });

  test('go on through an order that comes in the middle of a step', async () => {
    const { tracer, spans } = tracing();
    const watch = traceWatcher(tracer);
    const order = { _tag: 'Withdraw', by: 'ann', why: 'secret words' } as const;
    const it = memoryDesk((state, event, next) => {
      watch(state, event, next);
      if (next?._tag === 'Read') watch(state, { _tag: 'Told', at: event.at, order }, undefined);
    });
    const { observe } = it.venue;
    let reads = 0;
    Object.assign(it.venue, {
      observe: (...asked: Parameters<typeof observe>) => {
        reads += 1;
        return reads === 2
          ? async () => E.left({ _tag: 'ReadFailed', lasts: 'Passing', what: 'no answer' })
          : observe(...asked);
      },
    });
    right(await settle(it.ports)(it.request)());
    expect(treeOf(spans())[0]).toBe('run: Moved OK');
    expect(treeOf(spans())).toContain('  read: ReadFailed ERROR');
  });

  test('take up an attempt of an earlier life', async () => {
    const { tracer, spans } = tracing();
    const first = memoryDesk(() => undefined);
    first.venue.loseNext('Reply');
    const watch: Watcher = (_state, event) => {
      // The process dies at this instant.
      if (event._tag === 'Sent')
        Object.assign(first.ports.journal, { append: () => () => new Promise(() => undefined) });
    };
    const { append } = first.ports.journal;
    void settle({ ...first.ports, watch })(first.request)();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    Object.assign(first.ports.journal, { append });
    first.clock.advance(60_000);
    right(await settle({ ...first.ports, watch: traceWatcher(tracer) })(first.request)());
    const attempt = defined(spans().find(({ name }) => name === 'legwork.attempt'));
    expect(attempt.attributes).toMatchObject({
      'legwork.resumed': true,
      'legwork.attempt': 1,
      'legwork.outcome': 'Done',
    });
    expect(treeOf(spans()).filter((one) => one.includes('send'))).toStrictEqual([]);
  });

  test('are bounded, however long a run lasts', async () => {
    const { spans } = await traced(({ request, venue }) => {
      Object.assign(request, {
        policy: { ...request.policy, patienceMs: 3_000_000, waitMs: 3_000_000, pollMaxMs: 500 },
      });
      Object.assign(venue, { fit: () => ({ _tag: 'NotYet', why: 'not yet' }) });
    });
    const run = defined(spans.find(({ name }) => name === 'legwork.run'));
    const reads = Number(run.attributes['legwork.reads']);
    expect(spans).toHaveLength(1 + 1_000);
    // Besides the readings there were two appends: the mandate's record, and the one that parks its intent.
    expect(run.attributes['legwork.unrecorded']).toBe(reads + 2 - 1_000);
  });

  test('lie below whatever was active when the run began', async () => {
    const { tracer, spans } = tracing();
    const parent = tracer.startSpan('job');
    context.setGlobalContextManager(stackOfContexts());
    const watch = traceWatcher(tracer);
    const it = memoryDesk((...told) =>
      context.with(trace.setSpan(ROOT_CONTEXT, parent), () => watch(...told)),
    );
    right(await settle(it.ports)(it.request)());
    context.disable();
    parent.end();
    expect(treeOf(spans())[0]).toBe('job');
    expect(treeOf(spans())[1]).toBe('  run: Moved OK');
  });
});

describe('without a provider that records', () => {
  test('a run begins one span and asks nothing more', async () => {
    let begun = 0;
    const quiet: Tracer = {
      ...new ProxyTracerProvider().getTracer('none'),
      startSpan: (...asked) => {
        begun += 1;
        return new ProxyTracerProvider().getTracer('none').startSpan(...asked);
      },
      startActiveSpan: () => {
        throw new Error('not to be called');
      },
    };
    const it = memoryDesk(traceWatcher(quiet));
    right(await settle(it.ports)(it.request)());
    expect(begun).toBe(1);
  });

  test('a run is the same as without tracing', async () => {
    const plain = memoryDesk(() => undefined);
    const quiet = memoryDesk(traceWatcher());
    const recorded = memoryDesk(traceWatcher(tracing().tracer));
    const reports = await Promise.all(
      [plain, quiet, recorded].map(async ({ ports, request }) => right(await settle(ports)(request)())),
    );
    expect(reports[1]).toStrictEqual(reports[0]);
    expect(reports[2]).toStrictEqual(reports[0]);
    expect(quiet.venue.truth()).toStrictEqual(plain.venue.truth());
  });
});

test('a tracer that throws changes nothing', async () => {
  const broken: Tracer = {
    startSpan: () => {
      throw new Error('no exporter');
    },
    startActiveSpan: () => {
      throw new Error('no exporter');
    },
  };
  const it = memoryDesk(traceWatcher(broken));
  const report = right(await settle(it.ports)(it.request)());
  expect(report.because).toBe('Complete');
  expect(it.venue.truth().moves).toHaveLength(2);
});

test('the list of what a span may carry has no amount, account or text on it', () => {
  expect(
    factNames.filter((name) => /amount|quantity|account|body|payload|header|key|why|text|asset/.test(name)),
  ).toStrictEqual([]);
});
