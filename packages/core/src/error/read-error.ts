import type { Account } from './send-error.js';

/**
 * A read gave nothing that may be relied on. A read moves nothing.
 *
 * `Passing`: worth asking again later. `Lasting`: asking again changes nothing until a person mends the cause, such as
 * a key without permission or a reply that this version cannot decode.
 */
export interface ReadFailed extends Account {
  readonly _tag: 'ReadFailed';
  readonly lasts: 'Passing' | 'Lasting';
}
