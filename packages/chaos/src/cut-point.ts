import type { Effect, JournalRecord } from '@legwork/core';

type RecordTag = JournalRecord['_tag'];
type EffectTag = Exclude<Effect['_tag'], 'Append'>;

/** A point at which a worker can be killed: next to everything that it does to the world. */
export type Cut =
  | `${'before' | 'after'} Append ${RecordTag}`
  | `before ${EffectTag}`
  | `after ${Exclude<EffectTag, 'Wait' | 'Finish'>}`
  /** The permit was given; not a byte has left. */
  | 'permitted Send'
  /** The bytes have left, and the reply is not there. */
  | 'inside Send'
  | `${'before' | 'after'} ${'acquire' | 'release' | 'reserve'}`
  /** Around the deeds of the runner: taking a job, saying that one lives, letting go. */
  | `${'before' | 'after'} job deed`
  | `${'before' | 'after'} open`;

/** What has to happen so that a point is reached. */
type Reach =
  /** Every job comes by. */
  | 'Always'
  /** A reply has to be lost after its effect, or a request before it. */
  | 'LostReply'
  | 'LostRequest'
  /** A person has to take a job back, before or after its mandate was given. */
  | 'Cancelling'
  /** A batch has to wait longer than its job. */
  | 'Waiting'
  /** Not in this business: after it nothing would be sent any more, and nothing be left to kill. */
  | 'Never';

/** One point, and whether something of money is under way there. */
export interface CutPoint {
  readonly cut: Cut;
  readonly reach: Reach;
  readonly money: boolean;
}

/** For each kind of record; a new kind does not compile without an entry here. */
const ofRecords: Readonly<Record<RecordTag, Omit<CutPoint, 'cut'>>> = {
  MandateGiven: { reach: 'Always', money: false },
  AttemptArmed: { reach: 'Always', money: true },
  OutcomeKnown: { reach: 'Always', money: true },
  ChangeSeen: { reach: 'LostReply', money: true },
  AttemptVoid: { reach: 'LostRequest', money: true },
  IntentEnded: { reach: 'Always', money: true },
  IntentParked: { reach: 'Waiting', money: false },
  AccountHalted: { reach: 'Never', money: false },
  IntentDecided: { reach: 'Cancelling', money: false },
  MandateBarred: { reach: 'Cancelling', money: false },
};

const point = (cut: Cut, reach: Reach = 'Always', money = false): CutPoint => ({ cut, reach, money });

/** For each kind of effect; a new kind does not compile without an entry here. */
const ofEffects: Readonly<Record<EffectTag, ReadonlyArray<CutPoint>>> = {
  Read: [point('before Read'), point('after Read')],
  Prepare: [point('before Prepare'), point('after Prepare', 'Always', true)],
  Send: [
    point('before Send', 'Always', true),
    point('permitted Send', 'Always', true),
    point('inside Send', 'Always', true),
    point('after Send', 'Always', true),
  ],
  Discard: [point('before Discard'), point('after Discard')],
  Wait: [point('before Wait')],
  Finish: [point('before Finish')],
};

const ofPorts: ReadonlyArray<CutPoint> = [
  point('before acquire'),
  point('after acquire'),
  point('before release', 'Always', true),
  point('after release'),
  point('before reserve'),
  point('after reserve'),
  point('before job deed'),
  point('after job deed'),
  point('before open'),
  point('after open'),
];

const isRecordTag = (tag: string): tag is RecordTag => Object.hasOwn(ofRecords, tag);

/** Every point there is. */
export const cutPoints: ReadonlyArray<CutPoint> = [
  ...Object.keys(ofRecords)
    .filter(isRecordTag)
    .flatMap((tag) => [
      { cut: `before Append ${tag}` as const, ...ofRecords[tag] },
      { cut: `after Append ${tag}` as const, ...ofRecords[tag] },
    ]),
  ...Object.values(ofEffects).flat(),
  ...ofPorts,
];

/** Those that this business comes by. */
export const reachable: ReadonlyArray<CutPoint> = cutPoints.filter(({ reach }) => reach !== 'Never');
