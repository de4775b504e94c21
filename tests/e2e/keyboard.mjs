// With the keyboard alone, from the front page to the words behind two countries, and behind a possible gap.
// Usage: node keyboard.mjs cami-explorer.html
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage } from './browser.mjs';

const [, , file] = process.argv;
const browser = await launch();
const page = await openPage(browser, { offline: true, locale: 'en-GB' });
const faults = [];

await page.goto(pathToFileURL(file).href);
await page.waitForSelector('html[data-ready]');
await tabTo((select) => select.id === 'my-country', 'the own country');
await page.keyboard.type('Turkm');
await tabTo((select) => select.id === 'their-country', 'the country that it meets');
await page.keyboard.type('Uzb');
await page.keyboard.press('Tab');
await page.keyboard.press('Enter');
await arrived('en/pair/TM-UZ');
await tabTo((button) => button.matches('.pair-table .quote-mark'), 'a mark of words in the table');
await page.waitForSelector('.quote-panel:popover-open mark');
await page.goBack();
await arrived('en/index');
await tabTo((link) => link.matches('.top a[data-area="gaps"]'), 'the gaps in the menu', 40, 'Shift+Tab');
await page.keyboard.press('Enter');
await arrived('en/gaps');
await tabTo((link) => link.matches('.gap-list a'), 'the first gap of the list', 80);
await page.keyboard.press('Enter');
await page.waitForFunction(() => document.documentElement.dataset.page?.startsWith('en/gap/'));
await tabTo((button) => button.matches('.evidence .quote-mark'), 'a mark of words', 80);
await page.waitForSelector('.quote-panel:popover-open mark');
const words = await page.locator('.quote-panel:popover-open mark').first().textContent();
if (!words.trim()) faults.push('The panel shows no words.');
await page.keyboard.press('Tab');
const follows = await page.evaluate(() => document.activeElement.closest('.quote-panel') !== null);
if (!follows) faults.push('The next stop after the mark is not inside the words.');
await page.keyboard.press('Enter');
await page.waitForFunction(() => document.documentElement.dataset.page?.startsWith('en/activity/'));
await page.keyboard.press('/');
await page.keyboard.type('onagr');
await page.waitForSelector('#search-hits [role="option"]');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('Enter');
await page.waitForFunction(() => document.documentElement.dataset.page?.includes('taxon/'));
await browser.close();
finish([...faults, ...page.faults]);

async function tabTo(isThere, what, most = 40, key = 'Tab') {
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate(`(${isThere})(document.activeElement)`)) return;
  }
  throw new Error(`${most} presses of ${key} do not reach ${what}.`);
}

async function arrived(path) {
  await page.waitForFunction((wanted) => document.documentElement.dataset.page === wanted, path);
}
