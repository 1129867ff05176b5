import { type Reply, json, text } from '../http/reply.js';

const ERROR = 'invalid argument';
const NAME = 'backend:common:invalidArgument';
const REQ_ID = 'unk-nqo97l23l2ofpvgkbb8z';

const FORMS: Readonly<Record<string, unknown>> = {
  plain: { error: ERROR, errorName: NAME, reqId: REQ_ID },
  'error-object': { error: { quantity: 'invalid' }, errorName: NAME, reqId: REQ_ID },
  'error-number': { error: 7, errorName: NAME, reqId: REQ_ID },
  'error-null': { error: null, errorName: NAME, reqId: REQ_ID },
  'error-long': { error: 'x'.repeat(1_000_000), errorName: NAME, reqId: REQ_ID },
  'no-error': { errorName: NAME, reqId: REQ_ID },
  'no-error-name': { error: ERROR, reqId: REQ_ID },
  'no-req-id': { error: ERROR, errorName: NAME },
  'name-array': { error: ERROR, errorName: [NAME], reqId: REQ_ID },
  'name-unknown': { error: ERROR, errorName: 'neverHeardOf', reqId: REQ_ID },
  'req-id-number': { error: ERROR, errorName: NAME, reqId: 7 },
  'with-context': {
    error: ERROR,
    errorName: NAME,
    reqId: REQ_ID,
    context: { field: 'type', message: 'no such type' },
  },
  platform: { error: ERROR, name: NAME, requestId: REQ_ID, context: {} },
  'only-message': { message: ERROR },
  'empty-object': {},
  array: [ERROR],
  text: ERROR,
  null: null,
};

/** The names of the forms in which an error body can be odd; `plain` is the documented one. */
export const ODD_FORMS: ReadonlyArray<string> = [...Object.keys(FORMS), 'no-body', 'no-json'];

/** A refusal in such a form. */
export const oddError = (status: number, form: string): Reply => {
  if (form === 'no-body') return text(status, 'application/json', '');
  if (form === 'no-json') return text(status, 'text/plain', ERROR);
  return json(status, Object.hasOwn(FORMS, form) ? FORMS[form] : FORMS['plain']);
};
