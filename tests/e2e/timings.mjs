// How fast the single file is, from a cold start with the network off. Prints one JSON object; times in milliseconds.
// Usage: node timings.mjs cami-explorer.html
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { launch, openPage } from './browser.mjs';

const [, , file] = process.argv;
const address = pathToFileURL(file).href;
const browser = await launch();
const result = { megabytes: statSync(file).size / 1e6 };

await timed('page_shown', async (page) => page.goto(address));
await timed('search_answers', async (page) => {
  await page.goto(address);
  await page.waitForSelector('html[data-ready]');
  await page.keyboard.press('/');
  await page.keyboard.type('onager');
  await page.waitForSelector('#search-hits [role="option"]');
});
await timed('other_page_shown', async (page) => {
  await page.goto(`${address}#/en/activity/1.1.1`);
  await page.waitForFunction(() => document.documentElement.dataset.page === 'en/activity/1.1.1');
});
await slowed();
await graph();
await queries();
await browser.close();
console.log(JSON.stringify(result, null, 1));

async function timed(name, act) {
  const page = await openPage(browser, { offline: true, locale: 'en-GB' });
  const began = performance.now();
  await act(page);
  result[name] = Math.round(performance.now() - began);
  await page.context().close();
}

/** When the largest part of the front page is painted, on a processor slowed to a quarter. */
async function slowed() {
  const page = await openPage(browser, { offline: true, locale: 'en-GB' });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(address);
  result.largest_paint_slowed = await page.evaluate(() => new Promise((resolve) => new PerformanceObserver((list) => resolve(Math.round(list.getEntries().at(-1).startTime))).observe({ type: 'largest-contentful-paint', buffered: true })));
  await page.context().close();
}

/** From a page that stands, to the first graph drawn; and a first question typed three seconds after the file was opened. */
async function graph() {
  const page = await openPage(browser, { offline: true, locale: 'en-GB' });
  await page.goto(`${address}#/en/activity/1.1.1`);
  await page.waitForFunction(() => document.documentElement.dataset.page === 'en/activity/1.1.1');
  const began = performance.now();
  await page.evaluate(() => (location.hash = '#/en/graph'));
  await page.waitForSelector('[data-drawn]');
  result.graph_drawn = Math.round(performance.now() - began);
  await page.waitForFunction(() => performance.now() > 3000);
  result.first_sparql_typed = await page.evaluate(askOnce);
  await page.context().close();
}

/** From a cold start to the first answer of the store, and every question of the library that needs no parameter. */
async function queries() {
  const page = await openPage(browser, { offline: true, locale: 'en-GB' });
  const began = performance.now();
  await page.goto(`${address}#/en/workbench?query=which-activities-are-silent`);
  await page.waitForSelector('.result[data-done]');
  result.first_sparql = Math.round(performance.now() - began);
  const times = await page.evaluate(askAll);
  const sorted = times.map(({ ms }) => ms).sort((a, b) => a - b);
  Object.assign(result, { queries: times.length, query_median: Math.round(sorted[Math.floor(sorted.length / 2)]), query_slowest: Math.round(sorted.at(-1)) });
  result.slow = times.filter(({ ms }) => ms > 300).map(({ name, ms }) => `${name} ${Math.round(ms)}`);
  result.failed = times.filter(({ ok }) => !ok).map(({ name, said }) => `${name}: ${said}`);
  await page.context().close();
}

async function askOnce() {
  const began = performance.now();
  const answer = await fetch('./sparql', { method: 'POST', body: new URLSearchParams({ query: 'SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p' }) });
  await answer.text();
  return Math.round(performance.now() - began);
}

async function askAll() {
  const { queries } = await globalThis.camiData('library');
  const times = [];
  for (const { name, text, parameters } of queries) {
    if (parameters.some(({ required }) => required)) continue;
    const query = globalThis.camiWithoutOpenBlocks(text);
    const began = performance.now();
    const answer = await fetch('./sparql', { method: 'POST', headers: { accept: 'application/sparql-results+json, text/turtle' }, body: new URLSearchParams({ query }) });
    const said = await answer.text();
    times.push({ name, ms: performance.now() - began, ok: answer.ok, said: said.slice(0, 120) });
  }
  return times;
}
