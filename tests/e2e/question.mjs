// A question answered in the single file: choose in the sentence, read the table, mail the address.
// Usage: node question.mjs cami-explorer.html
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage, violations } from './browser.mjs';

const [, , file] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const page = await openPage(browser, { offline: true, locale: 'en-GB' });
const faults = [];

await page.goto(`${address}#/ru/query/what-is-done-in-a-country`);
await page.waitForSelector('form[data-question][data-awake]');
await page.locator('.sentence select').selectOption('UZ');
await page.locator('.question button').click();
await page.waitForSelector('form[data-answered="1"]');
const heads = await page.locator('#query-rows thead').innerText();
if (/[a-z]{3}/.test(heads)) faults.push(`heads in Russian: ${heads}`);
const rows = await page.locator('#query-rows tbody tr').allInnerTexts();
if (!rows.length || !rows.every((row) => row.includes('Узбекистан'))) faults.push(`${rows.length} rows, not all of Uzbekistan`);
if (rows.some((row) => /\b(id|cami|vocabulary):/.test(row))) faults.push('an address stands in the answer');
if (!(await page.locator('#query-rows q').count())) faults.push('no words stand in the answer');
if (!page.url().includes('country=UZ')) faults.push(`the address does not hold the choice: ${page.url()}`);
faults.push(...(await violations(page)));

// The address alone gives the same answer, and a choice without rows says so.
await page.goto('about:blank');
await page.goto(`${address}#/en/query/who-could-bridge-two-countries?country=CN&partner=KG`);
await page.waitForSelector('form[data-answered="1"]');
if (!(await page.locator('#question-answer .silence').count())) faults.push('nothing says that there is no answer');
await browser.close();
finish([...faults, ...page.faults]);
