import type { Mark } from '../lane.js';
import { type Markup, written } from './markup.js';

/** What each kind of mark is called. */
export const markNames: Readonly<Record<Mark['kind'], string>> = {
  Approved: 'approved',
  Sent: 'sent',
  Accepted: 'accepted by the venue',
  Unknown: 'unknown: it may have happened',
  Seen: 'seen at the venue',
  Nothing: 'came to nothing',
  Person: 'a person decides or has to',
  Done: 'done',
};

/** A mark around the point 0 0. No two kinds have the same shape, so that colour is not needed to tell them apart. */
export const markShape = (kind: Mark['kind']): Markup => shapes[kind];

const shapes: Readonly<Record<Mark['kind'], Markup>> = {
  Approved: written`<circle class="shape" r="5"/>`,
  Sent: written`<path class="shape" d="M-4 -5 L5 0 L-4 5 Z"/>`,
  Accepted: written`<circle class="shape" r="4"/>`,
  Unknown: written`<path class="shape" d="M0 -7 L7 0 L0 7 L-7 0 Z"/><path d="M0 -2.5 L0 0.5 M0 3 L0 3"/>`,
  Seen: written`<path class="shape" d="M-4 -4 L4 -4 L4 4 L-4 4 Z"/>`,
  Nothing: written`<path class="shape" d="M-5 -5 L5 5 M-5 5 L5 -5"/>`,
  Person: written`<path class="shape" d="M-6 -5 L6 -5 L0 6 Z"/>`,
  Done: written`<circle class="shape" r="7"/><path class="inner" d="M-3 0 L-1 3 L3.5 -3"/>`,
};
