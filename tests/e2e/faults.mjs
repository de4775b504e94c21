// Small faults that only a browser shows: heads broken in words, long lists, paper, the key /, files, 400 % zoom.
// Usage: node faults.mjs cami-explorer.html
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage } from './browser.mjs';

const [, , file] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const faults = [];

const page = await openPage(browser, { offline: true, locale: 'en-GB', acceptDownloads: true });
await page.goto(address);
const go = async (path) => {
  await page.evaluate((hash) => (location.hash = hash), `#/${path}`);
  await page.waitForFunction((wanted) => document.documentElement.dataset.page === wanted, path);
};

for (const path of ['en/objective/1', 'ru/objective/1', 'en/programme/cami-2014-2020']) {
  await go(path);
  const broken = await page.locator('.activities thead th').evaluateAll((heads) => heads.filter((head) => head.scrollWidth > head.clientWidth).map(({ textContent }) => textContent));
  if (broken.length) faults.push(`${path}: heads do not fit: ${broken}`);
}

// A long list folds, its button shows the rest and the reader goes on where it began; narrowing looks through all of it.
await go('en/country/KZ');
const claims = page.locator('#page-actions-about-table');
const shown = () => claims.locator(':scope > .claim').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
const first = await shown();
const all = await claims.locator(':scope > .claim').count();
if (!(first >= 2 && first < 8 && all > 16)) faults.push(`the list shows ${first} of ${all}`);
await page.locator('#page-actions-about-table + .fold button').click();
if ((await shown()) !== all) faults.push('the button does not show the rest');
if (!(await page.evaluate(() => document.activeElement.closest('.claim') !== null))) faults.push('the reader is lost after the fold');
const inner = await page.evaluate(() => ['auto', 'scroll'].includes(getComputedStyle(document.querySelector('.split-side')).overflowY));
if (inner) faults.push('the column at the side scrolls inside itself');

// No page asks for two hundred presses of Tab, and a country begins with its map.
if (!(await page.locator('.page-head .pair-map').isVisible())) faults.push('the country has no map at its head');
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';
for (const path of ['en/index', 'en/country/KZ', 'en/country/CN', 'en/pair/TM-UZ', 'en/taxon/snow-leopard', 'en/threat/barriers', 'en/activity/2.2.1', 'en/programme/cami-2014-2020', 'en/objective/1', 'en/timeline', 'en/gaps', 'en/report/cami2-doc3', 'en/browse/actor', 'en/query/which-claims-are-doubtful', 'en/ontology/index']) {
  await go(path);
  await page.waitForTimeout(100);
  const count = await page.locator(STOPS).evaluateAll((all) => all.filter((one) => one.tabIndex >= 0 && !one.disabled && !one.closest('[popover]') && one.checkVisibility({ visibilityProperty: true })).length);
  if (count >= 200) faults.push(`${path}: ${count} stops of the keyboard`);
}
await go('en/country/KZ');

// On paper each quote stands once.
await page.emulateMedia({ media: 'print' });
await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
const twice = await page.locator('#main .quote-text').evaluateAll((texts) => {
  const words = texts.filter((text) => text.checkVisibility()).map((text) => text.querySelector('mark')?.textContent).filter(Boolean);
  return words.length - new Set(words).size;
});
if (twice) faults.push(`${twice} quotes are printed twice`);
await page.emulateMedia({ media: 'screen' });

// The gap map is one stop of the keyboard, says what a sign means while it is pointed at, and leaves for Excel.
await go('en/gaps');
const map = page.locator('#gap-map-picture');
const stops = await map.locator('a').evaluateAll((links) => links.filter((link) => link.tabIndex === 0).length);
if (stops !== 1) faults.push(`the gap map is ${stops} stops of the keyboard`);
await map.locator('td > a').first().focus();
await page.keyboard.press('ArrowRight');
const [told, meant] = await Promise.all([page.locator('[data-readout="gap-map-picture"]').textContent(), page.evaluate(() => document.activeElement.querySelector('title')?.textContent)]);
if (!meant || told !== meant.trim().split('\n').join(' · ')) faults.push(`the line says "${told}", the sign means "${meant}"`);
for (const [form, check] of [['Excel', (bytes) => bytes.subarray(0, 2).toString() === 'PK'], ['CSV', (bytes) => bytes.toString().startsWith('\ufeff') && !/Show the|\|/.test(bytes.toString())]]) {
  const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('[data-tools-for="gap-map-picture"] button', { hasText: form }).click()]);
  if (!check(readFileSync(await saved.path()))) faults.push(`${form} is not what it says`);
}

await page.locator('[data-list="gap-map-picture"] summary').click();
const listed = await page.locator('[data-list="gap-map-picture"] tbody tr').count();
if (listed !== (await map.locator('td > a').count())) faults.push(`the list of the gap map has ${listed} lines`);

// The key / goes to the search until it is switched off, and the choice stays.
await go('en/about');
await page.locator('main h1').click();
await page.keyboard.press('/');
if (!(await page.evaluate(() => document.activeElement.id === 'search-field'))) faults.push('the key / does not lead to the search');
await page.locator('#search-field').blur();
await page.locator('#key-switch').click();
await page.locator('main h1').click();
await page.keyboard.press('/');
if (await page.evaluate(() => document.activeElement.id === 'search-field')) faults.push('the key / still leads to the search');

// 1280 × 1024 at 400 % is a screen of 320 × 256.
await page.setViewportSize({ width: 320, height: 256 });
const head = await page.locator('.top').evaluate((top) => top.getBoundingClientRect().height);
if (head > 110) faults.push(`the head takes ${head} of 256 pixels`);
await browser.close();
finish([...faults, ...page.faults]);
