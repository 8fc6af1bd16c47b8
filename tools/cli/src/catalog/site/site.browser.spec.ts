import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog } from '../model/build-catalog.ts';
import { writeFolder } from '../output/output-folder.ts';
import { POOR_CONTRAST } from '../testing/poor-contrast.ts';
import { smallSystem } from '../testing/small-system.ts';
import { syntheticSystem } from '../testing/synthetic-system.ts';
import { renderSite } from './render-site.ts';

const executablePath = (process.env['PATH'] ?? '')
  .split(':')
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find(existsSync);
const needs = executablePath === undefined ? ' (skipped: no chromium on the PATH)' : '';

const large = { services: 15, eventsPerService: 4, consumersPerEvent: 4 };
const PAGES = ['index', 'graph', 'services', 'envelope', 'events/depot/parcel-packed', 'services/office'];

const LONG_NAMES = ['LoyaltyAccountOpened', 'WarehouseMovementCommitted'];

/** Texts of the graph that end less than 6 px before the edge of their card. */
const RUN_OVER = `[...document.querySelectorAll('.graph-card')].flatMap((card) => {
  const edge = card.querySelector('.graph-box').getBBox();
  return [...card.querySelectorAll('text')].filter((text) => {
    const { x, width } = text.getBBox();
    return x + width + 6 > edge.x + edge.width;
  }).map((text) => text.textContent.trim());
})`;

describe.skipIf(executablePath === undefined)(`the catalog in a browser${needs}`, () => {
  let browser: Browser;
  let folder: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tidings-site-'));
    writeFolder(join(folder, 'small'), renderSite(buildCatalog(smallSystem)));
    const { events, ...others } = buildCatalog(smallSystem);
    const renamed = events.map((event, index) => ({ ...event, type: LONG_NAMES[index % LONG_NAMES.length] ?? '' }));
    writeFolder(join(folder, 'long'), renderSite({ ...others, events: renamed }));
    writeFolder(join(folder, 'large'), renderSite(buildCatalog(syntheticSystem(large))));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context: BrowserContext = await browser.newContext(options);
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(`${path}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
    page.on('dialog', (dialog) => complaints.push(`${path}: ${dialog.message()}`));
    page.on('request', (request) => request.url().startsWith('file:') || complaints.push(`${path}: ${request.url()}`));
    const [file = '', hash] = path.split('#');
    await page.goto(`${pathToFileURL(join(folder, `${file}.html`)).href}${hash === undefined ? '' : `#${hash}`}`);
    return page;
  }

  const phone = { viewport: { width: 375, height: 812 } };
  const desk = { viewport: { width: 1280, height: 900 } };

  it.each(PAGES.flatMap((path) => [phone, desk].map((size) => [path, size] as const)))(
    'shows %s in a window of %j without anything beside it',
    async (path, size) => {
      const page = await open(`small/${path}`, size);
      const beside: number = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(beside).toBeLessThanOrEqual(0);
    },
  );

  it.each(['small', 'long', 'large'])(
    'keeps every name in the graph of a system with %s names in its card',
    async (which) => {
      const page = await open(`${which}/graph`, { ...desk, colorScheme: 'light' });
      expect(await page.evaluate(RUN_OVER)).toEqual([]);
    },
  );

  it('is dark where people want it dark, and light when they switch', async () => {
    const page = await open('small/index', { colorScheme: 'dark' });
    const background = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await background();
    const button = page.getByRole('button', { name: /Theme/ });
    await button.click();
    expect([dark, await background()]).toEqual(['rgb(19, 22, 26)', 'rgb(250, 249, 246)']);
    await page.reload();
    expect(await background()).toBe('rgb(250, 249, 246)');
  });

  it.each(PAGES.flatMap((path) => (['light', 'dark'] as const).map((colorScheme) => [path, colorScheme] as const)))(
    'gives every text of %s in %s colours a contrast of 4.5 to 1 or more',
    async (path, colorScheme) => {
      const page = await open(`small/${path}`, { colorScheme });
      expect(await page.evaluate(POOR_CONTRAST)).toEqual([]);
    },
  );

  it('finds events by their fields, and leads to the field', async () => {
    const page = await open('small/index');
    await page.keyboard.press('/');
    await page.keyboard.type('weightgr');
    expect(await page.locator('[data-event]:visible').count()).toBe(1);
    expect(await page.locator('[data-search-count]').textContent()).toBe('1 event');
    await page.getByRole('link', { name: 'weightGrams', exact: true }).click();
    expect(await page.locator('tr:target').textContent()).toContain('in grams');
  });

  it('says so when it finds nothing', async () => {
    const page = await open('large/index');
    await page.getByRole('searchbox').fill('no such thing');
    expect(await page.locator('[data-event]:visible').count()).toBe(0);
    expect(await page.locator('[data-search-count]').textContent()).toBe('Nothing found');
  });

  it('turns versions into tabs, and opens the one that an address asks for', async () => {
    const page = await open('small/events/depot/parcel-packed#v1-parcelId');
    expect(await page.getByRole('tabpanel').allTextContents()).toHaveLength(1);
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Version 1');
    await page.keyboard.press('Tab');
    await page.getByRole('tab', { selected: true }).press('ArrowLeft');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Version 2');
    expect(await page.locator('#v2').isVisible()).toBe(true);
  });

  it('copies an example', async () => {
    const page = await open('small/events/depot/parcel-lost', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(JSON.parse(await page.evaluate('navigator.clipboard.readText()'))).toEqual({ parcelId: 'p-1' });
  });

  it('lets people zoom the graph of sixty events, and trace one of them with the keyboard', async () => {
    const page = await open('large/graph', desk);
    const width = (): Promise<number> => page.evaluate("document.querySelector('[data-graph]').clientWidth");
    const before = await width();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await width()).toBeGreaterThan(before);
    await page.locator('[data-row="event:accounts/account-closed"]').focus();
    expect(await page.locator('.graph-link.is-lit').count()).toBeGreaterThan(0);
    expect(await page.locator('.graph-row.is-lit').count()).toBeGreaterThan(1);
  });

  it('can be read without its script', async () => {
    const page = await open('small/events/depot/parcel-packed', { javaScriptEnabled: false });
    expect(await page.locator('.version:visible').count()).toBe(2);
    expect(await page.locator('button:visible').count()).toBe(0);
  });

  it('neither complains nor asks the network for anything, and runs nothing that stands in a description', () => {
    expect(complaints).toEqual([]);
  });
});
