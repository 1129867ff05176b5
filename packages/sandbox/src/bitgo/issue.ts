import { type LieMatter, type LieName, LIE_NAMES, tell } from './lies.js';
import { type Payload, type PayloadPlace, write } from './payload.js';
import { type State, LIMITS } from './state.js';

/** Writes a payload for somebody to sign and remembers that it was given out. */
export const issue = (state: State, honest: Payload, place: PayloadPlace): string => {
  const text = write(honest, place);
  remember(state, text, honest, undefined);
  return text;
};

/** The payload that this request is told in place of an honest one, which was issued before. */
export const tellLie = (
  state: State,
  honestText: string,
  lie: LieName | 'random',
  requestId: string,
): string => {
  const honest = state.issued.get(honestText)?.honest;
  if (honest === undefined) return honestText;
  const name = lie === 'random' ? LIE_NAMES[state.random.below(LIE_NAMES.length)] : lie;
  if (name === undefined) return honestText;
  const told = tell(name, honestText, matterOf(state, honest));
  if (told === honestText) return honestText;
  remember(state, told, honest, name);
  const { accountId } = honest;
  state.lies.push({ atMs: state.nowMs, requestId, accountId, lie: name, honest: honestText, told });
  return told;
};

const remember = (state: State, text: string, honest: Payload, lie: LieName | undefined): void => {
  if (state.issued.size < LIMITS.issued) state.issued.set(text, { honest, lie });
};

const matterOf = (state: State, honest: Payload): LieMatter => {
  const involved = honest.entries.map((entry) => entry.accountId);
  const other = involved.find((accountId) => accountId !== honest.accountId);
  const stranger = [...state.accounts.keys()].findLast(
    (accountId) => accountId !== honest.accountId && !involved.includes(accountId),
  );
  const nobody = '0'.repeat(32);
  return {
    otherAccountId: other ?? nobody,
    strangerAccountId: stranger ?? nobody,
    usedNonce: state.lastNonce.get(honest.accountId),
  };
};
