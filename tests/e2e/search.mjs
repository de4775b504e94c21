// The search forgives spelling and knows the variants: each of these words leads to its thing.
// Usage: node search.mjs cami-explorer.html
import { pathToFileURL } from 'node:url';
import { finish, launch, openPage } from './browser.mjs';

const WANTED = {
  onager: /taxon\/(?!.*gazelle).*(onager|ass|khulan|kulan)/,
  kulan: /taxon\/.*(ass|khulan|kulan)/,
  khulan: /taxon\/.*(ass|khulan|kulan)/,
  ISLT: /actor\/.*snow-leopard-trust|actor\/.*slt/,
  'Tian Shan': /landscape\/.*t(i|ie)[ae]?n-shan/,
  'Tien-Shan': /landscape\/.*t(i|ie)[ae]?n-shan/,
  'snow lepard': /taxon\/snow-leopard/,
  сайгак: /taxon\/saiga/,
  'снежный барс': /taxon\/snow-leopard/,
  Mongola: /country\/MN/,
  '1.1.10': /activity\/1\.1\.10/,
  poaching: /threat\/illegal-hunting/,
  'снежного барса': /taxon\/snow-leopard/,
  ирбис: /taxon\/snow-leopard/,
  забор: /threat\/(barriers|.*fence)/,
  'заборы на границе': /(threat|initiative)\/.*fence/,
  excel: /about#take-away/,
  'Туркмения Узбекистан Туркменистан': /pair\/TM-UZ/,
};

const [, , file] = process.argv;
const browser = await launch();
const page = await openPage(browser, { offline: true, locale: 'en-GB' });
const faults = [];
await page.goto(pathToFileURL(file).href);
await page.waitForSelector('html[data-ready]');
for (const [text, wanted] of Object.entries(WANTED)) {
  await page.keyboard.press('/');
  await page.locator('#search-field').fill(text);
  await page.waitForSelector('#search-hits [role="option"]', { timeout: 5000 }).catch(() => {});
  await page.waitForTimeout(150);
  const hits = await page.locator('#search-hits [role="option"]').evaluateAll((options) => options.slice(0, 4).map((option) => option.dataset.href));
  if (!hits.some((hit) => wanted.test(hit))) faults.push(`${text}: ${hits.join(' ')}`);
  await page.keyboard.press('Escape');
  await page.locator('#search-field').blur();
}

// Enter leads to the page with everything found; a kind narrows it; the address can be opened again.
await page.locator('#search-field').fill('fence');
await page.keyboard.press('Enter');
await page.waitForSelector('[data-search-page][data-drawn] ~ #search-results .hits a');
if (!page.url().includes('/search?q=fence')) faults.push(`Enter leads to ${page.url()}`);
const all = await page.locator('.hits li').count();
await page.locator('.facets a', { hasText: 'Threat' }).click();
await page.waitForFunction((count) => { const now = document.querySelectorAll('.hits li').length; return now > 0 && now < count; }, all);
const kinds = await page.locator('.hits .kind').evaluateAll((found) => [...new Set(found.map(({ textContent }) => textContent))]);
if (kinds.join() !== 'Threat') faults.push(`the kind of threats shows ${kinds}`);

// Two countries lead to what the two share.
await page.locator('#search-text').fill('Uzbekistan Turkmenistan');
await page.keyboard.press('Enter');
await page.locator('.search-pair a').click();
await page.waitForFunction(() => document.documentElement.dataset.page === 'en/pair/TM-UZ');
await browser.close();
finish([...faults, ...page.faults]);
