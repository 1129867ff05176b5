import * as E from 'fp-ts/lib/Either.js';
import { type OpenRefused, refused } from '../open-refused.js';
import type { Connection } from './connection.js';
import { metaSum, readMeta } from './meta.js';
import { linkAt } from './verification.js';
import type { Testimony } from './witness.js';

/** Holds a file against what was acknowledged. The witness has to have been read before the transaction that is open began. */
export const agrees = (connection: Connection, testimony: Testimony): E.Either<OpenRefused, void> => {
  const found = readMeta(connection);
  if (E.isLeft(found))
    return refused(found.left._tag === 'Damaged' ? 'Damaged' : 'Unavailable', found.left.what);
  const meta = found.right;
  if (testimony === 'Unreadable') return refused('Damaged', 'the witness beside the file cannot be read');
  if (testimony === 'Absent')
    return meta.commits === 0
      ? E.right(undefined)
      : refused(
          'RecordsMissing',
          'there is no witness beside the file: it was moved, or a copy was put in its place',
        );
  if (testimony.file !== meta.file)
    return refused('RecordsMissing', 'the witness beside the file is of another file');
  if (testimony.commits > meta.commits)
    return refused(
      'RecordsMissing',
      'acknowledged records are missing: an older copy was put in its place, or the file was cut off',
    );
  const other = refused('RecordsMissing', 'the file has another history than the one that was acknowledged');
  if (testimony.commits === meta.commits)
    return testimony.meta === metaSum(meta) ? E.right(undefined) : other;
  const link = linkAt(connection, meta, testimony.seq);
  return E.isRight(link) && link.right === testimony.hash ? E.right(undefined) : other;
};
