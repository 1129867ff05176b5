import type { NotAccepted, OutcomeUnknown, ReadFailed, Refused } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** The venue surely did not do it, and says why. `what`: a sentence, of words that give nothing away. */
export const refused = (what: string, code: O.Option<string>, requestId: O.Option<string>): Refused => ({
  _tag: 'Refused',
  what,
  money: 'Nothing moved, and nothing will.',
  todo: 'Mend what the venue complains about, and approve a new plan.',
  code,
  requestId,
});

/** It can never be sent as it stands. */
export const cannotBeSent = (what: string): Refused => ({
  _tag: 'Refused',
  what,
  money: 'Nothing moved: nothing was sent.',
  todo: 'Read the settlement again and approve a new plan.',
  code: O.none,
  requestId: O.none,
});

/** Nothing of it left. */
export const notAccepted = (what: string): NotAccepted => ({
  _tag: 'NotAccepted',
  left: false,
  what,
  money: 'Nothing moved: no byte of the request left.',
  todo: 'The same intent may go again.',
  code: O.none,
  requestId: O.none,
});

/** It may have been carried out. */
export const outcomeUnknown = (
  what: string,
  code: O.Option<string>,
  requestId: O.Option<string>,
): OutcomeUnknown => ({
  _tag: 'OutcomeUnknown',
  what,
  money: 'It may have moved, or may still move.',
  todo: 'Send nothing; read the settlement until the readings prove what happened.',
  code,
  requestId,
});

/** A read that gave nothing. */
export const readFailed = (
  what: string,
  lasts: ReadFailed['lasts'],
  code: O.Option<string> = O.none,
  requestId: O.Option<string> = O.none,
): ReadFailed => ({
  _tag: 'ReadFailed',
  lasts,
  what,
  money: 'Nothing moved: a read moves nothing.',
  todo: lasts === 'Passing' ? 'Ask again later.' : 'Somebody must mend the cause before asking again helps.',
  code,
  requestId,
});
