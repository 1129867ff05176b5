import {
  type AffirmationShown,
  type Answer,
  Reply as Meaning,
  type VerifiedText,
  expectingOf,
  tradeV1,
} from '@legwork/bitgo';
import type {
  Instruction,
  Intent,
  NotAccepted,
  Observation,
  Receipt,
  Refused,
  SendError,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { answerOf, callVenue } from './calling.js';
import { cheapSignature } from './cheap-signature.js';
import { type Conduct, placeOf } from './conduct.js';

/** One write, complete: where it goes, its exact text, what of it was signed, and what its answer means. */
export interface Write {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body: string;
  /** `none`: nothing is signed for it. */
  readonly signed: O.Option<VerifiedText>;
  readonly read: (answer: Answer) => E.Either<SendError, Receipt>;
}

/** When, for which attempt, and which payload nonces were ever signed for what. */
export interface Moment {
  readonly nowMs: number;
  readonly order: bigint;
  readonly nonces: Map<string, string>;
}

type Written = E.Either<Refused | NotAccepted, Write>;

/** How long before its end a settlement is not affirmed any more. Units: milliseconds. */
const expiryMarginMs = 20;

/** The write that carries an intent out: the order of deeds is the adapter's, without its waits. */
export const writeFor = (conduct: Conduct, intent: Intent, seen: Observation, moment: Moment): Written => {
  const { instruction } = intent;
  switch (instruction._tag) {
    case 'CreateSettlement':
      return creation(conduct, intent, instruction, moment);
    case 'Affirm':
      return affirmation(conduct, intent, instruction, seen, moment);
    case 'Reject':
    case 'Cancel':
      return ending(conduct, instruction, seen);
    case 'SettleLeg':
      throw new Error('the simulation gives BitGo no such instruction');
  }
};

const creation = (
  conduct: Conduct,
  intent: Intent,
  instruction: Instruction.CreateSettlement,
  moment: Moment,
): Written => {
  const expected = expectingOf(conduct.terms)(intent);
  if (E.isLeft(expected)) return refused(expected.left.detail);
  const [base, quote] = expected.right.entries;
  const externalId = O.isSome(instruction.trades) ? instruction.trades.value[0] : undefined;
  if (externalId === undefined || base === undefined || quote === undefined)
    return refused('it has no trade');
  const text = built(conduct, intent, moment);
  if (E.isLeft(text)) return text;
  const payload = cleared(conduct, intent, text.right, `attempt ${moment.order}`, moment);
  if (E.isLeft(payload)) return payload;
  const signed = { payload: payload.right, signature: cheapSignature(payload.right) };
  const trade = { externalId, atMs: moment.nowMs, base, quote, form: expected.right.form };
  const call = tradeV1.createSettlement(placeOf(conduct), signed, [trade]);
  const read = Meaning.created(conduct.terms, instruction, payload.right, call.read);
  return E.right({ ...call, signed: O.some(payload.right), read });
};

const affirmation = (
  conduct: Conduct,
  intent: Intent,
  instruction: Instruction.Affirm,
  seen: Observation,
  moment: Moment,
): Written => {
  const ours = oursIn(conduct, instruction, seen);
  if (ours === undefined) return refused('the settlement does not show our affirmation');
  if (O.isSome(ours.expireAtMs) && ours.expireAtMs.value - moment.nowMs < expiryMarginMs)
    return refused('the settlement is about to lapse');
  const isGiven = conduct.affirmWith === 'given' && O.isSome(ours.payload);
  const text = isGiven ? E.right(ours.payload.value) : built(conduct, intent, moment);
  if (E.isLeft(text)) return text;
  const use = isGiven ? `affirmation ${ours.id}` : `attempt ${moment.order}`;
  const payload = cleared(conduct, intent, text.right, use, moment);
  if (E.isLeft(payload)) return payload;
  const signed = { payload: payload.right, signature: cheapSignature(payload.right) };
  const call = tradeV1.affirm(placeOf(conduct), ours.id, signed);
  const read = Meaning.affirmed(conduct.terms, instruction, ours.id, payload.right, call.read);
  return E.right({ ...call, signed: O.some(payload.right), read });
};

const ending = (
  conduct: Conduct,
  instruction: Instruction.Reject | Instruction.Cancel,
  seen: Observation,
): Written => {
  const ours = oursIn(conduct, instruction, seen);
  if (ours === undefined) return refused('the settlement does not show our affirmation');
  const how = instruction._tag === 'Reject' ? 'rejected' : 'canceled';
  const call = tradeV1.end(placeOf(conduct), ours.id, how);
  const read = Meaning.ended(conduct.terms, instruction, ours.id, call.read);
  return E.right({ ...call, signed: O.none, read });
};

/** Our affirmation in the settlement of an instruction, as the venue sent it. */
const oursIn = (
  { terms }: Conduct,
  { settlement }: Instruction.Affirm | Instruction.Reject | Instruction.Cancel,
  seen: Observation,
): AffirmationShown | undefined => {
  const shown = tradeV1.settlement(seen.settlements.find((one) => one.id === settlement)?.raw);
  return E.isRight(shown)
    ? shown.right.affirmations.find((one) => O.toUndefined(one.account) === terms.account)
    : undefined;
};

/** Has the venue write a payload. */
const built = (
  conduct: Conduct,
  intent: Intent,
  { nowMs }: Moment,
): E.Either<Refused | NotAccepted, string> => {
  const expected = expectingOf(conduct.terms)(intent);
  if (E.isLeft(expected)) return refused(expected.left.detail);
  const call = tradeV1.buildPayload(placeOf(conduct), expected.right.entries);
  const note = conduct.lie === undefined ? {} : { lie: conduct.lie };
  const answer = answerOf(callVenue(conduct, call, call.body, nowMs, note));
  if (answer._tag !== 'Replied' || answer.status !== 200) return notNow('the venue writes no payload');
  const text = call.read(O.toUndefined(answer.json));
  return E.isRight(text) ? text : notNow('the venue writes no payload');
};

/** What may be signed of a text, with its nonces noted for this use. */
const cleared = (
  { terms, clerk }: Conduct,
  intent: Intent,
  text: string,
  use: string,
  { nonces }: Moment,
): E.Either<Refused, VerifiedText> => {
  const expected = expectingOf(terms)(intent);
  if (E.isLeft(expected)) return refused(expected.left.detail);
  const verified = clerk(text, expected.right, (nonce) => (nonces.get(nonce) ?? use) !== use);
  if (E.isLeft(verified)) return refused(`${verified.left.field}: ${verified.left.why}`);
  const { nonceHold, nonceSettle } = verified.right.projection;
  nonces.set(nonceHold, use).set(nonceSettle, use);
  return E.right(verified.right.text);
};

const failure = {
  money: 'nothing moved',
  todo: 'nothing',
  code: O.none,
  requestId: O.none,
} as const;

const refused = (what: string): E.Either<Refused, never> => E.left({ _tag: 'Refused', what, ...failure });

const notNow = (what: string): E.Either<NotAccepted, never> =>
  E.left({ _tag: 'NotAccepted', left: false, what, ...failure });
