import { type RunningSandbox, must, startSandbox } from '@legwork/example-stage';
import * as E from 'fp-ts/lib/Either.js';

/** What a client of one trading account is given. */
export interface Login {
  readonly accountId: string;
  readonly name: string;
  readonly accessToken: string;
  readonly walletPassphrase: string;
}

interface Credentials {
  readonly enterpriseId: string;
  readonly accounts: ReadonlyArray<Login>;
}

/** A BitGo sandbox in a process of its own. It has four accounts, three of which are partners. */
export type Bitgo = RunningSandbox<Credentials>;

/** Starts one with a scenario of the sandbox. */
export const startBitgo = (scenario: string): Promise<Bitgo> =>
  startSandbox({ venue: 'bitgo', scenario, isCredentials });

/** The login of an account by its name. */
export const loginOf = ({ credentials }: Bitgo, name: string): Login =>
  must(
    E.fromNullable(`the sandbox has no account named ${name}`)(
      credentials.accounts.find((account) => account.name === name),
    ),
  );

const isCredentials = (said: unknown): said is Credentials =>
  typeof said === 'object' &&
  said !== null &&
  'enterpriseId' in said &&
  'accounts' in said &&
  Array.isArray(said.accounts);
