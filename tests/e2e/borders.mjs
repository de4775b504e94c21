// The picture on the front page of the single file: a species redraws it, the headline and the table follow, one's own country opens.
// Usage: node borders.mjs cami-explorer.html
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage, violations } from './browser.mjs';

const [, , file] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const page = await openPage(browser, { offline: true, locale: 'en-GB' });
const faults = [];
await page.goto(address);
await page.waitForSelector('[data-borders][data-awake]');
const title = () => page.locator('h1').innerText();
const before = await title();
const rows = () => page.locator('#borders-table tbody tr:not([hidden])').count();
const all = await rows();
await page.locator('[data-species="saiga"]').click();
const after = await title();
if (after === before || !after.includes('Saiga') || !/\(report of \d{4}\)$/.test(after)) faults.push(`the headline says: ${after}`);
const left = await rows();
const drawn = await page.locator('a.border:not(.border-off)').count();
if (!(left > 0 && left < all) || left !== drawn) faults.push(`the table has ${left} of ${all} pairs, the picture ${drawn}`);
if (!page.url().includes('species=saiga')) faults.push(`the address does not hold the choice: ${page.url()}`);
faults.push(...(await violations(page)));
await page.locator('[data-species=""]').click();
if ((await title()) !== before) faults.push(`the way back says: ${await title()}`);
const arrived = (path) => page.waitForFunction((wanted) => document.documentElement.dataset.page === wanted, path);
await page.locator('#my-country').selectOption({ label: 'Mongolia' });
await page.locator('[data-meet] [name="alone"]').click();
await arrived('en/country/MN');
await page.locator('.brand').click();
await arrived('en/index');
if ((await page.locator('#my-country').inputValue()) !== 'Mongolia') faults.push('the own country is forgotten');
if (!(await page.locator('#their-country option', { hasText: 'Mongolia' }).isDisabled())) faults.push('Mongolia can meet Mongolia');
await page.locator('#their-country').selectOption({ label: 'China' });
await page.locator('[data-meet] .primary').click();
await arrived('en/pair/CN-MN');
await browser.close();
finish([...faults, ...page.faults]);
