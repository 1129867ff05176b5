/** Reads the affirmation as it has become. */
export { readAffirmation as read } from '../../codec/v1/affirmation.js';
