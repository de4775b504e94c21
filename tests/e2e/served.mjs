// The pages under `cami explore`: the same scripts talk to the server, under its policy, without a fault.
// Usage: node served.mjs http://127.0.0.1:PORT
import { finish, launch, openPage, violations } from './browser.mjs';

const [, , host] = process.argv;
const browser = await launch();
const page = await openPage(browser, { locale: 'en-GB' }, new RegExp(`^(${host.replaceAll('.', '\\.')}/|blob:|data:)`));
const faults = [];
await page.goto(`${host}/en/activity/1.1.1.html`);
await page.waitForSelector('html[data-ready]');
faults.push(...(await violations(page)));
await page.goto(`${host}/en/workbench.html?query=page-statuses`);
await page.waitForSelector('.result[data-done] tbody tr');
await page.goto(`${host}/ru/graph.html?thing=taxon/saiga`);
await page.waitForSelector('[data-drawn]');
await page.locator('.graph-table tbody button').nth(1).click();
await page.waitForSelector('.graph-panel .quotes q');
await page.goto(`${host}/en/map.html`);
await page.waitForSelector('[data-drawn]');
await page.goto(`${host}/en/query/index.html`);
await page.waitForSelector('form[data-ask][data-awake]');
await page.fill('#ask-text', 'who works on snow leopards in Kyrgyzstan?');
await page.keyboard.press('Enter');
await page.waitForSelector('form[data-ask][data-answered]');
const told = await page.textContent('#ask-answer');
if (!/Snow leopard; country: Kyrgyzstan/.test(told)) faults.push(`the box understood: ${told}`);
await page.click('#ask-answer a >> nth=0');
await page.waitForURL(/who-works-on-which-species-where.*country=KG/);
if ((await page.locator('#question-answer tbody tr').count()) !== 3) faults.push('the answer does not open with its rows');
await browser.close();
finish([...faults, ...page.faults]);
