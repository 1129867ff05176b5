import type { Ask, Card, Deed, Shown, Store, StoreTime, Work } from '@legwork/core';

type Change = Work<unknown>['changes'][number];

/** A store that is right but for the way it carries deeds out. */
const carrying =
  (bend: <A>(deed: Deed<A>) => Deed<A>) =>
  (store: Store): Store => ({ ...store, perform: (deed) => store.perform(bend(deed)) });

/** A store that writes something other than what was asked. */
export const writing = (bend: (work: Work<unknown>) => Omit<Work<unknown>, 'answer'>) =>
  carrying(
    (deed) =>
      function* (now) {
        const work = yield* deed(now);
        return { ...bend(work), answer: work.answer };
      },
  );

/** A store that writes some changes otherwise, or not at all. */
export const changing = (bend: (change: Change) => Change | undefined) =>
  writing(({ changes, lines }) => ({
    lines,
    changes: changes.flatMap((change) => {
      const bent = bend(change);
      return bent === undefined ? [] : [bent];
    }),
  }));

/** A store that writes other texts into its lines. */
export const lining = (bend: (text: string) => string) =>
  writing(({ changes, lines }) => ({
    changes,
    lines: lines.map(({ stream, text }) => ({ stream, text: bend(text) })),
  }));

/** A store that looks at something else, or shows something else. */
export const showing = (bend: (shown: Shown, ask: Ask) => Shown, bendAsk: (ask: Ask) => Ask = (ask) => ask) =>
  carrying(
    (deed) =>
      function* (now) {
        const looking = deed(now);
        let next = looking.next();
        while (next.done !== true) {
          const shown = yield bendAsk(next.value);
          next = looking.next(bend(shown, next.value));
        }
        return next.value;
      },
  );

/** A store that does not show some of its cards. */
export const hiding = (isHidden: (key: string) => boolean) =>
  showing(({ cards, range }) => ({
    cards: new Map([...cards].filter(([key]) => !isHidden(key))),
    range: range.filter(({ key }) => !isHidden(key)),
  }));

/** A store whose ranges are other ones. */
export const ranging = (bend: (range: ReadonlyArray<Card>, ask: Ask) => ReadonlyArray<Card>) =>
  showing((shown, ask) => ({ ...shown, range: bend(shown.range, ask) }));

/** A store that asks for other ranges. */
export const reaching = (bend: (range: NonNullable<Ask['range']>) => NonNullable<Ask['range']>) =>
  showing(
    (shown) => shown,
    ({ keys, range }) => ({ keys, range: range === undefined ? undefined : bend(range) }),
  );

/** A store that tells another time. */
export const telling = (bend: (now: StoreTime) => StoreTime) => carrying((deed) => (now) => deed(bend(now)));

/** Takes every card away whose key begins so. */
export const forget = (store: Store, kind: string): Promise<unknown> =>
  store.perform(function* () {
    const range = { from: kind, before: `${kind}\u007f`, limit: 100_000 };
    const shown = yield { keys: [], range };
    const changes = shown.range.map(({ key }) => ({ key, value: undefined }));
    return { answer: undefined, changes, lines: [] };
  })();
