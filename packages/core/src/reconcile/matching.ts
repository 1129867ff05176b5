import * as O from 'fp-ts/lib/Option.js';
import type { Flow } from '../noun/leg.js';
import type { Party } from '../noun/party.js';
import { type Bond, type Pairing, pairUp } from '../plan/pairing.js';
import type { ExpectedLine } from './expected-line.js';
import { type LegStory, placeOf } from './leg-story.js';

/** Which line is about which leg. A line that names its leg is about that one or none. */
export const match = (
  lines: ReadonlyArray<ExpectedLine>,
  stories: ReadonlyArray<LegStory>,
): Pairing<ExpectedLine, LegStory> => pairUp(lines, stories, bonds);

/** Where a line says that its leg is. */
export const atOf = ({ venue, account, settlement, leg, asset }: ExpectedLine): string =>
  placeOf(venue, account, settlement, O.isSome(leg) ? leg.value : asset);

const settlementOf = ({ venue, account, settlement }: ExpectedLine | LegStory): string =>
  placeOf(venue, account, settlement, '');

const partyText = ({ role, account }: Party): string => `${role} ${account}`;
const flowText = ({ payer, receiver }: Flow): string => `${partyText(payer)} ${partyText(receiver)}`;
const reversed = ({ payer, receiver }: Flow): Flow => ({ payer: receiver, receiver: payer });

type Parts = ReadonlyArray<string>;

/** A bond by what both say of payer, receiver, asset and quantity; of lines that do not name their leg. */
const bySaying = (
  ofLine: (line: ExpectedLine) => Parts,
  ofLeg: (leg: LegStory['leg'], flow: Flow | undefined, asset: string) => Parts | undefined,
): Bond<ExpectedLine, LegStory> => ({
  nameOf: (line) => (O.isSome(line.leg) ? undefined : [settlementOf(line), ...ofLine(line)].join(' ')),
  answersTo: (story) => {
    const { flow, asset } = story.leg;
    const parts = ofLeg(
      story.leg,
      O.isSome(flow) ? flow.value : undefined,
      O.isSome(asset) ? asset.value : `? ${story.leg.venueAsset}`,
    );
    return parts === undefined ? [] : [[settlementOf(story), ...parts].join(' ')];
  },
});

/** The venue's own id first; then all that both say; then less and less of it, so that what differs is told of the right leg. */
const bonds: ReadonlyArray<Bond<ExpectedLine, LegStory>> = [
  {
    nameOf: (line) => (O.isSome(line.leg) ? atOf(line) : undefined),
    answersTo: ({ at }) => [at],
  },
  bySaying(
    ({ asset, flow, quantity }) => [asset, flowText(flow), quantity],
    ({ quantity }, flow, asset) => flow && [asset, flowText(flow), quantity],
  ),
  bySaying(
    ({ asset, flow }) => [asset, flowText(flow)],
    (_, flow, asset) => flow && [asset, flowText(flow)],
  ),
  bySaying(
    ({ asset, flow }) => [asset, flowText(flow)],
    (_, flow, asset) => flow && [asset, flowText(reversed(flow))],
  ),
  bySaying(
    ({ asset }) => [asset],
    (_, __, asset) => [asset],
  ),
  bySaying(
    ({ flow, quantity }) => [flowText(flow), quantity],
    ({ quantity }, flow) => flow && [flowText(flow), quantity],
  ),
];
