import type {
  Instruction,
  Intent,
  NotAccepted,
  Observation,
  Receipt,
  Refused,
  SendError,
  SettlementId,
} from '@legwork/core';
import { CallError } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer } from './answer.js';
import type { Wire } from './call.js';
import { ourAffirmation } from './cast.js';
import type { Call } from './codec/dialect.js';
import type { AffirmationShown } from './codec/shown.js';
import { expectedOf } from './expecting.js';
import { unknownHere } from './fit.js';
import { affirmed, created, ended } from './reply.js';
import { bitgoRules } from './rules.js';
import { type PayloadSource, signedPayload } from './signing.js';

/** One write, complete: its exact text, and what its answer means. */
export interface WriteCall extends Omit<Call<unknown>, 'read'> {
  readonly read: (answer: Answer) => E.Either<SendError, Receipt>;
}

type Prepared = TE.TaskEither<Refused | NotAccepted, WriteCall>;

/** The write that carries an intent out, once more held against what was read. Errors: nothing was sent that moves money. */
export const writeCall = (wire: Wire, intent: Intent, seen: Observation): Prepared => {
  const { instruction } = intent;
  const fit = bitgoRules(wire.config).fit(instruction, seen);
  if (fit._tag === 'NotYet') return TE.left(CallError.notAccepted(`Nothing was sent: ${fit.why}.`));
  if (fit._tag === 'Differs') return refuse(fit.what);
  if (fit._tag === 'NotNeeded') return refuse(fit.why);
  switch (instruction._tag) {
    case 'CreateSettlement':
      return creating(wire, intent, instruction);
    case 'Affirm':
      return affirming(wire, intent, instruction, seen);
    case 'Reject':
    case 'Cancel':
      return ending(wire, instruction, seen);
    case 'SettleLeg':
      return refuse(unknownHere);
  }
};

const creating =
  (wire: Wire, intent: Intent, instruction: Instruction.CreateSettlement): Prepared =>
  async () => {
    const { config, dialect, clock } = wire;
    const expected = expectedOf(config, instruction);
    if (E.isLeft(expected)) return refuse(expected.left.detail)();
    const [base, quote] = expected.right.entries;
    const [externalId, ...others] = O.isSome(instruction.trades) ? instruction.trades.value : [];
    if (externalId === undefined || others.length > 0 || base === undefined || quote === undefined)
      return refuse('one settlement is made of one trade, with one name of ours')();
    const signed = await signedPayload(wire, intent, expected.right, { _tag: 'Built' })();
    if (E.isLeft(signed)) return signed;
    const { form } = expected.right;
    const atMs = Math.trunc(clock.wallMs());
    const trade = { externalId, atMs, base, quote, form };
    const call = dialect.createSettlement(config, signed.right, [trade]);
    const read = created(config, instruction, signed.right.payload, call.read);
    return E.right({ ...call, read });
  };

const affirming =
  (wire: Wire, intent: Intent, instruction: Instruction.Affirm, seen: Observation): Prepared =>
  async () => {
    const { config, dialect } = wire;
    const expected = expectedOf(config, instruction);
    if (E.isLeft(expected)) return refuse(expected.left.detail)();
    const ours = affirmationIn(wire, instruction.settlement, seen);
    if (O.isNone(ours)) return refuse('the settlement does not show our affirmation')();
    if (isTooLate(wire, seen, instruction.settlement)) return refuse('the settlement is about to lapse')();
    const signed = await signedPayload(wire, intent, expected.right, sourceFor(wire, ours.value))();
    if (E.isLeft(signed)) return signed;
    const { id } = ours.value;
    const call = dialect.affirm(config, id, signed.right);
    return E.right({ ...call, read: affirmed(config, instruction, id, signed.right.payload, call.read) });
  };

const ending = (
  wire: Wire,
  instruction: Instruction.Reject | Instruction.Cancel,
  seen: Observation,
): Prepared => {
  const { config, dialect } = wire;
  const ours = affirmationIn(wire, instruction.settlement, seen);
  if (O.isNone(ours)) return refuse('the settlement does not show our affirmation');
  const { id } = ours.value;
  const call = dialect.end(config, id, instruction._tag === 'Reject' ? 'rejected' : 'canceled');
  return TE.right({ ...call, read: ended(config, instruction, id, call.read) });
};

const sourceFor = ({ config }: Wire, { id, payload }: AffirmationShown): PayloadSource =>
  config.affirmWith === 'given' && O.isSome(payload)
    ? { _tag: 'Given', text: payload.value, affirmation: id }
    : { _tag: 'Built' };

/** Our affirmation as the venue sent it: its id and its payload are in no noun of the library's. */
const affirmationIn = (
  { config, dialect }: Wire,
  id: SettlementId,
  seen: Observation,
): O.Option<AffirmationShown> => {
  const settlement = seen.settlements.find((one) => one.id === id);
  const shown = dialect.settlement(settlement?.raw);
  return E.isRight(shown) ? ourAffirmation(config, shown.right) : O.none;
};

/** Whether so little time is left that what we sign could be settled after others have given it up. */
const isTooLate = ({ config, clock }: Wire, seen: Observation, id: SettlementId): boolean => {
  const settlement = seen.settlements.find((one) => one.id === id);
  const lapses = settlement?.consents.find(({ by }) => by.role === 'Us')?.lapsesAtMs ?? O.none;
  return O.isSome(lapses) && lapses.value - clock.wallMs() < config.expiryMarginMs;
};

const refuse = (why: string): TE.TaskEither<Refused, never> =>
  TE.left(CallError.cannotBeSent(`Nothing was sent: ${why}.`));
