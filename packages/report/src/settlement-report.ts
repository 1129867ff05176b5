import type { Printed } from '@legwork/core';
import type { Lane } from './lane.js';

/**
 * What was planned, who approved it, what happened, what is open, and what differs: one report over all venues.
 *
 * Plain data: `JSON.parse(JSON.stringify(report))` is the same report. Quantities are exact decimal text in whole units of
 * their asset, instants are milliseconds since the Unix epoch, `null` stands for what is not known. It is made field by
 * field, so no request body, signature or decoded venue object is in it. Texts may carry words of venues and of people as
 * they came; every rendering of this package makes them safe.
 */
export interface SettlementReport {
  readonly format: 'legwork report 1';
  readonly title: string;
  readonly atMs: number;
  readonly standing: Standing;
  readonly plan: PlanPart | null;
  readonly approvals: ReadonlyArray<ApprovalPart>;
  /** In the order of venue, account and id. */
  readonly settlements: ReadonlyArray<SettlementPart>;
  /** In the order of their ids. */
  readonly mandates: ReadonlyArray<MandatePart>;
  readonly group: { readonly name: string; readonly page: Printed.Page } | null;
  readonly open: ReadonlyArray<OpenPart>;
  readonly reconciliation: ReconciliationPart | null;
}

/**
 * One word for all of it, the worst that applies. `Breaks`: something is not as it should be. `Unknown`: something may have
 * moved and it is not known whether. `Halted`: nothing more is sent for an account. `Open`: something is still to happen.
 * `NotReconciled`: nothing was held against what should have happened. `Clean`: everything has happened, and nothing else.
 */
export type Standing = 'Breaks' | 'Unknown' | 'Halted' | 'Open' | 'NotReconciled' | 'Clean';

/** The plan over all settlements, as it was shown to whoever approved it. */
export interface PlanPart {
  readonly atMs: number;
  readonly digest: string;
  readonly members: ReadonlyArray<string>;
  /** What it comes to for us, asset by asset. */
  readonly nets: ReadonlyArray<NetPart>;
  readonly page: Printed.Page;
}

/** What a plan comes to for us in one asset. */
export interface NetPart {
  readonly asset: string;
  readonly sends: string;
  readonly chargesMax: string;
  readonly receives: string;
}

/** Who approved what, and when. */
export interface ApprovalPart {
  /** `null`: the plan over all of it. */
  readonly mandate: string | null;
  readonly by: string;
  readonly atMs: number;
  /** Of what was approved. */
  readonly digest: string;
  /** Whether it is of the plan that the report shows; `null` for a mandate, which carries its own. */
  readonly isOfPlan: boolean | null;
}

/** Who acts, and through which account. */
export interface PartyPart {
  readonly role: string;
  readonly account: string;
}

/** A settlement as it was last read. */
export interface SettlementPart {
  readonly venue: string;
  readonly account: string;
  readonly id: string;
  readonly scope: string;
  readonly atomicity: string;
  readonly finality: string;
  /** The roll-up of all its axes. */
  readonly status: string;
  readonly seenAtMs: number;
  /** How many trades it consists of; `null` where the venue does not show them. */
  readonly trades: number | null;
  readonly legs: ReadonlyArray<LegPart>;
  readonly transfers: ReadonlyArray<TransferPart>;
  readonly consents: ReadonlyArray<ConsentPart>;
  readonly holds: ReadonlyArray<HoldPart>;
  /** What in the venue's words is unknown or contradicts itself. */
  readonly oddities: ReadonlyArray<{ readonly at: string; readonly what: string }>;
  /** The mandates that are about it. */
  readonly mandates: ReadonlyArray<string>;
}

/** One obligation of a settlement. */
export interface LegPart {
  readonly id: string;
  /** The library's name, or the venue's own where it is not in the registry. */
  readonly asset: string;
  readonly isKnownAsset: boolean;
  readonly payer: PartyPart | null;
  readonly receiver: PartyPart | null;
  readonly quantity: string;
  /** The sum of its completed transfers; `null` where one does not say how much, or none was told of. */
  readonly moved: string | null;
  readonly status: string;
}

/** One movement that was told of. */
export interface TransferPart {
  readonly leg: string;
  readonly id: string;
  readonly asset: string;
  readonly quantity: string | null;
  readonly status: string;
  /** `Answer`: the venue named it when it took an instruction, and no reading shows it. */
  readonly toldBy: 'Reading' | 'Answer';
  readonly mandate: string | null;
  readonly intent: string | null;
}

/** One party's agreement. */
export interface ConsentPart {
  readonly by: PartyPart;
  readonly status: string;
  readonly lapsesAtMs: number | null;
}

/** Assets that the venue has locked. */
export interface HoldPart {
  readonly of: PartyPart;
  readonly asset: string;
  readonly quantity: string;
  readonly status: string;
}

/** What was approved under one id, and what came of it. */
export interface MandatePart {
  readonly id: string;
  /** `null`: the id was barred, and nothing was ever given under it. */
  readonly venue: string | null;
  readonly account: string | null;
  /** The settlement that it is about or became; `null`: it did not come to that. */
  readonly settlement: string | null;
  readonly intents: ReadonlyArray<IntentPart>;
  readonly story: ReadonlyArray<MomentPart>;
  /** The same, to be drawn. */
  readonly lanes: ReadonlyArray<Lane>;
}

/** What came of one intent. */
export interface IntentPart {
  readonly id: string;
  readonly what: string;
  readonly ending: 'Done' | 'PartlyDone' | 'Failed' | 'NotDone' | 'Open';
  /** In words. */
  readonly came: string;
}

/** One thing that happened. */
export interface MomentPart {
  readonly atMs: number;
  readonly who: string;
  readonly what: string;
}

/** An intent that is not over. */
export interface OpenPart {
  readonly mandate: string;
  readonly intent: string;
  readonly what: string;
  readonly state: string;
  /** Whether money may be moving for it. */
  readonly isOut: boolean;
  readonly sinceMs: number;
  readonly known: string;
  readonly wouldResolve: string;
  /** What a person may decide about it. */
  readonly choices: ReadonlyArray<string>;
}

/** What should have happened, held against what did. */
export interface ReconciliationPart {
  readonly matched: ReadonlyArray<LinePart>;
  readonly waiting: ReadonlyArray<LinePart>;
  readonly breaks: ReadonlyArray<BreakPart>;
  readonly totals: ReadonlyArray<TotalPart>;
}

/** A line, and how much of it. */
export interface LinePart {
  readonly line: string;
  readonly asset: string;
  readonly quantity: string;
  readonly dueAtMs: number | null;
}

/** A difference, what it may mean, and what to do. */
export interface BreakPart {
  readonly kind: string;
  readonly at: string;
  readonly line: string | null;
  readonly expected: string;
  readonly observed: string;
  readonly mayMean: string;
  readonly whatToDo: string;
  readonly short: AmountPart | null;
  readonly extra: AmountPart | null;
}

/** So much of an asset. */
export interface AmountPart {
  readonly asset: string;
  readonly quantity: string;
}

/** The sums of one asset. */
export interface TotalPart {
  readonly asset: string;
  readonly expected: string;
  readonly observed: string;
  readonly matched: string;
  readonly waiting: string;
  readonly short: string;
  readonly extra: string;
}
