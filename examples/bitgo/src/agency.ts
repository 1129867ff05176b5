// We stand between two clients. What one pays more than the other gets is our spread, and it is a declared part of the intent.
import {
  type AccountId,
  type AssetId,
  type Instruction,
  Positions,
  Quantity,
  Report,
  type Trade,
  tradeId,
} from '@legwork/core';
import { type Business, create, display, follow, must, say, tell } from '@legwork/example-stage';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { openDesk } from './desk.js';
import { idOf, quantity } from './own-trades.js';
import { startBitgo } from './sandbox.js';
import { printTruth } from './truth.js';
import { BTC, USD } from './units.js';

interface Clients {
  readonly us: AccountId;
  readonly seller: AccountId;
  readonly buyer: AccountId;
}

/** Seller's bitcoin go to the buyer; of the 9,427.77 dollars that the buyer pays, the seller gets 9,419.66. */
const businessOf = ({ us, seller, buyer }: Clients): Business => {
  const ours = { role: 'Us', account: us } as const;
  const client = (account: AccountId) => ({ role: 'Counterparty', account }) as const;
  const paysUs = (account: AccountId, asset: AssetId, amount: string): Instruction.Term => ({
    asset,
    quantity: quantity(amount),
    flow: { payer: client(account), receiver: ours },
    feeMax: Quantity.zero,
  });
  const getsFromUs = (account: AccountId, asset: AssetId, amount: string): Instruction.Term => ({
    asset,
    quantity: quantity(amount),
    flow: { payer: ours, receiver: client(account) },
    feeMax: Quantity.zero,
  });
  const terms = [
    paysUs(seller, BTC, '0.00115087'),
    getsFromUs(buyer, BTC, '0.00115087'),
    paysUs(buyer, USD, '9427.77'),
    getsFromUs(seller, USD, '9419.66'),
  ];
  const trades = [must(tradeId('example-agency-1'))];
  return { name: 'example-agency-1', scope: 'agency', trades, terms, legs: [] };
};

/** The same in our own books: one trade with each client, which the venue knows as the one that they share. */
const booksOf = (
  { venue, account }: Positions.Place,
  { seller, buyer }: Clients,
): ReadonlyArray<Trade.Trade> => {
  const knownAs = O.some(must(tradeId('example-agency-1')));
  const side = (asset: AssetId, amount: string): Trade.Side => ({
    asset,
    quantity: quantity(amount),
    fees: [],
  });
  const trade = (name: string, client: AccountId, receives: Trade.Side, gives: Trade.Side): Trade.Trade => ({
    id: must(tradeId(`example-agency-1-${name}`)),
    venue,
    account,
    scope: O.some('agency'),
    counterparty: { role: 'Counterparty', account: client },
    receives,
    gives,
    knownAs,
  });
  return [
    trade('seller', seller, side(BTC, '0.00115087'), side(USD, '9419.66')),
    trade('buyer', buyer, side(USD, '9427.77'), side(BTC, '0.00115087')),
  ];
};

const sandbox = await startBitgo('agency');
try {
  const { id, ports } = await openDesk(sandbox, 'agent', display(process.stdout));
  const seller = idOf(sandbox, 'requester');
  const buyer = idOf(sandbox, 'counterparty');
  const business = businessOf({ us: id, seller, buyer });
  say('Request a settlement between two clients; our spread is 8.11 USD:');
  const created = await create(ports, business);
  tell(created);
  const settlement = must(E.fromOption(() => 'nothing was created')(Report.settlementOf(created)));
  say(`\nFollow ${settlement} until both clients have affirmed:`);
  // Nothing is left for us to sign; what the venue shows is held against our books all the same, client by client.
  const place = { venue: ports.venue.venue, account: id, scope: O.some('agency') };
  const positions = must(Positions.of(booksOf(place, { us: id, seller, buyer })));
  tell(await follow(ports, settlement, Positions.expectation(positions, place)));
  await printTruth(sandbox, id);
} finally {
  await sandbox.stop();
}
