import { must } from '@legwork/chaos';
import { keychainSigner, localSigner, verifyPayload, verifySignature } from '@legwork/bitgo';
import { expected, expecting, intent, payloadText } from '../fixture/payload.js';
import { agree } from '../harness/agree.js';
import type { Bench, Setting } from '../harness/bench.js';
import { timed, timedTask } from '../harness/contender.js';
import { type Costs, race, ratioOf } from '../harness/race.js';
import type { Row } from '../harness/row.js';
import { loadPeer } from '../peer.js';

interface NativeCurve {
  readonly publicKey: (key: Uint8Array) => Uint8Array;
  readonly sign: (message: Uint8Array, key: Uint8Array) => string;
  readonly verify: (message: Uint8Array, signature: string, publicKey: Uint8Array) => boolean;
}
interface BitcoinjsMessage {
  readonly addressOf: (publicKey: Uint8Array) => string;
  readonly verify: (text: string, address: string, signature: string) => boolean;
  readonly isNative: () => boolean;
}
interface Sjcl {
  readonly seal: (passphrase: string, key: string) => string;
  readonly open: (passphrase: string, envelope: string) => string;
}

/** A key of nobody's. */
const key = Buffer.alloc(32, 7);
const message = new TextEncoder().encode(payloadText);
const purpose = { _tag: 'CarryingOut', intent } as const;
const passphrase = 'a passphrase of nobody';

/** The payloads that are signed at BitGo: 510 bytes, as its documentation shows one. */
export const payloads: Bench = {
  title: 'BitGo payloads',
  run: async (setting) => [...(await signing(setting)), await opening(setting)],
};

const signing = async (setting: Setting): Promise<ReadonlyArray<Row>> => {
  setting.tell('signing and verifying payloads');
  const native = await loadPeer<NativeCurve>('native-curve.js');
  const bitcoinjs = await loadPeer<BitcoinjsMessage>('bitcoinjs-message.js');
  const publicKey = native.publicKey(key);
  const terms = { expecting, publicKey: Buffer.from(publicKey).toString('hex') };
  const signer = must(await localSigner(key.toString('hex'), terms)());
  const address = bitcoinjs.addressOf(publicKey);
  const signature = native.sign(message, key);
  const verified = verifySignature(publicKey);
  const projected = verifyPayload({ expected, seen: () => false });
  const sign = async (): Promise<string> =>
    Buffer.from(must(await signer.sign(message, purpose)())).toString('hex');
  const verify = async (): Promise<boolean> => must(await verified(message, signature)()) === signature;
  const counterparty = async (): Promise<boolean> =>
    must(projected(payloadText)).text === payloadText && (await verify());
  agree('signing', { ours: await sign(), native: signature });
  agree('verifying', {
    ours: await verify(),
    counterparty: await counterparty(),
    native: native.verify(message, signature, publicKey),
    bitcoinjs: bitcoinjs.verify(payloadText, address, signature),
  });
  const costs = await race(
    [
      timedTask('sign', sign),
      timedTask('verify', verify),
      timedTask('counterparty', counterparty),
      timed('native sign', () => native.sign(message, key)),
      timed('native both', () => native.verify(message, native.sign(message, key), publicKey)),
      timed('native verify', () => native.verify(message, signature, publicKey)),
      timed('bitcoinjs', () => bitcoinjs.verify(payloadText, address, signature)),
    ],
    setting.short,
    setting.settle,
  );
  return rowsOf(costs, bitcoinjs.isNative());
};

const rowsOf = (costs: Costs, isNative: boolean): ReadonlyArray<Row> => {
  const row = (
    what: string,
    ours: string,
    against: string,
    other: string,
    ratio: number,
    note = '',
  ): Row => ({
    what,
    against,
    target: { _tag: 'AtMost', ratio },
    measured: { _tag: 'Ratio', spread: ratioOf(costs, ours, other) },
    note,
  });
  return [
    row(
      'payload sign',
      'sign',
      'raw native secp256k1, signing alone',
      'native sign',
      1.05,
      'Ours reads the payload a second time, and verifies its own signature before it leaves (S3, S5): two operations on the curve, not one. Neither is given up for a figure.',
    ),
    row('payload sign', 'sign', 'raw native secp256k1, signing and verifying', 'native both', 1.05),
    row('signature verify', 'verify', 'raw native secp256k1', 'native verify', 1.1),
    row(
      "verify a counterparty's payload, projection included",
      'counterparty',
      'bitcoinjs-message, its signature alone',
      'bitcoinjs',
      1,
      isNative
        ? ''
        : 'Its native part could not be built on this machine: this is its JavaScript, which is far slower.',
    ),
  ];
};

const opening = async (setting: Setting): Promise<Row> => {
  setting.tell('opening keychains');
  const sjcl = await loadPeer<Sjcl>('keychain.js');
  const native = await loadPeer<NativeCurve>('native-curve.js');
  const envelope = sjcl.seal(passphrase, key.toString('hex'));
  const terms = { expecting, publicKey: Buffer.from(native.publicKey(key)).toString('hex') };
  agree('opening', { theirs: sjcl.open(passphrase, envelope), key: key.toString('hex') });
  const costs = await race(
    [
      timedTask('ours', async () => must(await keychainSigner({ envelope, passphrase }, terms)())),
      timed('theirs', () => sjcl.open(passphrase, envelope)),
    ],
    setting.short,
    setting.settle,
  );
  return {
    what: 'keychain opened for the first time',
    against: "sjcl, as BitGo's SDK has it",
    target: { _tag: 'TimesLess', factor: 10 },
    measured: { _tag: 'Ratio', spread: ratioOf(costs, 'ours', 'theirs') },
    note: 'Once a process: sjcl keeps what it derived, and opens later ones in a fraction. Ours also derives the public key.',
  };
};
