import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyCheckout, pageAt } from './checkout.js';
import { follow } from './reader.js';

const page = pageAt('docs/tutorial/first-settlement.md');

describe('The tutorial', () => {
  let folder = '';
  beforeAll(() => {
    folder = copyCheckout();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('does what it says, command by command, as somebody who copies from it', async () => {
    expect(await follow(page, folder)).toBeUndefined();
  }, 240_000);

  test('takes one file to copy, from nothing to a settled batch', () => {
    expect(page.match(/^```ts$/gm)).toHaveLength(1);
    expect(page).toMatch(/The settlement is Settled\./);
  });
});

describe('Following a page finds what is wrong with it', () => {
  let folder = '';
  beforeAll(() => {
    folder = copyCheckout();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n\n`;
  const copied = block('ts', "// examples/tutorial/first.mjs\nconsole.log('one');\nconsole.log('two');");
  const started = block('sh', 'node examples/tutorial/first.mjs');
  const good = copied + started + block('text', 'one\ntwo');

  test.each([
    ['nothing', good, undefined],
    ['nothing, where the page leaves lines out', copied + started + block('text', '…\ntwo'), undefined],
    [
      'another line printed',
      good + started + block('text', 'one\nthree'),
      /line 20: the last command printed/,
    ],
    [
      'nothing, where it leaves out a part of a line',
      copied + started + block('text', 'o…e\ntwo'),
      undefined,
    ],
    ['a part of a line that is another', copied + started + block('text', 'o…x\ntwo'), /printed/],
    ['a line printed too many', copied + started + block('text', 'one'), /the last command printed/],
    ['a command that fails', good + block('sh', 'node examples/tutorial/frist.mjs'), /frist\.mjs fails/],
    ['a script that is not there', block('sh', 'npm run demmo'), /npm run demmo fails/],
    ['a package that cannot be found', good.replace('console', "import '@legwork/kore'; console"), /fails/],
    [
      'a complaint on stderr',
      good.replace("console.log('one')", "console.error('one')") + started,
      /complains/,
    ],
    ['a change that fits nowhere', good + block('diff', '-three\n+four'), /the change fits 0 places/],
    [
      'a change that fits twice',
      good.replaceAll('two', 'one') + block('diff', "-console.log('one');\n+1;"),
      /the change fits 2 places/,
    ],
    ['a block of another kind', good + block('python', 'print(1)'), /nothing that a reader can follow/],
    ['a page without commands', copied, /nothing to run/],
  ])(
    '%s',
    async (_what, wrong, found) => {
      const answer = await follow(wrong, folder);
      if (found === undefined) expect(answer).toBeUndefined();
      else expect(answer).toMatch(found);
    },
    60_000,
  );
});
