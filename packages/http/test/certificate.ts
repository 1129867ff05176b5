import { type KeyObject, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate made for one test run, with its key; nothing secret is kept in the repository. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the public key (SPKI, DER), in base64. */
  readonly pin: string;
  readonly sign: (issued: CertificateOrder) => Certificate;
}

export interface CertificateOrder {
  readonly name: string;
  /** DNS names and IPv4 addresses it is for; a certificate for none is an authority. */
  readonly hosts?: ReadonlyArray<string>;
  readonly daysLeft?: number;
}

/** Makes a certificate that signs itself. */
export const selfSigned = (order: CertificateOrder): Certificate => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return issue(order, privateKey, publicKey, order.name, privateKey);
};

const issue = (
  order: CertificateOrder,
  privateKey: KeyObject,
  publicKey: KeyObject,
  issuer: string,
  issuerKey: KeyObject,
): Certificate => {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const body = seq(
    tag(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    named(issuer),
    seq(time(-1), time(order.daysLeft ?? 1)),
    named(order.name),
    spki,
    tag(0xa3, seq(...extensions(order))),
  );
  const signature = sign('sha256', body, issuerKey);
  const der = seq(body, ecdsaWithSha256, tag(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pin: createHash('sha256').update(spki).digest('base64'),
    sign: (issued) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return issue(issued, pair.privateKey, pair.publicKey, order.name, privateKey);
    },
  };
};

/** One element of DER: a tag, a length and what is inside. */
const tag = (id: number, ...inside: ReadonlyArray<Buffer>): Buffer => {
  const content = Buffer.concat(inside);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([id, ...size]), content]);
};
const seq = (...inside: ReadonlyArray<Buffer>): Buffer => tag(0x30, ...inside);
const integer = (bytes: Buffer): Buffer => tag(0x02, bytes);
const oid = (hex: string): Buffer => tag(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = seq(oid('2a8648ce3d040302'));
const named = (name: string): Buffer => seq(tag(0x31, seq(oid('550403'), tag(0x0c, Buffer.from(name)))));
const time = (days: number): Buffer =>
  tag(
    0x17,
    Buffer.from(
      new Date(Date.now() + days * 86_400_000).toISOString().replace(/^..|[-T:]|\..*Z$/g, '') + 'Z',
    ),
  );
const trueBit = tag(0x01, Buffer.from([0xff]));

const extensions = ({ hosts }: CertificateOrder): ReadonlyArray<Buffer> => {
  if (hosts === undefined) return [seq(oid('551d13'), trueBit, tag(0x04, seq(trueBit)))];
  const names = hosts.map((host) =>
    /^\d+\.\d+\.\d+\.\d+$/.test(host)
      ? tag(0x87, Buffer.from(host.split('.').map(Number)))
      : tag(0x82, Buffer.from(host)),
  );
  return [seq(oid('551d11'), tag(0x04, seq(...names)))];
};
