import type { Setup } from '@legwork/testkit';

/**
 * A venue that breaks V1: it takes the same nonce as often as it comes. The order in the truth stays that of the attempt,
 * since what is counted is what was done, not how it was numbered.
 */
export const forgetful = (setup: Setup): Setup => {
  const renumbered = new Map<bigint, bigint>();
  let fresh = 1_000_000n;
  const { venue } = setup;
  return {
    ...setup,
    venue: {
      ...venue,
      write: (request, nowMs) => {
        fresh += 1n;
        renumbered.set(fresh, request.order);
        return venue.write({ ...request, order: fresh }, nowMs);
      },
      read: (subject, _order, nowMs, staleMs) => {
        fresh += 1n;
        return venue.read(subject, fresh, nowMs, staleMs);
      },
      truth: () =>
        venue.truth().map((effect) => ({
          ...effect,
          order: effect.order === undefined ? undefined : (renumbered.get(effect.order) ?? effect.order),
        })),
    },
  };
};
