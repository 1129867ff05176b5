// We stand between two clients. What one pays more than the other gets is our spread, and it is a declared part of the intent.
import { type AccountId, type AssetId, type Instruction, Quantity, Report, tradeId } from '@legwork/core';
import { type Business, create, display, follow, must, say, tell } from '@legwork/example-stage';
import * as E from 'fp-ts/lib/Either.js';
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
  // Positions name each asset once, and an agent has two legs of each. The terms were compared when the payload was signed.
  const reason = 'an agent has two legs of each asset, and the terms were held against the payload';
  tell(await follow(ports, settlement, { _tag: 'Waived', by: 'example-approver', reason }));
  await printTruth(sandbox, id);
} finally {
  await sandbox.stop();
}
