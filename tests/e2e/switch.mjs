// The switch of documents and programmes: by mouse and keyboard, in the address, counts that follow, and without fault.
// Usage: node switch.mjs cami-explorer.html
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage, violations } from './browser.mjs';

const [, , file] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const page = await openPage(browser, { offline: true });
const faults = [];
const expect = (holds, text) => holds || faults.push(text);
const LETTER = 'letter-tm-2020';
const REPORT = 'cami2-doc3';

await open('en/activity/2.5.2');
const states = () => page.locator('.facts dd .status:visible').allTextContents().then((all) => all.map((text) => text.trim()));
expect((await states()).join() === 'done,partly done', 'Both voices on the state should stand side by side, the latest first.');
await page.locator(`.switch input[value="${LETTER}"]`).focus();
await page.keyboard.press('Space');
expect((await states()).join() === 'done', 'The letter alone says done.');
expect((await page.locator('.claim:visible').count()) === 0, 'The letter tells no action.');
expect((await page.locator('.missing-box:visible').count()) === 0, 'What is missing everywhere is no word of the letter.');
expect(page.url().endsWith(`#/en/activity/2.5.2?document=${LETTER}`), `The address should hold the choice: ${page.url()}`);
faults.push(...(await violations(page)));
await page.keyboard.press('ArrowRight');
expect(page.url().endsWith(`?document=${REPORT}`), 'An arrow key should go on to the next document.');
expect((await states()).join() === 'partly done', 'The report alone says partly done.');

await open(`ru/threat/barriers?document=${REPORT}`);
const shown = await page.locator('#page-actions-about-table .claim-action:visible').count();
const all = await page.locator('#page-actions-about-table .claim-action').count();
expect(shown > 0 && shown < all, 'The report alone tells fewer actions than all documents.');
expect((await page.locator('#page-actions-about .number').textContent()) === String(shown), 'The number of the heading should follow.');
const entry = page.locator('.on-page li', { has: page.locator('a[href$="#page-actions-about"]') });
expect((await entry.locator('.number').textContent()) === String(shown), 'The number in the list of parts should follow.');
expect((await page.locator('#page-gaps-about:visible').count()) === 0, 'Gaps are counted over everything, not in one document.');
await page.locator('.switch input[name="document"][value=""]').check();
expect((await page.locator('#page-actions-about-table .claim-action:visible').count()) === all, 'All documents should bring everything back.');
expect(!page.url().includes('?'), 'All documents need no word in the address.');

await open('en/programme/cami-2014-2020');
const done = () => page.locator('main > div:visible .states-legend li').first().locator('.number').textContent();
const together = Number(await done());
await page.locator(`.switch input[value="${REPORT}"]`).check();
expect(Number(await done()) === together - 1, 'Without the letter one activity fewer is done.');

await open('en/gaps?programme=cami-2021-2026');
const lines = await page.locator('#gap-items > tr:not([data-off])').count();
expect(lines > 0 && lines < (await page.locator('#gap-items > tr').count()), 'A programme has a part of the gaps.');
expect((await page.locator('.filters output').textContent()).endsWith(` of ${lines} shown`) || lines <= 24, 'The filters count what the switch has left.');
faults.push(...(await violations(page)));

await open('en/browse/action');
const rows = () => page.locator('#browse tbody tr:not([data-off])').count();
const every = await rows();
await page.locator('.switch input[name="programme"][value="cami-2014-2020"]').check();
const first = await rows();
await page.locator('.switch input[name="document"][value="cami3-docx"]').check();
expect(first + (await rows()) === every, 'Each action is of one programme and one document.');
expect(page.url().endsWith('?document=cami3-docx'), 'A document takes the place of a programme.');

const plain = await openPage(browser, { offline: true, javaScriptEnabled: false });
await plain.goto(address);
expect((await plain.locator('.switch:visible').count()) === 0, 'Without scripts there is no switch.');
expect((await plain.locator('.state-now:visible').count()) === 2, 'Without scripts everything is shown.');
expect((await plain.locator('[data-alone]:visible').count()) === 0, 'Without scripts nothing is shown twice.');
await browser.close();
finish([...faults, ...page.faults]);

async function open(path) {
  await page.goto('about:blank');
  await page.goto(`${address}#/${path}`);
  await page.waitForFunction((wanted) => document.documentElement.dataset.page === wanted, path.split('?')[0]);
}
