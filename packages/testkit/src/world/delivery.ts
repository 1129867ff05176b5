import type { FaultKind } from './fault.js';

/** What the network makes of a request: when it arrives, whether it arrives again, and what comes back. */
export interface Delivery {
  readonly arrives: 'Now' | 'Never' | Delay;
  readonly again: 'Never' | 'Now' | Delay;
  readonly reply: 'First' | 'Second' | 'None' | 'ServerError';
}

/** How long a request may linger: less than a fence takes, longer than that, or longer than the quiet period. */
export type Delay = 'Short' | 'PastFence' | 'PastQuiet';

const sound: Delivery = { arrives: 'Now', again: 'Never', reply: 'First' };

const faulty: Partial<Record<FaultKind, Delivery>> = {
  LostBefore: { arrives: 'Never', again: 'Never', reply: 'None' },
  LostAfter: { arrives: 'Now', again: 'Never', reply: 'None' },
  DelayedShort: { arrives: 'Short', again: 'Never', reply: 'None' },
  DelayedPastFence: { arrives: 'PastFence', again: 'Never', reply: 'None' },
  DelayedPastQuiet: { arrives: 'PastQuiet', again: 'Never', reply: 'None' },
  Duplicated: { arrives: 'Now', again: 'Now', reply: 'First' },
  DuplicatedLate: { arrives: 'Now', again: 'PastQuiet', reply: 'First' },
  DuplicatedSecondReply: { arrives: 'Now', again: 'Now', reply: 'Second' },
  ServerErrorBefore: { arrives: 'Never', again: 'Never', reply: 'ServerError' },
  ServerErrorAfter: { arrives: 'Now', again: 'Never', reply: 'ServerError' },
  ServerErrorDelayed: { arrives: 'PastFence', again: 'Never', reply: 'ServerError' },
};

/** What the network makes of a request under a fault; the other faults leave the network alone. */
export const deliveryUnder = (fault: FaultKind | undefined): Delivery =>
  (fault === undefined ? undefined : faulty[fault]) ?? sound;
