import type { JournalRecord } from '@legwork/core';
import type { Cut } from './cut-point.js';
import type { EngineName } from './engine/engine.js';

/** A worker that does one thing wrong, to show that the judgement sees it. */
export type Planted =
  /** After a restart it sends again what may have been sent, without a look. */
  | 'resend'
  /** It sends whether or not the lease is still its own. */
  | 'ignore-lease'
  /** Its journal answers that it has written what it only remembers, from the first armed attempt on. */
  | 'forget-armed';

/** One account at BitGo, and what it is reached with. */
export interface BitgoLogin {
  readonly name: string;
  readonly accountId: string;
  readonly accessToken: string;
  readonly xprv: string;
  readonly publicKey: string;
}

/** Where the sandboxes are, and what they are reached with. They open nothing else. */
export interface Venues {
  readonly kraken: {
    readonly baseUrl: string;
    readonly controlUrl: string;
    readonly apiKey: string;
    readonly apiSecret: string;
  };
  readonly bitgo: {
    readonly baseUrl: string;
    readonly controlUrl: string;
    readonly enterprise: string;
    readonly logins: ReadonlyArray<BitgoLogin>;
  };
}

/** What a worker is told on its first line. */
export interface Orders {
  readonly worker: string;
  readonly engine: EngineName;
  /** A file, or the address of a database. */
  readonly place: string;
  readonly venues: Venues;
  readonly planted?: Planted;
}

/** Where a worker is to end, or to stop until it is continued. */
export interface Trap {
  /** Tells it from other traps that were set for the same worker. */
  readonly key: number;
  readonly cut: Cut;
  /** Which time it comes by: 1 is the first. */
  readonly nth: number;
  /** `FromOutside`: it says that it is there and goes on, for its parent to kill it in what it does next. */
  readonly signal: 'SIGKILL' | 'SIGSTOP' | 'FromOutside';
  /** How the venue is slow with the call that it strikes in, and for how long. */
  readonly slow: 'before' | 'after';
  readonly slowMs: number;
}

/** What a worker is told later. */
export type Told =
  | { readonly _tag: 'Submit'; readonly seq: number; readonly id: string; readonly input: string }
  | { readonly _tag: 'Cancel'; readonly seq: number; readonly id: string }
  | { readonly _tag: 'Trap'; readonly trap: Trap }
  | { readonly _tag: 'Untrap'; readonly key: number }
  | { readonly _tag: 'Stop' };

/** What a worker says, and how many commits it has made so far. */
export type Said = { readonly commits: number } & (
  | { readonly _tag: 'Began' }
  | { readonly _tag: 'Answered'; readonly seq: number; readonly answer: string }
  | { readonly _tag: 'Opened'; readonly id: string }
  | { readonly _tag: 'Appended'; readonly id: string; readonly tags: ReadonlyArray<JournalRecord['_tag']> }
  | { readonly _tag: 'Struck'; readonly cut: Cut; readonly by: Trap['signal'] }
  | { readonly _tag: 'Ended'; readonly why: string; readonly rssBytes: number }
);
