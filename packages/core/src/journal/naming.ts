import * as O from 'fp-ts/lib/Option.js';
import type { Claimed } from '../port/name-register.js';
import type { Deed } from '../port/store.js';
import { nameCard } from './card-key.js';
import { texts } from './card.js';
import { newDraft } from './draft.js';

/** Takes names for one use, all or none; the first that was taken for another use, if there is one. */
export const claim = (scope: string, names: ReadonlyArray<string>, use: string): Deed<O.Option<Claimed>> =>
  function* () {
    const draft = newDraft();
    yield* draft.prefetch(names.map((name) => nameCard(scope, name)));
    for (const name of names) {
      const key = nameCard(scope, name);
      const taken = yield* texts.read(draft, key);
      if (taken !== undefined && taken !== use) return draft.nothing(O.some({ name, use: taken }));
      if (taken === undefined) texts.write(draft, key, use);
    }
    return draft.done(O.none);
  };
