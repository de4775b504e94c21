// The single file, opened from disk with the network off: every kind of page, light in English and dark in Russian, without a fault.
// The dark theme differs in colours alone, so there only the rules on colours are asked; the width is that of each language.
// Usage: node single-file.mjs cami-explorer.html PATH...
import { pathToFileURL } from 'node:url';
import { COLOURS, EVERYTHING, finish, launch, openPage, violations } from './browser.mjs';

const [, , file, ...paths] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const faults = [];

for (const [colorScheme, language, rules] of [['light', 'en', EVERYTHING], ['dark', 'ru', COLOURS]]) {
  const page = await openPage(browser, { colorScheme, offline: true });
  await page.goto(address);
  for (const path of paths) {
    await show(page, language, path);
    const found = [...(await violations(page, rules)), ...(await tooWide(page))];
    faults.push(...[...page.faults.splice(0), ...found].map((fault) => `${language}/${path} ${colorScheme}: ${fault}`));
  }
  await page.context().close();
}
await browser.close();
finish(faults);

/** A page that is wider than the smallest phone scrolls sideways: nobody reads it there, nor at 400 % on a screen. */
async function tooWide(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.setViewportSize(before);
  return over > 0 ? [`${over} pixels wider than a phone of 320`] : [];
}

async function show(page, language, path) {
  await page.evaluate((hash) => (location.hash = hash), `#/${language}/${path}`);
  await page.waitForFunction((wanted) => document.documentElement.dataset.page === wanted, `${language}/${path.split(/[?#]/)[0]}`);
  if (await page.locator('[data-island]').count()) await page.waitForSelector('[data-drawn]');
  if (path.includes('?query=')) await page.waitForSelector('.result[data-done]');
}
