/**
 * The system's code of a failure (`ECONNRESET`, `HPE_INVALID_CONSTANT`), or `unknown`.
 *
 * Only a code by its form is let through: the message of a foreign error may hold anything, secrets included.
 */
export const systemCode = (failure: unknown): string => {
  if (typeof failure !== 'object' || failure === null || !('code' in failure)) return 'unknown';
  const { code } = failure;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,47}$/.test(code) ? code : 'unknown';
};
