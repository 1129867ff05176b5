import { must } from '@legwork/chaos';
import { keychainSigner, localSigner, signatureOf, verifyPayload, verifySignature } from '@legwork/bitgo';
import type * as TE from 'fp-ts/lib/TaskEither.js';
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
  readonly recovers: (message: Uint8Array, signature: string, publicKey: Uint8Array) => boolean;
}
interface CurveFile {
  readonly loadCurve: TE.TaskEither<unknown, unknown>;
}
interface SignatureFile {
  readonly makeSignature: (curve: unknown, message: Uint8Array, key: Uint8Array) => Uint8Array;
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
  const address = bitcoinjs.addressOf(publicKey);
  const signature = native.sign(message, key);
  const ours = await oursWith(publicKey, signature);
  agree('signing', { step: ours.step(), signer: await ours.signer(), native: signature });
  agree('verifying', {
    ours: await ours.verify(),
    counterparty: await ours.counterparty(),
    native: native.verify(message, signature, publicKey),
    recovered: native.recovers(message, signature, publicKey),
    bitcoinjs: bitcoinjs.verify(payloadText, address, signature),
  });
  const costs = await race(
    [
      timed('step', ours.step),
      timedTask('signer', ours.signer),
      timedTask('verify', ours.verify),
      timedTask('counterparty', ours.counterparty),
      timed('native sign', () => native.sign(message, key)),
      timed('native both', () => native.verify(message, native.sign(message, key), publicKey)),
      timed('native as we', () => native.recovers(message, native.sign(message, key), publicKey)),
      timed('native verify', () => native.verify(message, signature, publicKey)),
      timed('bitcoinjs', () => bitcoinjs.verify(payloadText, address, signature)),
    ],
    setting.short,
    setting.settle,
  );
  return [...signingRows(costs), ...verifyingRows(costs, bitcoinjs.isNative())];
};

/** What of ours is measured, all with one key. */
interface Ours {
  /** From the bytes of a payload to its signature as text, and no check of what is signed. */
  readonly step: () => string;
  /** The same by a signer, which checks both before and after. */
  readonly signer: () => Promise<string>;
  readonly verify: () => Promise<boolean>;
  readonly counterparty: () => Promise<boolean>;
}

const oursWith = async (publicKey: Uint8Array, signature: string): Promise<Ours> => {
  const terms = { expecting, publicKey: Buffer.from(publicKey).toString('hex') };
  const signer = must(await localSigner(key.toString('hex'), terms)());
  const { loadCurve } = await loadInner<CurveFile>('curve.js');
  const { makeSignature } = await loadInner<SignatureFile>('signature.js');
  const curve = must(await loadCurve());
  const verified = verifySignature(publicKey);
  const projected = verifyPayload({ expected, seen: () => false });
  const verify = async (): Promise<boolean> => must(await verified(message, signature)()) === signature;
  return {
    step: () => must(signatureOf(makeSignature(curve, message, key))),
    signer: async () => must(signatureOf(must(await signer.sign(message, purpose)()))),
    verify,
    counterparty: async () => must(projected(payloadText)).text === payloadText && (await verify()),
  };
};

/**
 * Loads what signs inside a signer, from its file: the adapter exports nothing that would sign what nobody has read, and
 * nothing is to be exported for a figure.
 */
const loadInner = async <A>(file: string): Promise<A> =>
  import(new URL(`../../../../bitgo/dist/src/sign/${file}`, import.meta.url).href);

const ratio = (
  costs: Costs,
  [what, ours]: readonly [string, string],
  [against, other]: readonly [string, string],
  target: Row['target'],
  note = '',
): Row => ({ what, against, target, measured: { _tag: 'Ratio', spread: ratioOf(costs, ours, other) }, note });

const atMost = (most: number): Row['target'] => ({ _tag: 'AtMost', ratio: most });

const signingRows = (costs: Costs): ReadonlyArray<Row> => {
  const signer = ['payload signed by a signer, its two checks included', 'signer'] as const;
  const alone = ['raw native secp256k1, signing alone', 'native sign'] as const;
  return [
    ratio(
      costs,
      ['payload sign: from its bytes to the signature as text', 'step'],
      ['raw native secp256k1', 'native sign'],
      atMost(1.05),
      'From bytes to text is the step that signs, between the two checks of a signer whose key is in this process; nobody can ask for it alone.',
    ),
    ratio(
      costs,
      signer,
      alone,
      { _tag: 'None' },
      'A signer does more than that: it reads the payload for a second time, with code of its own, and refuses what was not approved (S5); and it verifies its own signature before that leaves (S3): two operations on the curve, not one. Neither is given up for a figure.',
    ),
    ratio(costs, signer, ['raw native secp256k1, signing and verifying', 'native both'], { _tag: 'None' }),
    ratio(costs, signer, ['raw native secp256k1, signing and recovering the key', 'native as we'], {
      _tag: 'None',
    }),
  ];
};

const verifyingRows = (costs: Costs, isNative: boolean): ReadonlyArray<Row> => [
  ratio(
    costs,
    ['signature verify', 'verify'],
    ['raw native secp256k1', 'native verify'],
    atMost(1.1),
    'To verify, ours recovers the key, as the venue does. The raw library verifies with the known key, which takes a tenth less and says nothing of the first byte of a signature.',
  ),
  ratio(
    costs,
    ["verify a counterparty's payload, projection included", 'counterparty'],
    ['bitcoinjs-message, its signature alone', 'bitcoinjs'],
    atMost(1),
    isNative
      ? ''
      : 'Its native part could not be built on this machine: this is its JavaScript, which is far slower.',
  ),
];

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
