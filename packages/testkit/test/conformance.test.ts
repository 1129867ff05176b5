import { describe, expect, test } from '@jest/globals';
import {
  Quantity,
  accountId,
  assetId,
  memoryJournal,
  tradeId,
  venueId,
  type Instruction,
  type Party,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Crowd, type VenueWorld, describeVenue, memoryVenue, virtualClock } from '../src/index.js';

const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error('the fixture is wrong');
};

const account = must(accountId('desk'));
const us: Party.Party = { role: 'Us', account };
const them: Party.Party = { role: 'Venue', account: must(accountId('memory')) };

const term = (name: string, text: string, payer: Party.Party, receiver: Party.Party): Instruction.Term => ({
  asset: must(assetId(name)),
  quantity: must(Quantity.parse(text)),
  flow: { payer, receiver },
  feeMax: Quantity.zero,
});

const opening = {
  scope: 'spot',
  trades: O.some([must(tradeId('T1')), must(tradeId('T2'))]),
  terms: [term('BTC', '1.5', us, them), term('ETH', '20', us, them), term('USD', '60000', them, us)],
};

const make = () => {
  const clock = virtualClock();
  const terms = { venue: must(venueId('memory')), account, quietMs: 50, transferMs: 20 };
  return { clock, venue: memoryVenue(terms, clock) };
};

const world = async (): Promise<VenueWorld> => {
  const { clock, venue } = make();
  return {
    venue,
    clock,
    journal: memoryJournal(clock),
    digest: (text) => text,
    ready: async () => venue.open(opening),
    opening: O.some(async () => opening),
    loseNext: async (where) => venue.loseNext(where === 'BeforeEffect' ? 'Request' : 'Reply'),
    bewilder: async () => venue.bewilder(),
    rest: async () => clock.advance(1_000),
    truth: async () => venue.truth(),
    secrets: [],
    close: async () => undefined,
  };
};

const crowd = async (): Promise<Crowd> => {
  const { venue } = make();
  const settlements = Array.from({ length: 35 }, () => venue.open(opening));
  return { venue, settlements, close: async () => undefined };
};

describeVenue({ describe, test, expect })('the memory venue', { world, crowd: O.some(crowd) });
