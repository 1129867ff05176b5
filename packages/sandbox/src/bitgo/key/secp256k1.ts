import { createECDH } from 'node:crypto';

/** The order of the group of secp256k1 (SEC 2, section 2.4.1). */
export const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;

/** Half of the order: an `s` above it is the twin of one below. */
export const HALF_ORDER = ORDER / 2n;

/** A point of the curve, as far as anybody here looks. */
export interface Point {
  readonly x: bigint;
  readonly isOddY: boolean;
  /** 33 bytes. */
  readonly compressed: Buffer;
}

/** The base point times `scalar`, which must be from 1 to the order less 1. */
export const timesBase = (scalar: bigint): Point => {
  const ecdh = createECDH('secp256k1');
  ecdh.setPrivateKey(toBytes(scalar));
  const compressed = ecdh.getPublicKey(null, 'compressed');
  return { x: fromBytes(compressed.subarray(1)), isOddY: compressed[0] === 3, compressed };
};

/** The remainder of `value` modulo the order, never below zero. */
export const modulo = (value: bigint): bigint => ((value % ORDER) + ORDER) % ORDER;

/** The inverse of `value` modulo the order (extended Euclid). */
export const invert = (value: bigint): bigint => {
  let [a, b] = [modulo(value), ORDER];
  let [u, v] = [1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b] = [b % a, a];
    [u, v] = [v - quotient * u, u];
  }
  return modulo(u);
};

/** A number of 32 bytes, big end first. */
export const toBytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

/** The number that bytes stand for, big end first. */
export const fromBytes = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
