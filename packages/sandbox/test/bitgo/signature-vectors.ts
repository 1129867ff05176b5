/**
 * Signatures of BitGo's own public unit-test key (BitGoJS before 550380d783, unit/trading/payload.ts), computed alike by
 * six independent libraries (November 2026). Never use the key for anything real.
 */
export const KEY = {
  xprv: 'xprv9s21ZrQH143K2MUz7uPUBVzdmvJQE6fPEQCkR3mypPbZgijPqfmGH7pjijdjeJx3oCoxPWVbjC4VYHzgN6wqEfYnnbNjK7jm2CkrvWrvkbR',
  xpub: 'xpub661MyMwAqRbcEqZTDvvUYdwNKx8tdZPEbd8MDSBbNj8YZX4YPD5Wpv9Da2YzLC8ZNRhundXP7mVhhu9WdJChzZJFGLQD7tyY1KGfmjuBvcX',
  privateKeyHex: '4e22fac898cd8ccf43e8be10f10c28b2030187017122a4c8fa662d48460978bd',
  publicKeyHex: '0346bd810877cb0c4c7328a83aa9690880649585c4d5d6f56c6381efb5b9a83763',
  p2pkhAddress: '1NxipX6FrCxCZQ2GCUa1uWFfHgkprmvPZH',
} as const;

/** Name, message, magic hash and signature. */
export const VECTORS: ReadonlyArray<
  readonly [name: string, message: string, hash: string, signature: string]
> = [
  [
    'empty',
    '',
    '80e795d4a4caadd7047af389d9f7f220562feb6196032e2131e10563352c4bcc',
    '1fe341b43086a346d4958f08cb9239aaf3ac6b5f0970157838ad2e085422bd8b901be8baa9b92d89e88e1870a50fe34c501212755330ee97bffc8e0ce2393739aa',
  ],
  [
    'hello',
    'hello',
    'cf0447ec85f0ce7150a257db32ebfcb7523dae17c36dbd1be598779fec0484f4',
    '202d6516f6d03ee603e16d871e5ccc238535818bdd8cec247dbc0ac5a084ec46a904dd1e811850cacefe92fff928864b791b243ddd66e6810ea837d88b1d433ae4',
  ],
  [
    'len252',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'b7b164ef991d52735c6bb888642ad7eb6b6939dc984a7fceff4376be041d142f',
    '206d96f343c61db06cebc19fc18b3bfd36ea6968a19cb37697e7f458df867601a35a08e4de6e931a6adc197391e7a598b133cbe009105e783f995e8b90929e296b',
  ],
  [
    'seedPayload',
    '{"version":"1.2.0","accountId":"59cd72485007a239fb00282ed480da1f","amounts":[{"accountId":"5e20faa843795147000da79b8a01f757","sendSubtotal":"1000000","sendAmount":"1000000","sendCurrency":"ofctusd","receiveAmount":"1000000","receiveCurrency":"ofctbtc"},{"accountId":"59cd72485007a239fb00282ed480da1f","sendSubtotal":"1000000","sendAmount":"1000000","sendCurrency":"ofctbtc","receiveAmount":"1000000","receiveCurrency":"ofctusd"}],"nonceHold":"zq/aCtZC4XOlDyRGFdlsww==","nonceSettle":"FnG6xbzehNn0o/0Qt3UeUg=="}',
    'a4afd095d4c749e4a6d728bf35b2815e22ce34ed9ac824b98a67395afc088b8a',
    '20d899836f7998cb4701444a99a5ec64b83b202b0a09fd4b47171ba94ea7c7acf75eeb1da221058ed3a8962aeaa6c15f06b24682b7957c04ff51c50757772d5283',
  ],
  [
    'bitgoFeesFixture',
    '{"version":"1.2.0","accountId":"walletId","nonceHold":"bfrE8itPwYZB+ofDhblE6g==","nonceSettle":"EymF2LXnRzn8acbcCFwgUA==","amounts":[{"accountId":"walletId","sendCurrency":"ofctbtc","sendSubtotal":"100000000","sendAmount":"100500000","receiveCurrency":"ofctusd","receiveAmount":"90000","fees":[{"feeType":"SETTLEMENT_FEE","feeAmount":"500000"}]},{"accountId":"counterparty_account_id","sendCurrency":"ofctusd","sendSubtotal":"90000","sendAmount":"90000","receiveCurrency":"ofctbtc","receiveAmount":"100000000"}]}',
    '3f47914e32a2fdd0649efaf174197436f8d5acee4989e7a8b0a4cc17aaf4c419',
    '1ff6d6e40b34a0a3a4fda5919b1be623398c28975a43e93f65162c5c1acc892d620d33e3aa93418ffa6c3312a85c7c5493f346872fc834ef22763ae638f9a86da3',
  ],
];

/** HMACs of a request, which `@bitgo/sdk-hmac` 1.9.0 computed alike (November 2026). */
export const HMACS = [
  {
    authVersion: 2,
    urlPath:
      '/api/trade/v1/enterprise/5cf940949449412d00f53b3d92dbcaa3/account/5cf940969449412d00f53b4c55fc2139/affirmations?status=pending',
    timestamp: 1672531200000,
    token: 'v2x0000000000000000000000000000000000000000000000000000000000000000',
    hmac: 'a7ec25522ffe212474c83d89cb65e9759721f16b80ebb08efa7fc5d5dcbaba47',
    authorization: 'Bearer a23017b8c9794e1ec157ea7f03ef47177885d9f3dd0652510c1145bba0e39f54',
  },
  {
    authVersion: 3,
    urlPath:
      '/api/trade/v1/enterprise/5cf940949449412d00f53b3d92dbcaa3/account/5cf940969449412d00f53b4c55fc2139/affirmations?status=pending',
    timestamp: 1672531200000,
    token: 'v2x0000000000000000000000000000000000000000000000000000000000000000',
    hmac: '3b444937a31966e24361c18d6f181983c99de34a605ffb17644095f31a5fd71a',
    authorization: 'Bearer a23017b8c9794e1ec157ea7f03ef47177885d9f3dd0652510c1145bba0e39f54',
  },
] as const;
