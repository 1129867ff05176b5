import type { Place } from '../dialect.js';

/** Where the calls of an account go (Create Settlement page, read November 2026). Both ids were checked with the configuration. */
export const accountPath = ({ enterprise, account }: Place): string =>
  `/api/trade/v1/enterprise/${enterprise}/account/${account}`;
