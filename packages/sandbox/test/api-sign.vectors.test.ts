import { describe, expect, it } from '@jest/globals';
import { isSame, sign } from '../src/kraken-prime/api-sign.js';

const SECRET = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==';
const NONCE = '1616492376594';
const CREATE = '/0/private/CreatePrimeSettlementBatch';
const SETTLE = '/0/private/SettlePrimeSettlementBatchAsset';

/** The first two are Kraken's own (authentication and custody guides); the others were computed twice elsewhere. */
const VECTORS: ReadonlyArray<readonly [path: string, body: string, signature: string, nonce?: string]> = [
  [
    '/0/private/AddOrder',
    'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
    '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
  ],
  [
    '/0/private/GetCustodyTask?id=TGWOJ4JQPOTZT2',
    '{"nonce":1616492376594}',
    '2rM09q8HG7LvjivBitQUybwZ/DSeO8+i0U/at/wclH2Jma6gMaE/0Nw9dyLR+ykMd5eWCngSL4K58i6uJzXDCw==',
  ],
  [
    CREATE,
    '{"nonce":1616492376594}',
    'mPuwZEAIlLz8MSjJtcGdG12KZcSyOlT47SVnWYF5EjsExRwIN/6jK/Qyd2rewJwVORDGYbawLC7chrPlUtnP5w==',
  ],
  [
    CREATE,
    '{"nonce":1616492376594,"asset_kind":"currency"}',
    'RaXP8UJXsbILlXwJBlAPOLCzwawOXLpBn3dGNIcPKgTvCD71ilxdciQZSClMvun0mMABMD66CdP4NxUlBQaNUg==',
  ],
  [
    SETTLE,
    '{"nonce":1616492376594,"batch_id":"B_Y7T2LPVX","asset":"BTC"}',
    'js7FidlSk7OrJK/rCJc/Lb/e8x2dtjdiWPLNEg3WrRSVgX34YS+bJ08WpeYbEakIQZyimk3MEfwXid4ibZdODA==',
  ],
  [
    '/0/private/GetPrimeSettlementBatch',
    '{"nonce":1616492376594,"batch_id":"B_Y7T2LPVX"}',
    'wFyv+KMgIbP7sv0x3hGyTgyzIE3d81KRi1mCgk0JjlGdt/jR4wdd/Nu2edjV2LK5OPrV4Ufrdb5rB64OJApGzw==',
  ],
  [
    '/0/private/ListPrimeSettlementBatches',
    '{"nonce":1616492376594,"statuses":["unsettled","partially_settled"],"from":1700000000000,"until":1700100000000,"limit":20,"offset":0}',
    '6DVxyNY5OE5Q/4Glu0atLD33+NpxhXXF0mfoJ2b29JKj2K3G8NcrdpbPClJqevJbcCwwbIEt906uYTJpRhMwAw==',
  ],
  [
    SETTLE,
    '{"nonce":1616492376594123456,"batch_id":"B_Y7T2LPVX","asset":"BTC"}',
    'veMJXHDeqIVcaz5gjjzfuj1/OZTI6zP7Gonf83wUT6WAkBYugzUT1i06qNv15k8tkaD4x+D3phejOg4NLOgMmA==',
    '1616492376594123456',
  ],
];

describe('API-Sign', () => {
  it.each(VECTORS)('of %s with %s', (path, body, signature, nonce = NONCE) => {
    expect(sign(path, nonce, Buffer.from(body), SECRET)).toBe(signature);
  });

  it('changes with each byte of the path, the nonce and the body', () => {
    const [path, body, signature] = VECTORS[4] ?? VECTORS[0] ?? ['', '', ''];
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      expect(sign(path, NONCE, changed, SECRET)).not.toBe(signature);
    }
    expect(sign(`${path}/`, NONCE, bytes, SECRET)).not.toBe(signature);
    expect(sign(path, `${NONCE}0`, bytes, SECRET)).not.toBe(signature);
  });

  it('is compared whole', () => {
    expect(isSame('abc', 'abc')).toBe(true);
    expect(isSame('abc', 'abd')).toBe(false);
    expect(isSame('abc', 'abcd')).toBe(false);
    expect(isSame('', 'abc')).toBe(false);
  });
});
