// The single file, opened from disk with the network off: every kind of page in both themes and languages, without a fault.
// Usage: node single-file.mjs cami-explorer.html PATH...
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage, violations } from './browser.mjs';

const [, , file, ...paths] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const faults = [];

for (const colorScheme of ['light', 'dark']) {
  const page = await openPage(browser, { colorScheme, offline: true });
  await page.goto(address);
  for (const language of ['en', 'ru']) {
    for (const path of paths) {
      await show(page, language, path);
      const found = await violations(page);
      faults.push(...[...page.faults.splice(0), ...found].map((fault) => `${language}/${path} ${colorScheme}: ${fault}`));
    }
  }
  await page.context().close();
}
await browser.close();
finish(faults);

async function show(page, language, path) {
  await page.evaluate((hash) => (location.hash = hash), `#/${language}/${path}`);
  await page.waitForFunction((wanted) => document.documentElement.dataset.page === wanted, `${language}/${path.split(/[?#]/)[0]}`);
  if (await page.locator('[data-island]').count()) await page.waitForSelector('[data-drawn]');
  if (path.includes('?query=')) await page.waitForSelector('.result[data-done]');
}
