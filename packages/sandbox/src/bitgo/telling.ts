import { tellLie } from './issue.js';
import type { LieName } from './lies.js';
import type { State } from './state.js';
import type { Telling } from './wire.js';

/** How the payloads in the answer to one request are told. */
export const tellingFor = (state: State, lie: LieName | 'random' | undefined, requestId: string): Telling =>
  lie === undefined ? (payload) => payload : (payload) => tellLie(state, payload, lie, requestId);
