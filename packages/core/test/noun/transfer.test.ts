import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { type Transfer, type TransferStatus, note } from '../../src/noun/transfer.js';
import { transferId } from '../fixture/noun.js';

const report = fc
  .tuple(
    fc.constantFrom('X1', 'X2', 'X3', 'X4'),
    fc.constantFrom<TransferStatus>('Pending', 'Completed', 'Failed'),
  )
  .map(([id, status]): Transfer => ({ id: transferId(id), status, quantity: O.none }));

test('no transfer is ever forgotten, each stands once in the order it came, and the last report of each holds (H7)', () => {
  fc.assert(
    fc.property(fc.array(report, { maxLength: 20 }), (reports) => {
      const history = reports.reduce<ReadonlyArray<Transfer>>(note, []);
      const ids = [...new Set(reports.map((one) => one.id))];
      expect(history.map((one) => one.id)).toStrictEqual(ids);
      for (const one of history) expect(one).toBe(reports.findLast((each) => each.id === one.id));
    }),
  );
});
