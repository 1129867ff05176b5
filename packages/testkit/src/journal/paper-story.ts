// What tests of journals tell: a mandate to settle a leg of 1.5 BTC at a paper venue, and what may be recorded of it.
export {
  account,
  firstOf,
  given,
  lane,
  mandateOf,
  place,
  settleLeg,
  settlement,
  venue,
} from './paper-mandate.js';
export {
  type Arming,
  armed,
  ended,
  endings,
  halted,
  outcomeOf,
  outcomes,
  parked,
  voided,
} from './paper-record.js';
