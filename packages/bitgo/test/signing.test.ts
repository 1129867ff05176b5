import { describe, expect, test } from '@jest/globals';
import { left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { memoryNonces } from '../src/index.js';
import { scripted } from './fixture/scripted.js';
import { affirm, create } from './fixture/trial.js';
import {
  observation,
  payloadText,
  settlement,
  them,
  wireOurs,
  wireTheirs,
} from './fixture/wire-settlement.js';
import { intentOf } from './fixture/world.js';

const built = { body: { payload: payloadText() } };
const waiting = observation([settlement()]);
const nothing = observation([]);

describe('what is signed', () => {
  test('is nothing when the payload says anything else', async () => {
    const { venue, signed } = scripted([{ body: { payload: payloadText({ accountId: them }) } }]);
    const refused = left(await venue.prepare(intentOf(create), nothing)());
    expect(refused.what).toBe(
      'Nothing was signed: the payload is not what was approved (accountId: Differs).',
    );
    expect(signed).toEqual([]);
  });

  test('carries nonces that were never used for anything else (S4)', async () => {
    const nonces = memoryNonces();
    const first = scripted([built], { nonces });
    right(await first.venue.prepare(intentOf(create), nothing)());
    const random = scripted([built], { nonces, options: { affirmWith: 'fresh' } });
    const again = left(await random.venue.prepare(intentOf(affirm), waiting)());
    expect(again.what).toContain('NonceSeen');
    expect(random.signed).toEqual([]);
    const given = scripted([], { nonces });
    expect(left(await given.venue.prepare(intentOf(affirm), waiting)()).what).toContain('NonceSeen');
  });

  test('is the same again for the same affirmation', async () => {
    const { venue, signed } = scripted([]);
    const prepared = right(await venue.prepare(intentOf(affirm), waiting)());
    venue.discard(prepared)();
    right(await venue.prepare(intentOf(affirm, 'intent-2'), waiting)());
    expect(signed).toEqual([payloadText(), payloadText()]);
  });

  test('is not the same again for another affirmation, whose payload has the nonces of the first (S4)', async () => {
    const { venue, signed } = scripted([]);
    venue.discard(right(await venue.prepare(intentOf(affirm), waiting)()))();
    const another = settlement({ affirmations: [wireOurs({ id: 'another' }), wireTheirs()] });
    const refused = left(await venue.prepare(intentOf(affirm, 'intent-2'), observation([another]))());
    expect(refused.what).toContain('NonceSeen');
    expect(signed).toEqual([payloadText()]);
  });

  test('is nothing when the nonces cannot be noted', async () => {
    const take = () => TE.left({ _tag: 'NoncesNotTaken', detail: 'the disk is full' } as const);
    const { venue, signed } = scripted([], { nonces: { takenFor: () => O.none, take } });
    expect(left(await venue.prepare(intentOf(affirm), waiting)())).toMatchObject({
      _tag: 'NotAccepted',
      what: 'Nothing was signed: the disk is full.',
    });
    expect(signed).toEqual([]);
  });

  test('is refused by a signer that does not sign, or answers no signature', async () => {
    const sign = () => TE.left({ _tag: 'SigningRefused', detail: 'a checker said no' } as const);
    const declined = scripted([], { sign });
    expect(left(await declined.venue.prepare(intentOf(affirm), waiting)())).toMatchObject({
      _tag: 'Refused',
      what: 'The signer did not sign: a checker said no.',
    });
    const odd = scripted([], { sign: () => TE.right(new Uint8Array(64)) });
    expect(left(await odd.venue.prepare(intentOf(affirm), waiting)()).what).toContain('no signature');
  });
});
