import { describe, expect, test } from '@jest/globals';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type ExpectedPayload, parsePayload, verifyPayload } from '../../src/index.js';
import { secondOpinion } from '../../src/sign/second-opinion.js';
import { draws } from '../fixture/draw.js';
import { mutant } from '../fixture/mutant.js';
import { means } from '../fixture/oracle.js';
import { type Specimen, specimens } from '../fixture/specimen.js';

const perSpecimen = 28_000;

const pinned = ({ text, expected }: Specimen): ExpectedPayload => {
  const { nonceHold, nonceSettle } = right(parsePayload(text));
  return { ...expected, nonces: O.some({ hold: nonceHold, settle: nonceSettle }) };
};

/** Counts the mutants by what the three judges say of each, and keeps those on which they do not agree. */
const judge = (specimen: Specimen, expected: ExpectedPayload, count: number, seed: number) => {
  const draw = draws(seed);
  const verify = verifyPayload({ expected, seen: () => false });
  const quarrels: Array<string> = [];
  const accepted = { other: 0, same: 0 };
  for (let left = count; left > 0; left -= 1) {
    const text = mutant(draw, specimen.text);
    const verdict = verify(text);
    const verdicts = [E.isRight(verdict), E.isRight(secondOpinion(text, expected)), means(text, expected)];
    if (new Set(verdicts).size > 1) quarrels.push(`${verdicts.join()} ${text}`);
    if (E.isRight(verdict)) {
      accepted[text === specimen.text ? 'same' : 'other'] += 1;
      if (verdict.right.text !== text) quarrels.push(`another text than ${text}`);
    }
  }
  return { quarrels, accepted };
};

describe('S1, S5: of mutated payloads', () => {
  test.each(specimens.map((one) => [one.name, one] as const))(
    'none that means anything else is verified, or passes the second opinion: %s',
    (_, specimen) => {
      const free = judge(specimen, specimen.expected, perSpecimen / 2, 20_260_101);
      const bound = judge(specimen, pinned(specimen), perSpecimen / 2, 19_700_101);
      expect(free.quarrels).toEqual([]);
      expect(bound.quarrels).toEqual([]);
      // The judges do say yes: to other texts of the same meaning.
      expect(free.accepted.other).toBeGreaterThan(100);
      expect(bound.accepted.other).toBeGreaterThan(100);
      expect(free.accepted.other).toBeLessThan(perSpecimen / 2);
    },
  );

  test('every single character that is dropped, doubled or changed is noticed, but for nonces that nobody knows', () => {
    for (const specimen of specimens) {
      const expected = pinned(specimen);
      const verify = verifyPayload({ expected, seen: () => false });
      const { text } = specimen;
      for (let at = 0; at < text.length; at += 1) {
        const [before, here, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
        const near = String.fromCharCode(text.charCodeAt(at) ^ 1);
        for (const changed of [before + after, before + here + here + after, before + near + after]) {
          expect(E.isRight(verify(changed)) && changed !== text).toBe(false);
          expect(E.isRight(secondOpinion(changed, expected)) && changed !== text).toBe(false);
        }
      }
    }
  });
});
