/** What a job is to do, in the words that are stored with it. Amounts are texts of whole units. */
export type Business =
  | {
      readonly _tag: 'SettleBatch';
      readonly batch: string;
      readonly trades: ReadonlyArray<string>;
      /** What we owe, and what we are owed. */
      readonly pays: ReadonlyArray<Amount>;
      readonly receives: ReadonlyArray<Amount>;
      /** How long it waits for the venue to be ready. Units: milliseconds. */
      readonly waitMs: number;
    }
  | ({ readonly _tag: 'Create' } & Trade)
  | ({ readonly _tag: 'Affirm'; readonly settlement: string } & Trade);

/** An amount of one asset. */
export interface Amount {
  readonly asset: string;
  readonly amount: string;
}

/** A trade between two accounts at BitGo: one pays bitcoin, the other dollars. */
export interface Trade {
  readonly trade: string;
  readonly requester: string;
  readonly counterparty: string;
  readonly btc: string;
  readonly usd: string;
}

const tags = new Set(['SettleBatch', 'Create', 'Affirm']);

const isBusiness = (said: unknown): said is Business =>
  typeof said === 'object' && said !== null && '_tag' in said && tags.has(String(said._tag));

/** Reads the input of a job back. Only this package writes any. */
export const businessOf = (input: string): Business => {
  const said: unknown = JSON.parse(input);
  if (isBusiness(said)) return said;
  throw new Error('invariant: the input of a job is not one of ours');
};
