import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assemble, html } from '../src/index.js';
import { type Browser, chromium, startBrowser } from './fixture/browser.js';
import { day } from './fixture/day.js';
import { right } from './fixture/must.js';

if (chromium === undefined)
  process.stderr.write(
    'SKIPPED: the report is not opened in a browser, as there is no Chromium at /usr/bin/chromium or where CHROMIUM says\n',
  );
const inBrowser = chromium === undefined ? describe.skip : describe;

const poison = `</script><script>document.title='run'</script><img src=x onerror="document.title='run'">\u202E`;

inBrowser('the page, opened in Chromium', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'legwork-report-'));
  const report = right(assemble(day));
  let browser: Browser | undefined;
  const opened = (): Browser => {
    if (browser === undefined) throw new Error('the browser was not started');
    return browser;
  };

  const open = async (page: string, width: number, scheme: 'light' | 'dark'): Promise<Browser> => {
    const here = opened();
    const file = path.join(folder, 'report.html');
    writeFileSync(file, page);
    const metrics = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await here.call('Emulation.setDeviceMetricsOverride', metrics);
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await here.call('Emulation.setEmulatedMedia', { media: '', features });
    await here.open(pathToFileURL(file).href);
    return here;
  };

  beforeAll(async () => {
    if (chromium !== undefined) browser = await startBrowser(chromium);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('has every row, a name on every table and drawing, and a heading for every link', async () => {
    const page = await open(html(report), 1280, 'light');
    const found = await page.evaluate(`(() => {
      const all = (selector) => [...document.querySelectorAll(selector)];
      const rowsOf = (name) => all('[role=region][aria-label="' + name + '"]').map((one) => one.querySelectorAll('tbody tr').length);
      return {
        title: document.title,
        legs: rowsOf('Legs'),
        transfers: rowsOf('Transfers'),
        consents: rowsOf('Consents'),
        drawings: all('svg[role=img]').length,
        arrows: all('.flow').length,
        marks: all('figure svg[role=img] .mark').length,
        unnamedHeads: all('th').filter((one) => one.scope !== 'col' || one.textContent === '').length,
        unnamed: all('[aria-labelledby]').filter((one) => one.getAttribute('aria-labelledby').split(' ').some((id) => !document.getElementById(id)?.textContent)).length,
        deadLinks: all('a').filter((one) => !document.querySelector(one.getAttribute('href'))).length,
        headings: all('h1,h2,h3').map((one) => one.tagName).join('').replace(/(H3)+/g, 'H3'),
        lang: document.documentElement.lang,
        twice: all('[id]').length - new Set(all('[id]').map((one) => one.id)).size,
      };
    })()`);
    expect(found).toEqual({
      title: report.title,
      legs: [2, 3],
      transfers: [2, 2],
      consents: [2, 1],
      drawings: 4,
      arrows: 5,
      marks: report.mandates.flatMap(({ lanes }) => lanes.flatMap(({ marks }) => marks)).length,
      unnamedHeads: 0,
      unnamed: 0,
      deadLinks: 0,
      headings: expect.stringMatching(/^H1(H2(H3)?)+$/),
      lang: 'en',
      twice: 0,
    });
  });

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)(
    'is no wider than %i pixels, %s, and no word of a drawing is cut off',
    async (width, scheme) => {
      const page = await open(html(report), width, scheme);
      const found = await page.evaluate(`({
      width: document.documentElement.scrollWidth,
      cut: [...document.querySelectorAll('svg text')].filter((one) => {
        const { left, right } = one.getBoundingClientRect();
        return left < 0 || right > innerWidth;
      }).map((one) => one.textContent),
      scrolling: [...document.querySelectorAll('.table')].filter((one) => one.scrollWidth > one.clientWidth).length,
      cells: getComputedStyle(document.querySelector('td')).display,
      background: getComputedStyle(document.body).backgroundColor,
    })`);
      expect(found).toEqual({
        width,
        cut: [],
        scrolling: 0,
        cells: width === 360 ? 'grid' : 'table-cell',
        background: scheme === 'light' ? 'rgb(247, 248, 250)' : 'rgb(15, 19, 24)',
      });
    },
  );

  test('is printed on white, whatever the screen is like', async () => {
    const page = await open(html(report), 1280, 'dark');
    await page.call('Emulation.setEmulatedMedia', {
      media: 'print',
      features: [{ name: 'prefers-color-scheme', value: 'dark' }],
    });
    expect(
      await page.evaluate(
        `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color, getComputedStyle(document.querySelector('nav')).display].join(' ')`,
      ),
    ).toBe('rgb(255, 255, 255) rgb(26, 31, 39) none');
  });

  test('shows what was put into names as it is, and runs none of it', async () => {
    const mandates = report.mandates.map((one) => ({ ...one, id: poison }));
    const page = await open(html({ ...report, title: poison, mandates }), 1280, 'light');
    const found = await page.evaluate(`({
      title: document.title,
      heading: document.querySelector('h1').textContent,
      strangers: document.querySelectorAll('script,img,iframe,object,link,base,form,[onerror]').length,
    })`);
    const shown = poison.replace('\u202E', String.raw`\u202e`);
    expect(found).toEqual({ title: shown, heading: shown, strangers: 0 });
  });

  test('asked for nothing but itself, and nothing went wrong', async () => {
    const page = await open(html(report), 1280, 'light');
    const asked = page.said
      .filter(({ method }) => method === 'Network.requestWillBeSent')
      .filter(({ params }) => !JSON.stringify(params).includes('"url":"file://'));
    expect(asked).toEqual([]);
    const wrong = /^Log\.entryAdded$|^Runtime\.(exceptionThrown|consoleAPICalled)$/;
    expect(page.said.filter(({ method }) => wrong.test(method))).toEqual([]);
  });

  test('would run no script even if there were one', async () => {
    const page = await open(html(report), 1280, 'light');
    await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      document.body.append(script);
    })()`);
    expect(await page.evaluate('document.title')).toBe(report.title);
  });
});
