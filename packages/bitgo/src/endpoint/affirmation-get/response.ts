/** Reads the affirmation. */
export { readAffirmation as read } from '../../codec/v1/affirmation.js';
